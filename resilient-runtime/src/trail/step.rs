//! A step of a call as a trail shows it: an attempt, or a target that was not asked.

use std::fmt;
use std::time::Duration;

use crate::classify::Class;
use crate::trail::Trail;
use crate::trail::call::Call;
use crate::trail::entries::{AttemptFact, Fact, What};

/// How a call or an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum End {
    /// With an answer.
    Answered,
    /// With the answer of `otherwise`, after the chain had failed.
    LastResort,
    /// With an error, which means this.
    Failed(Class),
    /// Its caller dropped it before its end.
    Cancelled,
}

impl End {
    /// The name used in labels and serialized trails.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::LastResort => "last_resort",
            Self::Failed(_) => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// What the error means that it ended with.
    pub const fn class(self) -> Option<Class> {
        match self {
            Self::Failed(class) => Some(class),
            Self::Answered | Self::LastResort | Self::Cancelled => None,
        }
    }
}

/// In words: `answered`, or the name of the class that it failed with.
impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Answered => "answered",
            Self::LastResort => "answered by the last resort",
            Self::Failed(class) => class.name(),
            Self::Cancelled => "cancelled",
        })
    }
}

/// One attempt on a target.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'t> {
    trail: &'t Trail,
    place: usize,
    fact: &'t Fact,
    own: &'t AttemptFact,
}

impl<'t> Attempt<'t> {
    pub(super) fn at(trail: &'t Trail, (place, fact): (usize, &'t Fact)) -> Option<Self> {
        match &fact.what {
            What::Attempt(own) => Some(Self { trail, place, fact, own }),
            _ => None,
        }
    }

    pub(super) fn all_in(
        trail: &'t Trail,
        wanted: impl Fn(&Fact) -> bool,
    ) -> impl Iterator<Item = Self> {
        let facts = trail.facts().filter(move |(_, fact)| wanted(fact));
        facts.filter_map(move |fact| Self::at(trail, fact))
    }

    /// Its number in the call, from 1.
    pub fn number(&self) -> u32 {
        self.own.number
    }

    /// Who was asked: the function's name, or the link of the chain as it is written.
    pub fn target(&self) -> &'static str {
        self.own.target
    }

    /// How it ended; `None` while it is under way.
    pub fn end(&self) -> Option<End> {
        self.own.end
    }

    /// What its error means, if it failed.
    pub fn class(&self) -> Option<Class> {
        self.own.end.and_then(End::class)
    }

    /// When the server said to come back.
    pub fn hint(&self) -> Option<Duration> {
        self.own.hint
    }

    /// The wait that followed, before the same target was asked again.
    pub fn wait(&self) -> Option<Duration> {
        self.own.wait
    }

    /// When it began, from the beginning of the trail.
    pub fn began(&self) -> Duration {
        self.fact.began
    }

    /// How long it took; `None` while it is under way.
    pub fn took(&self) -> Option<Duration> {
        self.fact.took
    }

    /// The calls that were made in it.
    pub fn calls(&self) -> impl Iterator<Item = Call<'t>> + use<'t> {
        Call::all_in(self.trail, Some(self.place))
    }
}

/// A target that was not asked, because its breaker or its gate was shut.
#[derive(Debug, Clone, Copy)]
pub struct Skipped<'t> {
    target: &'static str,
    breaker: &'t str,
    gate: bool,
    retry_after: Option<Duration>,
}

impl<'t> Skipped<'t> {
    pub(super) fn at(fact: &'t Fact) -> Option<Self> {
        match &fact.what {
            What::Skipped { target, breaker, gate, retry_after } => {
                let (gate, retry_after) = (*gate, *retry_after);
                Some(Self { target, breaker, gate, retry_after })
            }
            _ => None,
        }
    }

    /// Who would have been asked.
    pub fn target(&self) -> &'static str {
        self.target
    }

    /// The breaker that stood in between, with its key.
    pub fn breaker(&self) -> &'t str {
        self.breaker
    }

    /// Whether it was a rate limit that everybody waits for, and not a breaker that is open.
    pub fn is_rate_limited(&self) -> bool {
        self.gate
    }

    /// When it may be asked again; `None` where only a person changes that.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }
}
