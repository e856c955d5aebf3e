//! How an admitted call ended, as a breaker sees it.

use std::time::Duration;

use crate::breaker::rules::Rules;
use crate::breaker::window::Mark;

/// What an admitted call's end says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Success,
    Failure,
    /// It failed, but shows that the other side is there: a success for a probe, else nothing.
    Alive,
    /// It says nothing about the other side.
    Neutral,
    /// The caller went away: neutral, but slow where it had waited longer than `slow`.
    Abandoned,
}

/// An admitted call's end, with what a verdict needs to know about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Report {
    pub(crate) outcome: Outcome,
    pub(crate) took: Duration,
    /// How long the server asked callers to stay away.
    pub(crate) hint: Option<Duration>,
}

impl Report {
    /// What goes into the window, if anything does.
    pub(crate) fn mark(&self, rules: &Rules) -> Option<Mark> {
        let slow = rules.slow.is_some_and(|slow| self.took > slow.above);
        match self.outcome {
            Outcome::Success => Some(Mark { failed: false, slow }),
            Outcome::Failure => Some(Mark { failed: true, slow }),
            Outcome::Abandoned => slow.then_some(Mark { failed: false, slow }),
            Outcome::Alive | Outcome::Neutral => None,
        }
    }
}
