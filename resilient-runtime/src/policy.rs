//! What was asked for: the settings of a call as plain data, the same in a const and at run time.

mod bounds;
mod packed;
mod rules;

use std::fmt;
use std::time::Duration;

use crate::backoff::Backoff;
use crate::classify::Class;
use crate::policy::packed::{Actions, Timeouts};
use crate::rules::bound;
use crate::rules::classes::Action;
use crate::rules::range::DEFAULT_RETRIES;
use crate::rules::wait::{self, Jitter};

/// The settings of a call, checked: a value of this type can't be out of range.
///
/// `policy!` declares one that many functions share; [`Policy::builder`] makes one at run time.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::Policy;
/// use std::time::Duration;
///
/// # fn main() -> Result<(), resilient::PolicyError> {
/// let policy = Policy::builder().retries(4).deadline(Duration::from_secs(90)).build()?;
/// # let _ = policy;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    settings: PolicyBuilder,
}

impl Policy {
    /// Two retries with exponential backoff from 500 ms, no timeout, no deadline.
    pub const DEFAULT: Self = Self { settings: PolicyBuilder::DEFAULT };

    /// Starts from the defaults.
    pub const fn builder() -> PolicyBuilder {
        PolicyBuilder::DEFAULT
    }

    /// Starts from this policy, to change some of its settings.
    pub const fn to_builder(self) -> PolicyBuilder {
        self.settings
    }

    #[inline]
    pub(crate) const fn retries(&self) -> u32 {
        self.settings.retries
    }

    /// The time one attempt has, after so many timeouts on its target.
    pub(crate) const fn timeout(&self, timeouts: u32) -> Option<Duration> {
        let list = &self.settings.timeouts;
        let lowest = list.len().saturating_sub(1);
        list.get(if (timeouts as usize) < lowest { timeouts as usize } else { lowest })
    }

    #[inline]
    pub(crate) const fn deadline(&self) -> Option<Duration> {
        self.settings.deadline
    }

    pub(crate) const fn jitter(&self) -> Jitter {
        self.settings.jitter
    }

    /// The backoff for one class: a rate limit starts from a second unless the user says otherwise.
    pub(crate) const fn backoff(&self, class: Class) -> Backoff {
        match (self.settings.backoff, class) {
            (Some(backoff), _) => backoff,
            (None, Class::RateLimited) => Backoff::exponential(wait::FIRST_AFTER_A_LIMIT),
            (None, _) => Backoff::exponential(wait::FIRST),
        }
    }

    pub(crate) const fn action(&self, class: Class) -> Option<Action> {
        self.settings.actions.of(class as usize)
    }

    /// Never above the patience: a default gives way to what was written.
    pub(crate) const fn switch_after(&self) -> Duration {
        bound::switch_after(self.settings.switch_after, self.settings.patience)
    }

    /// Never below the time after which targets are switched.
    pub(crate) const fn patience(&self) -> Duration {
        bound::patience(self.settings.patience, self.settings.switch_after)
    }
}

/// Settings on their way to becoming a [`Policy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "`build` makes the policy"]
pub struct PolicyBuilder {
    retries: u32,
    timeouts: Timeouts,
    deadline: Option<Duration>,
    backoff: Option<Backoff>,
    jitter: Jitter,
    actions: Actions,
    switch_after: Option<Duration>,
    patience: Option<Duration>,
    /// More timeouts were given than there is room for.
    overfull: bool,
    /// Settings that can't act beside others are wanted.
    dead_allowed: bool,
}

impl PolicyBuilder {
    const DEFAULT: Self = Self {
        retries: DEFAULT_RETRIES,
        timeouts: Timeouts::NONE,
        deadline: None,
        backoff: None,
        jitter: Jitter::Equal,
        actions: Actions::NONE,
        switch_after: None,
        patience: None,
        overfull: false,
        dead_allowed: false,
    };

    /// Sets how often the call may be repeated in all, on whatever target: 0 to 100, by default 2.
    pub const fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// Sets how long one attempt may take; by default as long as it likes.
    pub const fn timeout(self, timeout: Duration) -> Self {
        self.timeouts(&[timeout])
    }

