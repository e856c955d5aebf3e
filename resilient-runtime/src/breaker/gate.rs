//! The gate of one breaker key: where a server said when to come back, everybody stays away until then.

use std::time::{Duration, Instant};

/// Open, or shut until a hint is over.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    shut: Option<Shut>,
}

#[derive(Debug, Clone, Copy)]
struct Shut {
    since: Instant,
    hint: Duration,
}

/// How long a caller stays away from a shut gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wait {
    /// What is left of the hint.
    pub(crate) left: Duration,
    /// A little chance on top, so that those who wait don't come back as one.
    spread: Duration,
}

impl Wait {
    pub(crate) fn whole(self) -> Duration {
        self.left.saturating_add(self.spread)
    }
}

impl Gate {
    /// Shuts the gate for `hint`, never for less than it is shut already.
    /// Returns for how long, if it was open until now.
    pub(crate) fn shut(&mut self, hint: Duration, now: Instant) -> Option<Duration> {
        let hint = hint.min(LONGEST_HINT);
        let left = self.left(now);
        if hint > left.unwrap_or_default() {
            self.shut = Some(Shut { since: now, hint });
        }
        (left.is_none() && !hint.is_zero()).then_some(hint)
    }

    /// Returns how long a caller stays away; `None` is open.
    pub(crate) fn check(&mut self, now: Instant, dice: u64) -> Option<Wait> {
        let Some(left) = self.left(now) else {
            self.shut = None;
            return None;
        };
        let hint = self.shut.map(|shut| shut.hint).unwrap_or_default();
        Some(Wait { left, spread: between_zero_and((hint / 10).min(LONGEST_SPREAD), dice) })
    }

    /// Returns what is left of the hint, if anything is.
    pub(crate) fn left(&self, now: Instant) -> Option<Duration> {
        let shut = self.shut?;
        let left = shut.hint.saturating_sub(now.saturating_duration_since(shut.since));
        (!left.is_zero()).then_some(left)
    }

    /// Whether a hint is kept, over or not.
    pub(crate) const fn is_set(&self) -> bool {
        self.shut.is_some()
    }

    /// Opens the gate whatever the server said.
    pub(crate) fn reset(&mut self) {
        self.shut = None;
    }
}

fn between_zero_and(most: Duration, dice: u64) -> Duration {
    // No truncation to speak of: `most` is at most a second.
    let most = u64::try_from(most.as_nanos()).unwrap_or(u64::MAX);
    Duration::from_nanos(dice % most.saturating_add(1))
}

/// One broken or hostile answer must not shut a process out for years; who means it says it again.
pub(crate) const LONGEST_HINT: Duration = Duration::from_secs(24 * 60 * 60);
const LONGEST_SPREAD: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_gate_is_open_until_a_hint_shuts_it_and_after_the_hint() {
        let (mut gate, start) = (Gate::default(), Instant::now());
        assert_eq!(gate.check(start, 0), None);
        assert_eq!(gate.shut(SECOND * 5, start), Some(SECOND * 5));
        assert_eq!(gate.check(start + SECOND * 2, 0).map(Wait::whole), Some(SECOND * 3));
        assert_eq!(gate.check(start + SECOND * 5, 0), None);
        assert_eq!(gate.check(start + SECOND * 50, u64::MAX), None);
    }

    #[test]
    fn callers_come_back_spread_over_a_tenth_of_the_hint_and_at_most_a_second() {
        let start = Instant::now();
        for (hint, spread) in [(SECOND * 5, SECOND / 2), (SECOND * 60, SECOND)] {
            let mut gate = Gate::default();
            gate.shut(hint, start);
            let waits: Vec<_> = (0..2000_u64)
                .map(|dice| gate.check(start, dice.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
                .map(|wait| wait.unwrap().whole())
                .collect();
            assert!(waits.iter().all(|wait| (hint..=hint + spread).contains(wait)));
            assert!(waits.iter().any(|wait| *wait > hint + spread * 9 / 10));
            assert!(waits.iter().any(|wait| *wait < hint + spread / 10));
        }
    }

    #[test]
    fn a_later_shorter_hint_never_shortens() {
        let (mut gate, start) = (Gate::default(), Instant::now());
        gate.shut(SECOND * 10, start);
        assert_eq!(gate.shut(SECOND, start + SECOND), None);
        assert_eq!(gate.left(start + SECOND), Some(SECOND * 9));
        assert_eq!(gate.shut(SECOND * 20, start + SECOND), None);
        assert_eq!(gate.left(start + SECOND), Some(SECOND * 20));
    }

    #[test]
    fn a_hint_of_nothing_leaves_it_open() {
        let (mut gate, start) = (Gate::default(), Instant::now());
        assert_eq!(gate.shut(Duration::ZERO, start), None);
        assert_eq!(gate.check(start, 7), None);
    }

    #[test]
    fn no_hint_shuts_it_for_longer_than_a_day() {
        let (mut gate, start) = (Gate::default(), Instant::now());
        gate.shut(Duration::MAX, start);
        assert_eq!(gate.left(start), Some(LONGEST_HINT));
        assert_eq!(gate.left(start + LONGEST_HINT), None);
    }

    #[test]
    fn a_clock_that_goes_back_harms_nobody() {
        let start = Instant::now();
        let later = start + SECOND * 60;
        let mut gate = Gate::default();
        gate.shut(SECOND, later);
        assert_eq!(gate.left(start), Some(SECOND));
    }

    #[test]
    fn a_reset_opens_it() {
        let (mut gate, start) = (Gate::default(), Instant::now());
        gate.shut(SECOND, start);
        gate.reset();
        assert_eq!(gate.check(start, 0), None);
    }
}
