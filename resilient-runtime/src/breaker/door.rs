//! What a breaker shows without its lock, so that the calls of a healthy one don't queue for it.
//!
//! Whoever holds the lock takes the sign down first, empties the lanes if calls were counted under it, and hangs a new
//! sign at the end.

use crate::breaker::lane::Lanes;
use crate::sync::{AtomicU64, Ordering};

/// The sign, and lanes for what may be counted under it.
#[derive(Debug)]
pub(crate) struct Door {
    sign: AtomicU64,
    /// When the sign is out of date, in nanoseconds since the breaker was made.
    until: AtomicU64,
    lanes: Lanes,
}

/// What is on the sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// Take the lock.
    Ask,
    /// Come in; what comes of it is for the lock.
    Enter,
    /// Come in; a success changes nothing.
    Idle,
    /// Come in; a success before then is only counted.
    Count { until: u64 },
    /// Nobody is let in before then; with [`FOREVER`], until a person says otherwise.
    Open { until: u64 },
}

impl Door {
    pub(crate) fn new() -> Self {
        Self {
            sign: AtomicU64::new(Sign::new(0, 0, ASK).0),
            until: AtomicU64::new(0),
            lanes: Lanes::new(),
        }
    }

    /// The generation that a call is let into at once, if it is.
    #[inline]
    pub(crate) fn enter(&self) -> Option<u32> {
        let sign = self.sign();
        (sign.mode() >= ENTER).then(|| sign.generation())
    }

    /// How long a call is turned away at once, if it is; [`FOREVER`] until a person says otherwise.
    pub(crate) fn turn_away(&self, now: u64) -> Option<u64> {
        let sign = self.sign();
        if sign.mode() != OPEN {
            return None;
        }
        // Acquire, so that the second look at the sign can't come before it.
        let until = self.until.load(Ordering::Acquire);
        let left = match until {
            FOREVER => FOREVER,
            until => until.checked_sub(now).filter(|left| *left > 0)?,
        };
        if self.sign.load(Ordering::Relaxed) != sign.0 {
            return None;
        }
        self.lanes.reject();
        Some(left)
    }

    /// Whether the success of a call that `generation` let in changes nothing.
    #[inline]
    pub(crate) fn is_idle(&self, generation: u32) -> bool {
        let sign = self.sign();
        sign.mode() == IDLE && sign.generation() == generation
    }

    /// Counts the success of a call that `generation` let in; `false` is for the lock to judge.
    pub(crate) fn count(&self, generation: u32, now: u64) -> bool {
        let sign = self.sign();
        sign.mode() == COUNT
            && sign.generation() == generation
            && now < self.until.load(Ordering::Acquire)
            && self.lanes.count(sign.edition())
    }

    /// Takes the sign down and returns the successes that were counted under it. Under the lock.
    pub(crate) fn withdraw(&self) -> u64 {
        let sign = self.sign();
        let counts = sign.mode() == COUNT;
        let edition = sign.edition().wrapping_add(u32::from(counts));
        self.sign.store(Sign::new(sign.generation(), edition, ASK).0, Ordering::Release);
        if counts { self.lanes.empty(self.sign().edition()) } else { 0 }
    }

    /// Hangs a new sign. Under the lock.
    pub(crate) fn publish(&self, generation: u64, view: View) {
        let (mode, until) = match view {
            View::Ask => (ASK, 0),
            View::Enter => (ENTER, 0),
            View::Idle => (IDLE, 0),
            View::Count { until } => (COUNT, until),
            View::Open { until } => (OPEN, until),
        };
        self.until.store(until, Ordering::Release);
        let sign = Sign::new(short(generation), self.sign().edition(), mode);
        self.sign.store(sign.0, Ordering::Release);
    }

    /// How many calls were turned away without the lock.
    pub(crate) fn rejected(&self) -> u64 {
        self.lanes.rejected()
    }

    #[cfg(test)]
    pub(crate) fn heap(&self) -> usize {
        self.lanes.heap()
    }

    #[inline]
    fn sign(&self) -> Sign {
        Sign(self.sign.load(Ordering::Acquire))
    }
}

/// Mode (3 bits), edition (29 bits) and generation (32 bits) in one word.
#[derive(Debug, Clone, Copy)]
struct Sign(u64);

impl Sign {
    fn new(generation: u32, edition: u32, mode: u64) -> Self {
        Self(mode << 61 | u64::from(edition << 3) << 29 | u64::from(generation))
    }