    /// Sets how long an attempt may take after so many timeouts on its target: 1 to 8 falling steps.
    pub const fn timeouts(mut self, timeouts: &[Duration]) -> Self {
        self.timeouts = Timeouts::of(timeouts);
        self.overfull = timeouts.len() > self.timeouts.len();
        self
    }

    /// Sets how long the whole call may take, with all its attempts, waits and targets.
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Sets the wait before a retry; by default exponential from 500 ms, from 1 s for a rate limit.
    pub const fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = Some(backoff);
        self
    }

    /// Sets how chance shortens the waits; by default [`Jitter::Equal`].
    pub const fn jitter(mut self, jitter: Jitter) -> Self {
        self.jitter = jitter;
        self
    }

    /// Sets what an error of this class leads to, in place of the class's own rule.
    pub const fn on(mut self, class: Class, action: Action) -> Self {
        self.actions.set(class, action);
        self
    }

    /// Sets the longest server hint that is waited for while there is a next target; by default 5 s.
    pub const fn switch_after(mut self, switch_after: Duration) -> Self {
        self.switch_after = Some(switch_after);
        self
    }

    /// Sets the longest server hint that is waited for at all; by default 60 s.
    pub const fn patience(mut self, patience: Duration) -> Self {
        self.patience = Some(patience);
        self
    }

    /// Takes settings that can't act beside others, as `allow(dead_option)` does.
    #[doc(hidden)]
    pub const fn allow_dead(mut self) -> Self {
        self.dead_allowed = true;
        self
    }

    /// Makes the policy.
    ///
    /// # Errors
    ///
    /// Where a setting is out of range, or two of them contradict each other.
    pub const fn build(self) -> Result<Policy, PolicyError> {
        match self.problem() {
            Some(problem) => Err(PolicyError { problem }),
            None => Ok(Policy { settings: self }),
        }
    }

    /// Makes the policy in a const.
    ///
    /// # Panics
    ///
    /// Where [`PolicyBuilder::build`] returns an error: in a const that fails the build.
    #[track_caller]
    pub const fn build_const(self) -> Policy {
        match self.problem() {
            Some(problem) => panic!("{}", problem),
            None => Policy { settings: self },
        }
    }

    /// Sets what most calls have, of which nothing is left to be checked.
    pub(crate) const fn limited(mut self, retries: u32, timeout_millis: u64) -> Self {
        self.retries = retries;
        self.timeouts = Timeouts::of_millis(timeout_millis);
        self
    }

    /// Makes a policy out of settings that were checked before.
    pub(crate) const fn build_proven(self) -> Policy {
        Policy { settings: self }
    }
}

/// Why settings did not become a [`Policy`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyError {
    problem: &'static str,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.problem)
    }
}

impl std::error::Error for PolicyError {}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_default_gives_way_to_what_was_written() {
        let hurried = Policy::builder().patience(SECOND).build().unwrap();
        let loyal = Policy::builder().switch_after(SECOND * 90).build().unwrap();
        assert_eq!((hurried.switch_after(), hurried.patience()), (SECOND, SECOND));
        assert_eq!((loyal.switch_after(), loyal.patience()), (SECOND * 90, SECOND * 90));
    }

    #[test]
    fn the_last_step_of_a_timeout_list_stays() {
        let policy = Policy::builder().timeouts(&[SECOND * 3, SECOND]).build().unwrap();
        let limits = [0, 1, 2, u32::MAX].map(|timeouts| policy.timeout(timeouts).unwrap());
        assert_eq!(limits, [SECOND * 3, SECOND, SECOND, SECOND]);
    }

    #[test]
    fn a_rate_limit_starts_from_a_second_unless_a_backoff_is_given() {
        let given = Policy::builder().backoff(Backoff::constant(SECOND * 7)).build().unwrap();
        assert_eq!(Policy::DEFAULT.backoff(Class::RateLimited).waits().base, SECOND);
        assert_eq!(Policy::DEFAULT.backoff(Class::Server).waits().base, SECOND / 2);
        assert_eq!(given.backoff(Class::RateLimited).waits().base, SECOND * 7);
    }
}
