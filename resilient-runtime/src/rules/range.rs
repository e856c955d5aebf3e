//! What each number and each length of time may be, with the sentence that says so.

use std::time::Duration;

/// The range of a number, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) least: u32,
    pub(crate) most: u32,
    pub(crate) sentence: &'static str,
}

/// The shortest length of time that an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shortest {
    pub(crate) time: Duration,
    pub(crate) sentence: &'static str,
}

impl Range {
    const fn new(least: u32, most: u32, sentence: &'static str) -> Self {
        Self { least, most, sentence }
    }

    pub(crate) const fn holds(&self, number: u64) -> bool {
        self.least as u64 <= number && number <= self.most as u64
    }

    /// The number, which in a `const` is checked in the build.
    #[track_caller]
    pub(crate) const fn checked(&self, number: u32) -> u32 {
        assert!(self.holds(number as u64), "{}", self.sentence);
        number
    }
}

impl Shortest {
    const fn new(time: Duration, sentence: &'static str) -> Self {
        Self { time, sentence }
    }

    pub(crate) const fn holds(&self, time: Duration) -> bool {
        !shorter(time, self.time)
    }

    /// The time, which in a `const` is checked in the build.
    #[track_caller]
    pub(crate) const fn checked(&self, time: Duration) -> Duration {
        assert!(self.holds(time), "{}", self.sentence);
        time
    }
}

/// `Ord` is not const yet.
pub(crate) const fn shorter(one: Duration, other: Duration) -> bool {
    one.as_nanos() < other.as_nanos()
}

/// A `factor` in thousandths, which in a `const` is checked in the build.
#[track_caller]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range by then")]
pub(crate) const fn in_thousandths(factor: f64) -> u32 {
    let exact = factor * 1_000.0;
    let (least, most) = (FACTOR.least as f64, FACTOR.most as f64);
    let nearest = (exact + 0.5) as u32;
    let off = exact - nearest as f64;
    // What no decimal fraction is exactly is a little off, as an `f32` more than an `f64`.
    assert!(exact >= least && exact <= most && off < 0.01 && off > -0.01, "{}", FACTOR.sentence);
    nearest
}

/// What `retries` is unless it is written.
pub(crate) const DEFAULT_RETRIES: u32 = 2;
/// Items that a link with `in` is run for, so that an endless iterator makes no endless call.
pub(crate) const MOST_ITEMS: u32 = 16;
pub(crate) const RETRIES: Range = Range::new(0, 100, "`retries` must be at most 100");
pub(crate) const RETRY: Range = Range::new(1, 100, "`retry(n)` takes a number from 1 to 100");
pub(crate) const FACTOR: Range = Range::new(
    1_000,
    100_000,
    "the `factor` of a backoff must be from 1 to 100, with at most three decimals",
);
pub(crate) const MOST_TIMEOUTS: usize = 8;
pub(crate) const TOO_MANY_TIMEOUTS: &str = "`timeout` takes at most 8 steps";
pub(crate) const GROWING_TIMEOUTS: &str = "the steps of `timeout` must not grow";
pub(crate) const TIMEOUT: Shortest = Shortest::new(NANO, "`timeout` must be longer than zero");
pub(crate) const WAIT: Shortest =
    Shortest::new(NANO, "this never waits; write a longer one, or `backoff = none`");
pub(crate) const DEADLINE: Shortest = Shortest::new(NANO, "`deadline` must be longer than zero");

pub(crate) const CONSECUTIVE: Range =
    Range::new(1, MANY, "`consecutive` must be from 1 to 1000000");
pub(crate) const FAILURE_RATE: Range = Range::new(1, 100, "`failure_rate` must be from 1 to 100");
pub(crate) const SLOW_RATE: Range = Range::new(1, 100, "`slow_rate` must be from 1 to 100");
pub(crate) const LAST: Range = Range::new(1, 10_000, "`last` must be from 1 to 10000");
pub(crate) const MIN_CALLS: Range = Range::new(1, MANY, "`min_calls` must be from 1 to 1000000");
pub(crate) const PROBES: Range = Range::new(1, 1_000, "`probes` must be from 1 to 1000");
pub(crate) const CLOSES_AFTER: Range =
    Range::new(1, MANY, "`closes_after` must be from 1 to 1000000");
pub(crate) const KEYS: Range = Range::new(1, MANY, "`keys` must be from 1 to 1000000");
pub(crate) const SLOW: Shortest = Shortest::new(NANO, "`slow` must be above zero");
pub(crate) const WITHIN: Shortest =
    Shortest::new(Duration::from_millis(10), "`within` must be at least `10ms`");
pub(crate) const OPEN: Shortest =
    Shortest::new(Duration::from_millis(1), "`open` must be at least `1ms`");
pub(crate) const OPEN_MAX: Shortest =
    Shortest::new(Duration::from_millis(1), "`open_max` must be at least `1ms`");

const NANO: Duration = Duration::from_nanos(1);
const MANY: u32 = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_the_end_that_its_range_has() {
        let ranges = [
            RETRIES,
            RETRY,
            CONSECUTIVE,
            FAILURE_RATE,
            SLOW_RATE,
            LAST,
            MIN_CALLS,
            PROBES,
            CLOSES_AFTER,
            KEYS,
        ];
        for range in ranges {
            assert!(range.sentence.ends_with(&range.most.to_string()), "{}", range.sentence);
        }
    }

    #[test]
    fn both_ends_belong_to_a_range() {
        assert!([0, 100].map(|number| RETRIES.holds(number)) == [true, true]);
        assert!([0, 1, 10_000, 10_001].map(|it| LAST.holds(it)) == [false, true, true, false]);
        assert!(WITHIN.holds(WITHIN.time) && !WITHIN.holds(Duration::from_micros(9_999)));
    }
}
