//! What can be proven of a call before it is made; each proof agrees with the simulation in
//! `decide/proofs.rs` of the runtime.

use std::time::Duration;

use crate::rules::classes::TIMEOUT;
use crate::rules::course::{Course, Place};
use crate::rules::range::shorter;
use crate::rules::wait::{Jitter, Waits, from_nanos};

/// A retry that can't begin: even if every attempt fails at once, the waits reach the deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Impossible {
    /// Its number in the whole call, from 1.
    pub(crate) retry: u32,
    /// The least that it and the retries before it wait.
    pub(crate) waited: Duration,
}

/// Adds up the least waits, retry by retry, wherever in the chain the next one is cheapest.
#[derive(Debug, Clone, Copy)]
struct Cheapest<'a> {
    course: &'a Course,
    waits: &'a Waits,
    jitter: Jitter,
    /// Retries on every target before the last one, and on how many of them one more.
    level: u32,
    above: u32,
    last: u32,
}

impl Course {
    /// The first of its retries that can't begin before the deadline, if there is one.
    pub(crate) const fn impossible(
        &self,
        waits: &Waits,
        jitter: Jitter,
        deadline: Duration,
    ) -> Option<Impossible> {
        let mut cheapest = Cheapest::new(self, waits, jitter);
        let (mut retry, mut waited) = (0, 0_u128);
        while retry < self.retries {
            let Some(wait) = cheapest.next() else {
                return None;
            };
            retry += 1;
            waited = waited.saturating_add(wait.as_nanos());
            if waited >= deadline.as_nanos() {
                return Some(Impossible { retry, waited: from_nanos(waited) });
            }
        }
        None
    }

    /// What retry number `retry` of the whole call adds to the least sum of waits.
    pub(crate) const fn least_wait(
        &self,
        waits: &Waits,
        jitter: Jitter,
        retry: u32,
    ) -> Option<Duration> {
        let mut cheapest = Cheapest::new(self, waits, jitter);
        let mut number = 1;
        while number < retry {
            cheapest.next();
            number += 1;
        }
        cheapest.next()
    }

    /// How many retries the whole call can come to, of those that it may make.
    pub(crate) const fn most_retries(
        &self,
        waits: &Waits,
        jitter: Jitter,
        deadline: Option<Duration>,
    ) -> u32 {
        let mut cheapest = Cheapest::new(self, waits, jitter);
        let (mut retries, mut waited) = (0, 0_u128);
        while retries < self.retries {
            let Some(wait) = cheapest.next() else {
                return retries;
            };
            waited = waited.saturating_add(wait.as_nanos());
            match deadline {
                Some(deadline) if waited >= deadline.as_nanos() => return retries,
                _ => retries += 1,
            }
        }
        retries
    }

    /// Whether `retry(n)` can happen n times.
    pub(crate) const fn can_repeat(&self, times: u32) -> bool {
        times <= self.retries
    }

    /// Looks at a `retry(n)`, which in a `const` happens in the build.
    #[track_caller]
    pub(crate) const fn repeats_as_often(&self, times: u32) {
        assert!(
            self.can_repeat(times),
            "`retry(n)` is above `retries`, which counts for the whole call; lower it or raise `retries`"
        );
    }

    /// How many steps of a list of timeouts can be used on one target.
    pub(crate) const fn steps(&self) -> u32 {
        self.most(TIMEOUT).saturating_add(1)
    }

    /// Whether it makes a difference which hints are too long while another target is left.
    pub(crate) const fn asks_switch_after(
        &self,
        switch_after: Duration,
        patience: Option<Duration>,
        deadline: Option<Duration>,
    ) -> bool {
        let default = match patience {
            Some(patience) if shorter(patience, SWITCH_AFTER) => patience,
            _ => SWITCH_AFTER,
        };
        // On its own, it also moves a default patience that would be below it.
        let moves_patience = patience.is_none() && shorter(PATIENCE, switch_after);
        let before_others = !is_unheard(default, switch_after, deadline);
        let on_last = moves_patience && !is_unheard(PATIENCE, switch_after, deadline);
        (before_others && self.obeys_hints(Place::BeforeOthers))
            || (on_last && self.obeys_hints(Place::Last))
    }

    /// Whether it makes a difference which hints are too long for any target.
    pub(crate) const fn asks_patience(
        &self,
        patience: Duration,
        switch_after: Option<Duration>,
        deadline: Option<Duration>,
    ) -> bool {
        let before_others = match switch_after {
            Some(switch_after) => shorter(patience, switch_after),
            None => true,
        };
        !is_unheard(PATIENCE, patience, deadline)
            && (self.obeys_hints(Place::Last)
                || (before_others && self.obeys_hints(Place::BeforeOthers)))
    }
}

/// Whether a hint between two limits is too long either way, as a wait that would pass the deadline is not begun.
const fn is_unheard(one: Duration, other: Duration, deadline: Option<Duration>) -> bool {
    match deadline {
        Some(deadline) => !shorter(one, deadline) && !shorter(other, deadline),
        None => false,
    }
}

impl<'a> Cheapest<'a> {
    const fn new(course: &'a Course, waits: &'a Waits, jitter: Jitter) -> Self {
        Self { course, waits, jitter, level: 0, above: 0, last: 0 }
    }

    /// The shortest wait that one more retry adds, if one more is possible.
    const fn next(&mut self) -> Option<Duration> {
        let course = self.course;
        let before_others = course.bodies - course.ends_with_body as u32;
        let next_before = match before_others {
            0 => None,
            _ => self.added(Place::BeforeOthers, self.level + 1),
        };
        let next_last =
            if course.ends_with_body { self.added(Place::Last, self.last + 1) } else { None };
        match (next_before, next_last) {
            (None, None) => None,
            (Some(before), None) => {
                self.fill(before_others);
                Some(before)
            }
            (Some(before), Some(last)) if !shorter(last, before) => {
                self.fill(before_others);
                Some(before)
            }
            (_, Some(last)) => {
                self.last += 1;
                Some(last)
            }
        }
    }

    const fn fill(&mut self, before_others: u32) {
        self.above += 1;
        if self.above == before_others {
            self.above = 0;
            self.level += 1;
        }
    }

    /// What retry number `retry` on a target there adds to the least sum of waits.
    ///
    /// The first retry after a timeout does not wait. It saves most where it comes late, but no
    /// later than when every other class has had its retries.
    const fn added(&self, place: Place, retry: u32) -> Option<Duration> {
        let others = self.course.most_without_timeouts(place);
        let timeouts = self.course.most_at(place, TIMEOUT);
        if retry > others.saturating_add(timeouts) {
            return None;
        }
        let number = match (timeouts, retry) {
            (0, _) => retry,
            (_, 1) => return Some(Duration::ZERO),
            (_, retry) if retry <= others.saturating_add(1) => retry - 1,
            (_, retry) => retry,
        };
        Some(self.waits.least(number, self.jitter))
    }
}

/// What `patience` is unless it is written.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// What `switch_after` is unless it is written.
pub(crate) const SWITCH_AFTER: Duration = Duration::from_secs(5);
