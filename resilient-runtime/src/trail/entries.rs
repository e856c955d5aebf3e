//! Where a trail keeps its facts: the first few in place, the others in a bounded list.

use std::sync::Arc;
use std::time::Duration;

use crate::classify::Class;
use crate::trail::step::End;

/// Things that happened, in the order in which they began.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entries {
    first: [Option<Fact>; IN_PLACE],
    more: Vec<Fact>,
    left_out: usize,
}

/// One thing that happened, and in which other one; times are from the beginning of the trail.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) parent: Option<usize>,
    pub(crate) began: Duration,
    pub(crate) took: Option<Duration>,
    pub(crate) what: What,
}

#[derive(Debug, Clone)]
pub(crate) enum What {
    Call(CallFact),
    Attempt(AttemptFact),
    Skipped {
        target: &'static str,
        breaker: Arc<str>,
        gate: bool,
        retry_after: Option<Duration>,
    },
    GateWait {
        target: &'static str,
    },
    BreakerChanged {
        breaker: Arc<str>,
        from: &'static str,
        to: &'static str,
        open_for: Option<Duration>,
    },
    GateShut {
        breaker: Arc<str>,
        shut_for: Duration,
    },
}

#[derive(Debug, Clone)]
pub(crate) struct CallFact {
    pub(crate) id: &'static str,
    pub(crate) number: u64,
    pub(crate) end: Option<End>,
    /// Whose answer, or whose error, the caller got.
    pub(crate) target: Option<&'static str>,
    /// When the next attempt could begin, of a call whose attempts are only seen when they end.
    pub(crate) ready: Duration,
}

#[derive(Debug, Clone)]
pub(crate) struct AttemptFact {
    pub(crate) target: &'static str,
    pub(crate) number: u32,
    pub(crate) end: Option<End>,
    pub(crate) hint: Option<Duration>,
    pub(crate) wait: Option<Duration>,
    pub(crate) then: Then,
}

/// What came after a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    Nothing,
    Retry,
    NextTarget,
}

impl AttemptFact {
    pub(crate) const fn new(target: &'static str, number: u32) -> Self {
        Self { target, number, end: None, hint: None, wait: None, then: Then::Nothing }
    }

    /// Ends it, and notes what it failed with.
    pub(crate) fn fail(&mut self, class: Class, hint: Option<Duration>) {
        self.end = Some(End::Failed(class));
        self.hint = hint;
    }
}

impl Entries {
    /// Adds a fact and returns its place, if there is room.
    pub(crate) fn push(&mut self, fact: Fact) -> Option<usize> {
        let at = self.len();
        match self.first.get_mut(at) {
            Some(place) => *place = Some(fact),
            None if at < MOST => self.more.push(fact),
            None => {
                self.left_out += 1;
                return None;
            }
        }
        Some(at)
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Fact> {
        self.first.iter().flatten().chain(&self.more)
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Fact> {
        match self.first.get(at) {
            Some(place) => place.as_ref(),
            None => self.more.get(at - IN_PLACE),
        }
    }

    pub(crate) fn get_mut(&mut self, at: usize) -> Option<&mut Fact> {
        match self.first.get_mut(at) {
            Some(place) => place.as_mut(),
            None => self.more.get_mut(at - IN_PLACE),
        }
    }

    pub(crate) const fn left_out(&self) -> usize {
        self.left_out
    }

    pub(crate) fn len(&self) -> usize {
        if self.more.is_empty() {
            self.first.iter().flatten().count()
        } else {
            IN_PLACE + self.more.len()
        }
    }
}

const IN_PLACE: usize = 8;
const MOST: usize = 1_024;

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(facts: usize) -> Entries {
        let mut entries = Entries::default();
        for _ in 0..facts {
            let (began, what) = (Duration::ZERO, What::GateWait { target: "a" });
            entries.push(Fact { parent: None, began, took: None, what });
        }
        entries
    }

    #[test]
    fn eight_facts_need_no_allocation() {
        assert_eq!((filled(8).more.capacity(), filled(8).iter().count()), (0, 8));
    }

    #[test]
    fn every_fact_is_found_where_it_was_put() {
        let mut entries = filled(20);
        for at in 0..20 {
            entries.get_mut(at).unwrap().parent = Some(at);
        }
        assert!((0..20).all(|at| entries.get(at).unwrap().parent == Some(at)));
        assert!(entries.iter().enumerate().all(|(at, fact)| fact.parent == Some(at)));
    }

    #[test]
    fn the_last_ones_are_counted_only() {
        let entries = filled(MOST + 3);
        assert_eq!((entries.len(), entries.left_out()), (MOST, 3));
    }
}
