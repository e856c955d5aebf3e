//! How long a retry waits: a pure function of the retry's number and a throw of the dice.

use std::time::Duration;

use crate::dice::splitmix64;
use crate::rules::range;
use crate::rules::wait::{
    EXPONENTIAL_MAX, FACTOR, Growth, Jitter, LINEAR_MAX, Waits, from_nanos, shorter_of,
};

/// The wait before a retry, as a function of the retry's number.
///
/// With retry numbers from 1, before chance and never above `max`:
///
/// | kind | wait before retry `k` |
/// |---|---|
/// | exponential | `base * factor^(k - 1) + U(0, plus)` |
/// | linear | `step * k` |
/// | constant | `wait` |
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::Backoff;
/// use std::time::Duration;
///
/// const GENTLE: Backoff = Backoff::exponential(Duration::from_secs(1)).factor(3_000);
/// assert_eq!(GENTLE.unjittered(3), Duration::from_secs(9));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    waits: Waits,
    plus: Duration,
}

impl Backoff {
    /// Grows the wait from `base` by a factor of 2, up to 60 seconds.
    pub const fn exponential(base: Duration) -> Self {
        Self::new(Growth::Exponential(FACTOR), base, EXPONENTIAL_MAX)
    }

    /// Grows the wait by `step` each time, up to 30 seconds.
    pub const fn linear(step: Duration) -> Self {
        Self::new(Growth::Linear, step, LINEAR_MAX)
    }

    /// Waits the same time before each retry.
    pub const fn constant(wait: Duration) -> Self {
        Self::new(Growth::Constant, wait, wait)
    }

    /// Waits for nothing.
    pub const fn none() -> Self {
        Self::constant(Duration::ZERO)
    }

    /// Sets the growth of an exponential backoff, in thousandths: 1,500 is one and a half times.
    ///
    /// # Panics
    ///
    /// Where it is below 1,000 or above 100,000. In a `const` the build fails instead.
    #[track_caller]
    #[must_use]
    pub const fn factor(mut self, thousandths: u32) -> Self {
        let factor = range::FACTOR.checked(thousandths);
        if let Growth::Exponential(_) = self.waits.growth {
            self.waits.growth = Growth::Exponential(factor);
        }
        self
    }

    /// Sets the cap, which no wait passes.
    ///
    /// # Panics
    ///
    /// Where it is below the first wait. In a `const` the build fails instead.
    #[track_caller]
    #[must_use]
    pub const fn max(mut self, max: Duration) -> Self {
        assert!(
            !range::shorter(max, self.waits.base),
            "the `max` of a backoff must not be below its first wait"
        );
        self.waits.max = max;
        self
    }

    /// Sets the cap, and the first wait if that is longer.
    pub(crate) const fn capped(mut self, max: Duration) -> Self {
        self.waits.base = shorter_of(self.waits.base, max);
        self.waits.max = max;
        self
    }

    /// Adds up to `plus` to each wait by chance, below the cap.
    #[must_use]
    pub const fn plus(mut self, plus: Duration) -> Self {
        self.plus = plus;
        self
    }

    /// The wait before retry number `retry`, counted from 1, before chance.
    pub const fn unjittered(&self, retry: u32) -> Duration {
        self.waits.unjittered(retry)
    }

    /// The wait before retry number `retry` for one throw of the dice; never above the cap.
    pub const fn wait(&self, retry: u32, jitter: Jitter, dice: u64) -> Duration {
        if self.waits.base.is_zero() && self.plus.is_zero() {
            return Duration::ZERO;
        }
        let (state, first) = splitmix64(dice);
        let (_, second) = splitmix64(state);
        let lengthened = self.unjittered(retry).saturating_add(uniform(self.plus, first));
        let whole = shorter_of(lengthened, self.waits.max);
        match jitter {
            Jitter::None => whole,
            Jitter::Full => uniform(whole, second),
            Jitter::Equal => {
                let least = jitter.least(whole);
                least.saturating_add(uniform(whole.saturating_sub(least), second))
            }
        }
    }

    /// The wait of a retry that obeys a hint, before chance.
    pub(crate) const fn least_with(&self, retry: u32, hint: Duration) -> Duration {
        self.waits.least_with(retry, hint)
    }

    /// How much chance adds to such a wait at most.
    pub(crate) const fn spread(&self, least: Duration) -> Duration {
        self.waits.spread(least)
    }

    /// What chance adds to a wait at most, where no hint is obeyed.
    pub(crate) const fn most_added(&self) -> Duration {
        self.plus
    }

    /// How the waits grow, without what chance adds.
    pub(crate) const fn waits(&self) -> Waits {
        self.waits
    }

