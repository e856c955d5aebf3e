//! The probes of a half-open breaker: few at once, and none holds its place for ever.

use std::num::NonZeroU16;
use std::time::{Duration, Instant};

use crate::breaker::report::Outcome;

/// The probes under way.
#[derive(Debug, Default)]
pub(crate) struct Probes {
    places: Vec<Place>,
    given: u16,
    /// No lease is shorter than this.
    least: Duration,
}

#[derive(Debug)]
struct Place {
    number: NonZeroU16,
    since: Instant,
    lease: Duration,
}

impl Probes {
    /// Gives a place, or says when the first of those that are taken runs out.
    pub(crate) fn enter(
        &mut self,
        most: u32,
        now: Instant,
        lease: Duration,
    ) -> Result<NonZeroU16, Duration> {
        let number = self.free_number();
        let place = Place { number, since: now, lease };
        if self.running() >= most {
            // A caller that forgot its permit would otherwise keep the breaker half-open for ever.
            // Of several that have lapsed the oldest goes: the places are in the order of entry.
            let left = |index: usize| self.places[index].left(now, self.least);
            let first = (0..self.places.len()).min_by_key(|index| left(*index));
            let left = first.map_or(lease, left);
            match first {
                Some(index) if left.is_zero() => self.places.remove(index),
                _ => return Err(left),
            };
        }
        self.places.push(place);
        self.given = number.get();
        Ok(number)
    }

    /// A number that no probe under way has. One that lost its place would have to come back after
    /// 65,535 later ones to be taken for one of them.
    fn free_number(&self) -> NonZeroU16 {
        let after =
            |number: u16| NonZeroU16::new(number.wrapping_add(1)).unwrap_or(NonZeroU16::MIN);
        let mut number = after(self.given);
        while self.places.iter().any(|place| place.number == number) {
            number = after(number.get());
        }
        number
    }

    /// Gives a place back; `false` if it has gone to another since.
    pub(crate) fn leave(&mut self, number: NonZeroU16) -> bool {
        let found = self.places.iter().position(|place| place.number == number);
        found.map(|index| self.places.remove(index)).is_some()
    }

    /// Whether a probe that ends like this counts, though its place has gone to another. Among many callers
    /// a place goes in the very moment in which its lease is over.
    pub(crate) fn counts_late(&mut self, outcome: Outcome, took: Duration) -> bool {
        match outcome {
            // A lease is as long as the timeout, which is over a moment later.
            Outcome::Failure => true,
            // Without a timeout nobody knows before how long an answer takes. The next ones get the time.
            Outcome::Success | Outcome::Alive => {
                self.least = self.least.max(took.saturating_mul(2).min(LONGEST_LEARNT));
                false
            }
            Outcome::Neutral | Outcome::Abandoned => false,
        }
    }

    #[cfg(test)]
    pub(crate) fn heap(&self) -> usize {
        self.places.capacity() * size_of::<Place>()
    }

    pub(crate) fn running(&self) -> u32 {
        u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }
}

impl Place {
    fn left(&self, now: Instant, least: Duration) -> Duration {
        self.lease.max(least).saturating_sub(now.saturating_duration_since(self.since))
    }
}

/// A caller may have kept an answer to itself for days; no place is held for that long.
const LONGEST_LEARNT: Duration = Duration::from_secs(60 * 60);

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn no_more_than_the_bound_are_under_way() {
        let (mut probes, now) = (Probes::default(), Instant::now());
        let first = probes.enter(2, now, SECOND).unwrap();
        probes.enter(2, now, SECOND * 2).unwrap();
        assert_eq!(probes.enter(2, now, SECOND), Err(SECOND));
        assert!(probes.leave(first));
        assert!(probes.enter(2, now, SECOND).is_ok());
    }

    #[test]
    fn a_lapsed_lease_lets_exactly_one_more_go() {
        let (mut probes, now) = (Probes::default(), Instant::now());
        let forgotten = probes.enter(1, now, SECOND).unwrap();
        assert!(probes.enter(1, now + SECOND, SECOND).is_ok());
        assert_eq!(probes.enter(1, now + SECOND, SECOND), Err(SECOND));
        assert!(!probes.leave(forgotten));
        assert_eq!(probes.running(), 1);
    }

    #[test]
    fn of_several_lapsed_leases_the_oldest_goes() {
        let (mut probes, now) = (Probes::default(), Instant::now());
        let places: Vec<_> = (0..3).map(|_| probes.enter(3, now, SECOND).unwrap()).collect();
        assert!(probes.leave(places[0]));
        probes.enter(3, now, SECOND).unwrap();
        probes.enter(3, now + SECOND, SECOND).unwrap();
        assert_eq!((probes.leave(places[1]), probes.leave(places[2])), (false, true));
    }

    #[test]
    fn a_lapsed_lease_that_nobody_took_is_still_its_owners() {
        let (mut probes, now) = (Probes::default(), Instant::now());
        let late = probes.enter(1, now, SECOND).unwrap();
        assert!(probes.leave(late));
        assert_eq!(probes.running(), 0);
    }

    #[test]
    fn a_lease_without_end_and_a_clock_that_goes_back_harm_nobody() {
        let (mut probes, now) = (Probes::default(), Instant::now());
        probes.enter(1, now + SECOND, Duration::MAX).unwrap();
        assert_eq!(probes.enter(1, now, SECOND), Err(Duration::MAX));
    }

    #[test]
    fn a_number_is_not_given_again_while_it_is_in_use() {
        let (mut probes, now) = (Probes::default(), Instant::now());
        let first = probes.enter(2, now, SECOND).unwrap();
        for _ in 0..70_000 {
            let next = probes.enter(2, now, SECOND).unwrap();
            assert_ne!(next, first);
            assert!(probes.leave(next));
        }
    }

    #[test]
    fn leaving_twice_gives_one_place_back() {
        let (mut probes, now) = (Probes::default(), Instant::now());
        let first = probes.enter(2, now, SECOND).unwrap();
        probes.enter(2, now, SECOND).unwrap();
        assert!(probes.leave(first));
        assert!(!probes.leave(first));
        assert_eq!(probes.running(), 1);
    }
}
