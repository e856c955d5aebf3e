//! How long a retry waits: a pure function of the retry's number and a throw of the dice.

use std::time::Duration;

use crate::dice::splitmix64;

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
    kind: Kind,
    base: Duration,
    max: Duration,
    plus: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The factor, in thousandths.
    Exponential(u32),
    Linear,
    Constant,
}

/// How chance shortens a wait, so that callers who failed together don't come back together.
///
/// It only ever shortens: the cap of a [`Backoff`] stays a cap.
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

impl Backoff {
    /// Grows the wait from `base` by a factor of 2, up to 60 seconds.
    pub const fn exponential(base: Duration) -> Self {
        Self { kind: Kind::Exponential(2_000), base, max: DEFAULT_MAX, plus: Duration::ZERO }
            .max_at_least(base)
    }

    /// Grows the wait by `step` each time, up to 30 seconds.
    pub const fn linear(step: Duration) -> Self {
        let max = Duration::from_secs(30);
        Self { kind: Kind::Linear, base: step, max, plus: Duration::ZERO }.max_at_least(step)
    }

    /// Waits the same time before each retry.
    pub const fn constant(wait: Duration) -> Self {
        Self { kind: Kind::Constant, base: wait, max: wait, plus: Duration::ZERO }
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
        assert!(
            thousandths >= 1_000 && thousandths <= 100_000,
            "the `factor` of a backoff must be from 1 to 100"
        );
        if let Kind::Exponential(_) = self.kind {
            self.kind = Kind::Exponential(thousandths);
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
            max.as_nanos() >= self.base.as_nanos(),
            "the `max` of a backoff must not be below its first wait"
        );
        self.max = max;
        self
    }

    /// Adds up to `plus` to each wait by chance, below the cap.
    #[must_use]
    pub const fn plus(mut self, plus: Duration) -> Self {
        self.plus = plus;
        self
    }

    /// The first wait, before chance.
    pub(crate) const fn base(&self) -> Duration {
        self.base
    }

    /// The wait before retry number `retry`, counted from 1, before chance.
    pub const fn unjittered(&self, retry: u32) -> Duration {
        let max = self.max.as_nanos();
        let nanos = match self.kind {
            Kind::Constant => self.base.as_nanos(),
            Kind::Linear => self.base.as_nanos().saturating_mul(retry as u128),
            Kind::Exponential(factor) => grown(self.base.as_nanos(), factor, retry, max),
        };
        from_nanos(if nanos < max { nanos } else { max })
    }

    /// The wait before retry number `retry` for one throw of the dice; never above the cap.
    pub const fn wait(&self, retry: u32, jitter: Jitter, dice: u64) -> Duration {
        let (state, first) = splitmix64(dice);
        let (_, second) = splitmix64(state);
        let lengthened = self.unjittered(retry).saturating_add(uniform(self.plus, first));
        let whole = if lengthened.as_nanos() < self.max.as_nanos() { lengthened } else { self.max };
        match jitter {
            Jitter::None => whole,
            Jitter::Full => uniform(whole, second),
            Jitter::Equal => {
                let half = from_nanos(whole.as_nanos() / 2);
                half.saturating_add(uniform(whole.saturating_sub(half), second))
            }
        }
    }

    const fn max_at_least(mut self, base: Duration) -> Self {
        if self.max.as_nanos() < base.as_nanos() {
            self.max = base;
        }
        self
    }
}

/// A duration between nothing and `most`, both included.
pub(crate) const fn uniform(most: Duration, dice: u64) -> Duration {
    let nanos = most.as_nanos();
    // A span of more than 2^63 ns (292 years) is drawn in steps of 2^32 ns, to stay within u128.
    let (span, step) = if nanos >> 63 == 0 { (nanos, 1) } else { (nanos >> 32, 1 << 32) };
    from_nanos((((span + 1) * dice as u128) >> 64) * step)
}

/// `base * (factor / 1000)^(retry - 1)`, and no further than `max`.
const fn grown(base: u128, factor: u32, retry: u32, max: u128) -> u128 {
    // With 32 bits behind the point, or a nanosecond would never grow by a tenth of itself.
    let (mut wait, cap) = (base << 32, max << 32);
    let mut left = if factor == 1_000 { 0 } else { retry.saturating_sub(1) };
    while left > 0 && wait < cap && wait > 0 {
        let Some(grown) = wait.checked_mul(factor as u128) else {
            return max;
        };
        wait = grown / 1_000;
        left -= 1;
    }
    wait >> 32
}

const fn from_nanos(nanos: u128) -> Duration {
    const SECOND: u128 = 1_000_000_000;
    let seconds = nanos / SECOND;
    if seconds > u64::MAX as u128 {
        return Duration::MAX;
    }
    #[allow(clippy::cast_possible_truncation)] // both fit: the line above, and a remainder
    Duration::new(seconds as u64, (nanos % SECOND) as u32)
}

const DEFAULT_MAX: Duration = Duration::from_secs(60);

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
    fn no_wait_passes_its_cap() {
        for backoff in KINDS {
            for retry in [0, 1, 2, 3, 10, 32, 64, 100, 1_000, u32::MAX] {
                for jitter in [Jitter::Equal, Jitter::Full, Jitter::None] {
                    for dice in [0, 1, u64::MAX / 3, u64::MAX] {
                        assert!(backoff.wait(retry, jitter, dice) <= backoff.max);
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
    fn full_jitter_is_spread_evenly() {
        // 100,000 draws in ten buckets of 10,000: 3.5 standard deviations are 332.
        let mut buckets = [0_u32; 10];
        for dice in 0..100_000 {
            let wait = Backoff::constant(SECOND).wait(1, Jitter::Full, dice);
            buckets[(wait.as_millis() as usize / 100).min(9)] += 1;
        }
        assert!(buckets.iter().all(|&n| n.abs_diff(10_000) < 332), "{buckets:?}");
    }
}