    /// A default cap gives way to a first wait that is above it.
    const fn new(growth: Growth, base: Duration, max: Duration) -> Self {
        let max = if range::shorter(max, base) { base } else { max };
        Self { waits: Waits { growth, base, max }, plus: Duration::ZERO }
    }
}

/// A duration between nothing and `most`, both included.
pub(crate) const fn uniform(most: Duration, dice: u64) -> Duration {
    let nanos = most.as_nanos();
    // A span of more than 2^63 ns (292 years) is drawn in steps of 2^32 ns, to stay within u128.
    let (span, step) = if nanos >> 63 == 0 { (nanos, 1) } else { (nanos >> 32, 1 << 32) };
    from_nanos((((span + 1) * dice as u128) >> 64) * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const KINDS: [Backoff; 7] = [
        Backoff::exponential(Duration::from_millis(500)),
        Backoff::exponential(SECOND).plus(SECOND),
        Backoff::exponential(Duration::from_nanos(1)).factor(1_001).max(SECOND),
        Backoff::exponential(SECOND).factor(100_000).max(Duration::MAX),
        Backoff::linear(SECOND),
        Backoff::constant(Duration::MAX),
        Backoff::none(),
    ];

    #[test]
    fn an_exponential_wait_doubles_up_to_its_cap() {
        let backoff = Backoff::exponential(SECOND).max(Duration::from_secs(10));
        let waits: Vec<u64> = (1..=6).map(|k| backoff.unjittered(k).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 10, 10]);
    }

    #[test]
    fn a_linear_wait_grows_by_its_step() {
        let backoff = Backoff::linear(SECOND).max(Duration::from_secs(3));
        let waits: Vec<u64> = (1..=5).map(|k| backoff.unjittered(k).as_secs()).collect();
        assert_eq!(waits, [1, 2, 3, 3, 3]);
    }

    #[test]
    fn a_fraction_grows_too() {
        let backoff = Backoff::exponential(SECOND).factor(1_500);
        assert_eq!(backoff.unjittered(3), Duration::from_millis(2_250));
    }

    #[test]
    fn fault_44_48_a_wait_without_chance_never_falls_and_ends_at_its_cap() {
        let retries = [1, 2, 3, 10, 32, 64, 100, 1_000, 1_024, u32::MAX];
        for backoff in KINDS {
            let waits = retries.map(|retry| backoff.wait(retry, Jitter::None, 0));
            assert!(waits.is_sorted(), "{backoff:?}: {waits:?}");
            assert_eq!(waits.last(), Some(&backoff.waits.max), "{backoff:?}");
        }
    }

    #[test]
    fn fault_45_no_wait_passes_its_cap() {
        for backoff in KINDS {
            for retry in [0, 1, 2, 3, 10, 32, 64, 100, 1_000, u32::MAX] {
                for jitter in [Jitter::Equal, Jitter::Full, Jitter::None] {
                    for dice in [0, 1, u64::MAX / 3, u64::MAX] {
                        assert!(backoff.wait(retry, jitter, dice) <= backoff.waits.max);
                    }
                }
            }
        }
    }

    #[test]
    fn the_extra_of_plus_is_drawn_below_the_cap() {
        let backoff = Backoff::exponential(SECOND).plus(SECOND);
        for dice in 0..1_000 {
            let wait = backoff.wait(3, Jitter::None, dice);
            assert!(wait >= Duration::from_secs(4) && wait <= Duration::from_secs(5));
            assert_eq!(backoff.wait(10, Jitter::None, dice), Duration::from_secs(60));
        }
    }

    #[test]
    fn equal_jitter_keeps_half_and_full_jitter_keeps_nothing() {
        let backoff = Backoff::constant(SECOND);
        let waits = |jitter| (0..10_000).map(move |dice| backoff.wait(1, jitter, dice));
        assert!(waits(Jitter::Equal).all(|wait| wait >= SECOND / 2));
        assert!(waits(Jitter::Equal).any(|wait| wait < SECOND * 51 / 100));
        assert!(waits(Jitter::Full).any(|wait| wait < SECOND / 100));
        assert!(waits(Jitter::Full).any(|wait| wait > SECOND * 99 / 100));
    }

    #[test]
    fn fault_42_49_full_jitter_is_spread_evenly() {
        // 100,000 draws in ten buckets of 10,000: 3.5 standard deviations are 332.
        let mut buckets = [0_u32; 10];
        for dice in 0..100_000 {
            let wait = Backoff::constant(SECOND).wait(1, Jitter::Full, dice);
            buckets[(wait.as_millis() as usize / 100).min(9)] += 1;
        }
        assert!(buckets.iter().all(|&n| n.abs_diff(10_000) < 332), "{buckets:?}");
    }
}
