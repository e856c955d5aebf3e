//! The rule book of a policy: what is wrong with its settings, the same in the build and at run time.

use std::time::Duration;

use crate::classify::Class;
use crate::policy::{Action, PolicyBuilder};

impl PolicyBuilder {
    /// The rule book: what is wrong with these settings.
    pub(super) const fn problem(&self) -> Option<&'static str> {
        if self.retries > 100 {
            return Some("`retries` must be at most 100");
        }
        if self.overfull {
            return Some("`timeout` takes at most 8 steps");
        }
        let mut index = 0;
        while index < self.listed {
            if self.timeouts[index].is_zero() {
                return Some("`timeout` must be longer than zero");
            }
            if index > 0 && longer(self.timeouts[index], self.timeouts[index - 1]) {
                return Some("the steps of `timeout` must not grow");
            }
            index += 1;
        }
        if let Some(deadline) = self.deadline {
            if deadline.is_zero() {
                return Some("`deadline` must be longer than zero");
            }
            if self.listed > 0 && !longer(deadline, self.timeouts[0]) {
                return Some("`timeout` must be below `deadline`");
            }
        }
        if let (Some(switch_after), Some(patience)) = (self.switch_after, self.patience) {
            if longer(switch_after, patience) {
                return Some("`switch_after` must not be above `patience`");
            }
        }
        let mut class = 0;
        while class < Class::COUNT {
            if let Some(Action::Retry(times)) = self.actions[class] {
                if times == 0 || times > 100 {
                    return Some("`retry(n)` takes a number from 1 to 100");
                }
            }
            class += 1;
        }
        None
    }
}

pub(super) const fn longer(one: Duration, other: Duration) -> bool {
    one.as_nanos() > other.as_nanos()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    const SECOND: Duration = Duration::from_secs(1);

    #[expect(clippy::large_types_passed_by_value, reason = "as users pass it")]
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