    #[inline]
    const fn generation(self) -> u32 {
        short(self.0)
    }

    /// The number of this sign among those of its breaker that calls are counted under.
    const fn edition(self) -> u32 {
        short(self.0 << 3 >> 35)
    }

    #[inline]
    const fn mode(self) -> u64 {
        self.0 >> 61
    }
}

/// As much of a generation as a sign and a permit hold. A call would have to sleep through four
/// thousand million changes to be taken for one of a later generation.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is wanted")]
pub(crate) const fn short(generation: u64) -> u32 {
    generation as u32
}

/// Longer than any time that a door counts.
pub(crate) const FOREVER: u64 = u64::MAX;
// Those that let a call in are the last, so that one comparison tells them.
const ASK: u64 = 0;
const OPEN: u64 = 1;
const ENTER: u64 = 2;
const IDLE: u64 = 3;
const COUNT: u64 = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn showing(generation: u64, view: View) -> Door {
        let door = Door::new();
        door.withdraw();
        door.publish(generation, view);
        door
    }

    #[test]
    fn a_call_enters_and_succeeds_as_the_sign_says() {
        let table = [
            (View::Ask, false, false, false),
            (View::Enter, true, false, false),
            (View::Idle, true, true, false),
            (View::Count { until: 10 }, true, false, true),
            (View::Open { until: 10 }, false, false, false),
        ];
        for (view, enters, idle, counts) in table {
            let door = showing(7, view);
            assert_eq!(door.enter(), enters.then_some(7), "{view:?}");
            assert_eq!((door.is_idle(7), door.count(7, 9)), (idle, counts), "{view:?}");
        }
    }

    #[test]
    fn a_success_of_another_generation_is_for_the_lock_to_judge() {
        assert!(!showing(7, View::Idle).is_idle(6));
        assert!(!showing(7, View::Count { until: 10 }).count(6, 9));
    }

    #[test]
    fn a_success_after_the_sign_is_out_of_date_is_for_the_lock_to_judge() {
        assert!(!showing(0, View::Count { until: 10 }).count(0, 10));
    }

    #[test]
    fn what_was_counted_is_returned_once() {
        let door = showing(0, View::Count { until: 10 });
        assert!(door.count(0, 1) && door.count(0, 2));
        assert_eq!((door.withdraw(), door.withdraw()), (2, 0));
    }

    #[test]
    fn what_comes_after_a_sign_under_which_nobody_counts_is_counted() {
        let door = showing(0, View::Count { until: 10 });
        for view in [View::Idle, View::Enter, View::Ask, View::Count { until: 20 }] {
            door.withdraw();
            door.publish(0, view);
        }
        assert!(door.count(0, 15));
        assert_eq!(door.withdraw(), 1);
    }

    #[test]
    fn fault_73_threads_count_every_success_once_while_the_sign_changes() {
        let door = showing(0, View::Count { until: 10 });
        let (counted, taken) = std::thread::scope(|scope| {
            let count = || (0..10_000).filter(|_| door.count(0, 1)).count() as u64;
            let counters: Vec<_> = (0..3).map(|_| scope.spawn(count)).collect();
            let mut taken = 0;
            for _ in 0..1_000 {
                taken += door.withdraw();
                door.publish(0, View::Count { until: 10 });
            }
            let counted: u64 = counters.into_iter().map(|it| it.join().unwrap()).sum();
            (counted, taken + door.withdraw())
        });
        assert_eq!(counted, taken);
    }

    #[test]
    fn an_open_door_turns_away_until_its_time_and_counts_whom() {
        let door = showing(0, View::Open { until: 10 });
        assert_eq!(
            (door.turn_away(4), door.turn_away(10), door.turn_away(11)),
            (Some(6), None, None)
        );
        assert_eq!(door.rejected(), 1);
        assert_eq!(showing(0, View::Idle).turn_away(0), None);
        assert_eq!(showing(0, View::Open { until: FOREVER }).turn_away(7), Some(FOREVER));
    }

    #[test]
    fn generations_and_editions_wrap_around() {
        let door = showing(u64::from(u32::MAX) + 5, View::Idle);
        assert_eq!(door.enter(), Some(4));
        door.sign.store(Sign::new(4, (1 << 29) - 1, COUNT).0, Ordering::Relaxed);
        door.withdraw();
        door.publish(4, View::Count { until: 10 });
        assert_eq!(door.sign().edition(), 0);
        assert!(door.count(4, 1));
    }
}
