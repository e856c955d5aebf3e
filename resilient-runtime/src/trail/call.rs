//! A call as a trail shows it, with its steps.

use std::time::Duration;

use crate::trail::Trail;
use crate::trail::entries::{CallFact, Fact, What};
use crate::trail::step::{Attempt, End, Skipped};

/// One call of an annotated function.
#[derive(Debug, Clone, Copy)]
pub struct Call<'t> {
    trail: &'t Trail,
    place: usize,
    fact: &'t Fact,
    own: &'t CallFact,
}

impl<'t> Call<'t> {
    pub(super) fn at(trail: &'t Trail, (place, fact): (usize, &'t Fact)) -> Option<Self> {
        match &fact.what {
            What::Call(own) => Some(Self { trail, place, fact, own }),
            _ => None,
        }
    }

    pub(super) fn all_in(
        trail: &'t Trail,
        parent: Option<usize>,
    ) -> impl Iterator<Item = Self> + use<'t> {
        let facts = trail.facts().filter(move |(_, fact)| fact.parent == parent);
        facts.filter_map(move |fact| Self::at(trail, fact))
    }

    /// The function's id: its path, or what the option `id` says.
    pub fn id(&self) -> &'static str {
        self.own.id
    }

    /// How it ended; `None` while it is under way.
    pub fn end(&self) -> Option<End> {
        self.own.end
    }

    /// The target whose answer the caller got; `None` where there is none, or `otherwise` gave it.
    pub fn answered_by(&self) -> Option<&'static str> {
        self.own.target.filter(|_| self.own.end == Some(End::Answered))
    }

    /// The target whose error the caller got, if it got one.
    pub fn failed_by(&self) -> Option<&'static str> {
        self.own.target.filter(|_| matches!(self.own.end, Some(End::Failed(_))))
    }

    /// When it began, from the beginning of the trail.
    pub fn began(&self) -> Duration {
        self.fact.began
    }

    /// How long it took, waits included; `None` while it is under way.
    pub fn took(&self) -> Option<Duration> {
        self.fact.took
    }

    /// Its attempts, on whatever target.
    pub fn attempts(&self) -> impl Iterator<Item = Attempt<'t>> + use<'t> {
        let place = Some(self.place);
        Attempt::all_in(self.trail, move |fact| fact.parent == place)
    }

    /// The targets that were not asked, because their breaker or gate was shut.
    pub fn skipped(&self) -> impl Iterator<Item = Skipped<'t>> + use<'t> {
        let place = Some(self.place);
        let mine = self.trail.facts().filter(move |(_, fact)| fact.parent == place);
        mine.filter_map(|(_, fact)| Skipped::at(fact))
    }

    /// The calls that were made in its attempts. One that `otherwise` made comes after it, beside it.
    pub fn calls(&self) -> impl Iterator<Item = Call<'t>> + use<'t> {
        let (trail, place) = (self.trail, Some(self.place));
        let within = move |fact: &Fact| {
            fact.parent == place
                || fact
                    .parent
                    .and_then(|parent| trail.fact(parent))
                    .is_some_and(|fact| fact.parent == place)
        };
        trail
            .facts()
            .filter(move |(_, fact)| within(fact))
            .filter_map(move |fact| Self::at(trail, fact))
    }

    #[cfg(feature = "serde")]
    pub(super) fn calls_outside_attempts(&self) -> impl Iterator<Item = Call<'t>> + use<'t> {
        Self::all_in(self.trail, Some(self.place))
    }
}
