//! What a call comes to at the worst, in retries and in time; `decide/proofs/bounds.rs` of the
//! runtime holds it against every course of a call.

use std::time::Duration;

use crate::rules::classes::{LINES, RATE_LIMITED, TIMEOUT};
use crate::rules::course::{Course, Place};
use crate::rules::proofs::{PATIENCE, SWITCH_AFTER};
use crate::rules::range::shorter;
use crate::rules::wait::{
    EXPONENTIAL_MAX, FACTOR, FIRST, FIRST_AFTER_A_LIMIT, Growth, Jitter, Waits, from_nanos,
    longer_of, shorter_of,
};

/// How long a call waits between its attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    pub(crate) waits: Waits,
    /// After a rate limit.
    pub(crate) limited: Waits,
    /// What chance adds to either.
    pub(crate) plus: Duration,
    pub(crate) jitter: Jitter,
    pub(crate) switch_after: Duration,
    pub(crate) patience: Duration,
}

impl Pace {
    /// The waits where no backoff is written, after a rate limit or after another error.
    pub(crate) const fn doubling(after_a_limit: bool) -> Waits {
        let base = if after_a_limit { FIRST_AFTER_A_LIMIT } else { FIRST };
        Waits { growth: Growth::Exponential(FACTOR), base, max: EXPONENTIAL_MAX }
    }

    /// The waits of the class that waits least, if any class but that of timeouts is retried.
    const fn quickest(&self, course: &Course) -> Waits {
        let mut class = 0;
        while class < LINES.len() {
            if class != RATE_LIMITED && class != TIMEOUT && course.most(class) > 0 {
                return self.waits;
            }
            class += 1;
        }
        if course.most(TIMEOUT) == 0 { self.limited } else { self.waits }
    }
}

impl Course {
    /// The first retry that can't begin, whatever the errors, is told by the quickest waits.
    pub(crate) const fn is_possible(&self, pace: &Pace, deadline: Duration) -> bool {
        self.impossible(&pace.quickest(self), pace.jitter, deadline).is_none()
    }

    /// How many retries there can be in the whole call.
    pub(crate) const fn retries_within(&self, pace: &Pace, deadline: Option<Duration>) -> u32 {
        self.most_retries(&pace.quickest(self), pace.jitter, deadline)
    }

    /// The longest that a call takes without a deadline, where each of its targets runs the body.
    pub(crate) const fn longest(&self, pace: &Pace, timeout: Duration) -> Duration {
        let retries = self.retries_within(pace, None);
        let mut nanos = timeout.as_nanos().saturating_mul(self.bodies as u128 + retries as u128);
        let mut retry = 1;
        while retry <= retries {
            nanos = nanos.saturating_add(self.longest_wait(pace, retry).as_nanos());
            retry += 1;
        }
        from_nanos(nanos)
    }

    /// The longest hint that is waited for, if any is.
    pub(crate) const fn longest_hint(&self, pace: &Pace) -> Option<Duration> {
        if self.obeys_hints(Place::Last) {
            return Some(pace.patience);
        }
        if self.obeys_hints(Place::BeforeOthers) {
            return Some(shorter_of(pace.patience, pace.switch_after));
        }
        None
    }

    /// The longest wait before a retry on a target, whatever the error, the hint and the dice.
    const fn longest_wait(&self, pace: &Pace, retry: u32) -> Duration {
        let mut longest = Duration::ZERO;
        let mut class = 0;
        while class < LINES.len() {
            let waits = if class == RATE_LIMITED { pace.limited } else { pace.waits };
            // The first retry after a timeout does not wait.
            if self.most(class) > (class == TIMEOUT) as u32 {
                longest = longer_of(longest, waits.longest(retry, pace.plus));
            }
            if self.lines[class].obeys_hint && self.most(class) > 0 {
                let on_last = self.most_at(Place::Last, class) > 0;
                let hint = if on_last {
                    pace.patience
                } else {
                    shorter_of(pace.patience, pace.switch_after)
                };
                longest = longer_of(longest, waits.longest_with(retry, hint));
            }
            class += 1;
        }
        longest
    }
}

/// Never above the patience: a default gives way to what was written.
pub(crate) const fn switch_after(
    switch_after: Option<Duration>,
    patience: Option<Duration>,
) -> Duration {
    match (switch_after, patience) {
        (Some(switch_after), _) => switch_after,
        (None, Some(patience)) if shorter(patience, SWITCH_AFTER) => patience,
        (None, _) => SWITCH_AFTER,
    }
}

/// Never below the time after which targets are switched.
pub(crate) const fn patience(
    patience: Option<Duration>,
    switch_after: Option<Duration>,
) -> Duration {
    match (patience, switch_after) {
        (Some(patience), _) => patience,
        (None, Some(switch_after)) if shorter(PATIENCE, switch_after) => switch_after,
        (None, _) => PATIENCE,
    }
}
