//! The rule book of a policy: what is wrong with its settings, the same in the build and at run time.

use std::time::Duration;

use crate::classify::Class;
use crate::policy::PolicyBuilder;
use crate::rules::classes::Action;
use crate::rules::range::{self, shorter};

impl PolicyBuilder {
    /// What is wrong with these settings, the ranges first.
    pub(super) const fn problem(&self) -> Option<&'static str> {
        match self.out_of_range() {
            Some(problem) => Some(problem),
            None => self.contradiction(),
        }
    }

    const fn out_of_range(&self) -> Option<&'static str> {
        if !range::RETRIES.holds(self.retries as u64) {
            return Some(range::RETRIES.sentence);
        }
        if self.overfull {
            return Some(range::TOO_MANY_TIMEOUTS);
        }
        let (mut index, mut longest) = (0, Duration::MAX);
        while let Some(timeout) = self.timeouts.get(index) {
            if !range::TIMEOUT.holds(timeout) {
                return Some(range::TIMEOUT.sentence);
            }
            if shorter(longest, timeout) {
                return Some(range::GROWING_TIMEOUTS);
            }
            longest = timeout;
            index += 1;
        }
        if let Some(deadline) = self.deadline {
            if !range::DEADLINE.holds(deadline) {
                return Some(range::DEADLINE.sentence);
            }
        }
        let mut class = 0;
        while class < Class::COUNT {
            if let Some(Action::Retry(times)) = self.actions.of(class) {
                if !range::RETRY.holds(times as u64) {
                    return Some(range::RETRY.sentence);
                }
            }
            class += 1;
        }
        None
    }

    const fn contradiction(&self) -> Option<&'static str> {
        if self.dead_allowed {
            return None;
        }
        if let (Some(deadline), Some(timeout)) = (self.deadline, self.timeouts.get(0)) {
            if !shorter(timeout, deadline) {
                return Some("`timeout` must be below `deadline`");
            }
        }
        if let (Some(switch_after), Some(patience)) = (self.switch_after, self.patience) {
            if shorter(patience, switch_after) {
                return Some("`switch_after` must not be above `patience`");
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    const SECOND: Duration = Duration::from_secs(1);

    fn problem(builder: PolicyBuilder) -> String {
        builder.build().unwrap_err().to_string()
    }

    #[test]
    fn a_setting_out_of_range_is_an_error_that_names_it() {
        let start = Policy::builder();
        assert_eq!(problem(start.retries(101)), "`retries` must be at most 100");
        assert_eq!(problem(start.timeout(Duration::ZERO)), "`timeout` must be longer than zero");
        assert_eq!(problem(start.deadline(Duration::ZERO)), "`deadline` must be longer than zero");
        assert_eq!(problem(start.timeouts(&[SECOND; 9])), "`timeout` takes at most 8 steps");
        assert_eq!(
            problem(start.on(Class::Server, Action::Retry(0))),
            "`retry(n)` takes a number from 1 to 100"
        );
    }

    #[test]
    fn settings_that_contradict_each_other_are_an_error() {
        let start = Policy::builder();
        assert_eq!(
            problem(start.timeouts(&[SECOND, SECOND * 2])),
            "the steps of `timeout` must not grow"
        );
        assert_eq!(
            problem(start.timeout(SECOND).deadline(SECOND)),
            "`timeout` must be below `deadline`"
        );
        assert_eq!(
            problem(start.switch_after(SECOND * 2).patience(SECOND)),
            "`switch_after` must not be above `patience`"
        );
    }
}
