//! The arithmetic of waits: how they grow, how chance shortens them, and the least of them.

use std::time::Duration;

use crate::rules::range::shorter;

/// How waits grow from one retry to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Growth {
    /// By this factor, in thousandths.
    Exponential(u32),
    Linear,
    Constant,
}

/// How chance shortens a wait, so that callers who failed together don't come back together.
///
/// It only ever shortens: the cap of a [`Backoff`](crate::Backoff) stays a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Jitter {
    /// Between half the wait and the whole. The default.
    #[default]
    Equal,
    /// Between nothing and the whole wait.
    Full,
    /// Always the whole wait.
    None,
}

/// Waits before chance: the formula of the README ("backoff"), never above `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Waits {
    pub(crate) growth: Growth,
    pub(crate) base: Duration,
    pub(crate) max: Duration,
}

impl Waits {
    /// The wait before retry number `retry` on a target, counted from 1.
    pub(crate) const fn unjittered(&self, retry: u32) -> Duration {
        let (base, max) = (self.base.as_nanos(), self.max.as_nanos());
        let nanos = match self.growth {
            Growth::Constant => base,
            Growth::Linear => base.saturating_mul(retry as u128),
            Growth::Exponential(factor) => grown(base, factor, retry, max),
        };
        from_nanos(if nanos < max { nanos } else { max })
    }

    /// The shortest that chance can make this wait.
    pub(crate) const fn least(&self, retry: u32, jitter: Jitter) -> Duration {
        jitter.least(self.unjittered(retry))
    }

    /// The longest wait where chance adds up to `plus`.
    pub(crate) const fn longest(&self, retry: u32, plus: Duration) -> Duration {
        shorter_of(self.unjittered(retry).saturating_add(plus), self.max)
    }

    /// The wait of a retry that obeys a hint, before chance.
    pub(crate) const fn least_with(&self, retry: u32, hint: Duration) -> Duration {
        longer_of(self.unjittered(retry), hint)
    }

    /// How much chance adds to such a wait at most.
    pub(crate) const fn spread(&self, least: Duration) -> Duration {
        shorter_of(self.base, from_nanos(least.as_nanos() / 4))
    }

    /// The longest wait of a retry that obeys a hint.
    pub(crate) const fn longest_with(&self, retry: u32, hint: Duration) -> Duration {
        let least = self.least_with(retry, hint);
        least.saturating_add(self.spread(least))
    }
}

impl Jitter {
    /// What chance leaves of a wait at least.
    pub(crate) const fn least(self, whole: Duration) -> Duration {
        match self {
            Self::None => whole,
            Self::Full => Duration::ZERO,
            Self::Equal => from_nanos(whole.as_nanos() / 2),
        }
    }
}

/// `base * (factor / 1000)^(retry - 1)`, and no further than `max`.
const fn grown(base: u128, factor: u32, retry: u32, max: u128) -> u128 {
    // With 32 bits behind the point, or a nanosecond would never grow by a tenth of itself.
    let (mut wait, cap) = (base << 32, max << 32);
    let mut left = if factor == 1_000 { 0 } else { retry.saturating_sub(1) };
    // The same for a whole number of times, without a long division.
    let (times, parts) = if factor % 1_000 == 0 { (factor / 1_000, 1) } else { (factor, 1_000) };
    while left > 0 && wait < cap && wait > 0 {
        let Some(grown) = wait.checked_mul(times as u128) else {
            return max;
        };
        wait = if parts == 1 { grown } else { grown / parts };
        left -= 1;
    }
    wait >> 32
}

pub(crate) const fn shorter_of(one: Duration, other: Duration) -> Duration {
    if shorter(one, other) { one } else { other }
}

pub(crate) const fn longer_of(one: Duration, other: Duration) -> Duration {
    if shorter(one, other) { other } else { one }
}

pub(crate) const fn from_nanos(nanos: u128) -> Duration {
    const SECOND: u128 = 1_000_000_000;
    // Which every wait is that anybody waits for, and much cheaper.
    #[allow(clippy::cast_possible_truncation)] // it fits
    if nanos <= u64::MAX as u128 {
        return Duration::from_nanos(nanos as u64);
    }
    let seconds = nanos / SECOND;
    if seconds > u64::MAX as u128 {
        return Duration::MAX;
    }
    #[allow(clippy::cast_possible_truncation)] // both fit: the line above, and a remainder
    Duration::new(seconds as u64, (nanos % SECOND) as u32)
}

pub(crate) const FIRST: Duration = Duration::from_millis(500);
pub(crate) const FIRST_STEP: Duration = Duration::from_secs(1);
pub(crate) const FACTOR: u32 = 2_000;
pub(crate) const EXPONENTIAL_MAX: Duration = Duration::from_secs(60);
pub(crate) const LINEAR_MAX: Duration = Duration::from_secs(30);
/// After a rate limit, unless a backoff is written.
pub(crate) const FIRST_AFTER_A_LIMIT: Duration = Duration::from_secs(1);
