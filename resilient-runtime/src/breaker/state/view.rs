//! What can be seen of a state: where it stands, its numbers, and what it does with the calls to come.

use std::time::{Duration, Instant};

use crate::breaker::rules::Rules;
use crate::breaker::snapshot::BreakerState;
use crate::breaker::state::{Phase, State, left};
use crate::breaker::window::{Change, Tally};

/// What a state does with the calls to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outlook {
    /// Lets them through; a success changes this.
    Admits(Change),
    RejectsUntil(Instant),
    /// Turns them away until a person says otherwise.
    Rejects,
    /// Each has to ask.
    Unsure,
}

/// The numbers that need no clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) generation: u64,
    pub(crate) consecutive: u32,
    pub(crate) probes: u32,
    pub(crate) rejected: u64,
    pub(crate) stale: u64,
}

impl State {
    pub(crate) fn name(&self) -> BreakerState {
        match self.phase {
            Phase::Closed => BreakerState::Closed,
            Phase::Open { .. } => BreakerState::Open,
            Phase::HalfOpen { .. } => BreakerState::HalfOpen,
            Phase::ForcedOpen => BreakerState::ForcedOpen,
            Phase::ForcedClosed => BreakerState::ForcedClosed,
            Phase::Disabled => BreakerState::Disabled,
        }
    }

    /// Returns how long it stays open yet, if it is open: zero when the next call is a probe.
    pub(crate) fn open_for(&self, now: Instant) -> Option<Duration> {
        match self.phase {
            Phase::Open { since, wait } => Some(left(since, wait, now)),
            _ => None,
        }
    }

    /// Whether it will still be open after `pause`, and turn calls away.
    pub(crate) fn stays_shut(&self, rules: &Rules, now: Instant, pause: Duration) -> bool {
        match self.phase {
            Phase::Open { .. } if rules.only_observes() => false,
            Phase::Open { since, wait } => left(since, wait, now) > pause,
            Phase::ForcedOpen => true,
            Phase::Closed | Phase::HalfOpen { .. } | Phase::ForcedClosed | Phase::Disabled => false,
        }
    }

    /// Whether it could have let a probe in for as long as it is ever open, and nobody came: what it
    /// knows is old by then, and of those that nobody asks again there may be any number.
    pub(crate) fn is_forgotten(&self, rules: &Rules, now: Instant, used: Instant) -> bool {
        let idle = |since| now.saturating_duration_since(since) >= rules.open_max;
        match self.phase {
            Phase::Open { since, wait } => since.checked_add(wait).is_some_and(idle),
            Phase::HalfOpen { .. } => idle(used),
            Phase::Closed | Phase::ForcedOpen | Phase::ForcedClosed | Phase::Disabled => false,
        }
    }

    /// What holds for every call that comes next, until the state is looked at again.
    #[inline]
    pub(crate) fn outlook(&self) -> Outlook {
        match self.phase {
            Phase::Closed => Outlook::Admits(self.ledger.on_success()),
            Phase::Disabled => Outlook::Admits(Change::Nothing),
            Phase::Open { since, wait } => {
                since.checked_add(wait).map_or(Outlook::Unsure, Outlook::RejectsUntil)
            }
            Phase::ForcedOpen => Outlook::Rejects,
            Phase::HalfOpen { .. } | Phase::ForcedClosed => Outlook::Unsure,
        }
    }

    pub(crate) fn tally(&mut self, now: Instant) -> Tally {
        self.ledger.tally(now)
    }

    pub(crate) fn counts(&self) -> Counts {
        let probes = match &self.phase {
            Phase::HalfOpen { probes, .. } => probes.running(),
            _ => 0,
        };
        let Self { generation, rejected, stale, .. } = *self;
        Counts { generation, consecutive: self.ledger.consecutive, probes, rejected, stale }
    }
}
