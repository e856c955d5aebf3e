//! Where the time comes from: tokio's clock, so that a paused one moves breakers and gates too.

use std::num::NonZeroU64;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Reads the clock. Once per operation, by whoever begins it.
pub(crate) fn now() -> Instant {
    #[cfg(test)]
    if let Some(fixed) = FIXED.get() {
        return fixed;
    }
    tokio::time::Instant::now().into_std()
}

/// Stops this thread's clock at a moment, which may lie before the last one.
#[cfg(test)]
pub(crate) fn fix(moment: Option<Instant>) {
    FIXED.set(moment);
}

#[cfg(test)]
thread_local! {
    static FIXED: std::cell::Cell<Option<Instant>> = const { std::cell::Cell::new(None) };
}

/// A moment in half the room of an `Instant`: to the nanosecond, within 292 years of this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(NonZeroU64);

impl Moment {
    pub(crate) fn of(instant: Instant) -> Self {
        let nanos = |time: Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        // A paused clock may stand before the moment that all are counted from.
        let count = match instant.checked_duration_since(*ORIGIN) {
            Some(after) => MIDDLE.saturating_add(nanos(after)),
            None => MIDDLE.saturating_sub(nanos(ORIGIN.saturating_duration_since(instant))),
        };
        Self(NonZeroU64::new(count).unwrap_or(NonZeroU64::MIN))
    }

    pub(crate) fn instant(self) -> Instant {
        let count = self.0.get();
        let moment = match count.checked_sub(MIDDLE) {
            Some(after) => ORIGIN.checked_add(Duration::from_nanos(after)),
            None => ORIGIN.checked_sub(Duration::from_nanos(MIDDLE - count)),
        };
        moment.unwrap_or(*ORIGIN)
    }
}

/// A length of time in half the room of a `Duration`: from a nanosecond to 584 years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span(NonZeroU64);

impl Span {
    pub(crate) const SHORTEST: Self = Self(NonZeroU64::MIN);

    /// `None` is no time at all.
    pub(crate) fn of(time: Duration) -> Option<Self> {
        Self::from_nanos(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX))
    }

    pub(crate) fn from_nanos(nanos: u64) -> Option<Self> {
        NonZeroU64::new(nanos).map(Self)
    }
}

impl From<Span> for Duration {
    fn from(Span(nanos): Span) -> Self {
        Self::from_nanos(nanos.get())
    }
}

static ORIGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
const MIDDLE: u64 = 1 << 63;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_its_instant_to_the_nanosecond() {
        let now = Instant::now();
        for time in [Duration::ZERO, Duration::from_nanos(1), Duration::from_secs(86_400 * 365)] {
            let around = [now.checked_add(time), now.checked_sub(time)];
            for instant in around.into_iter().flatten() {
                assert_eq!(Moment::of(instant).instant(), instant);
            }
        }
    }

    #[test]
    fn moments_are_in_the_order_of_their_instants() {
        let now = Instant::now();
        let before = now.checked_sub(Duration::from_secs(1)).unwrap();
        assert!(Moment::of(before) < Moment::of(now));
        assert!(Moment::of(now) < Moment::of(now + Duration::from_nanos(1)));
    }
}
