//! One breaker's state and its transitions: pure, told the time and the dice.

mod by_hand;
pub(crate) mod view;

use std::num::NonZeroU16;
use std::time::{Duration, Instant};

use crate::breaker::door::short;
use crate::breaker::ledger::Ledger;
use crate::breaker::open_time::OpenTime;
use crate::breaker::probes::Probes;
use crate::breaker::report::{Outcome, Report};
use crate::breaker::rules::Rules;
use crate::breaker::snapshot::BreakerState;
use crate::breaker::window::Mark;

/// The right to make one call, and what it was given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Admission {
    /// The lower half of it, as in [`short`].
    pub(crate) generation: u32,
    pub(crate) pass: Pass,
}

/// What a call was let through as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pass {
    /// One of many.
    Counted,
    /// The probe of this number.
    Probe(NonZeroU16),
    /// One that a breaker on trial would have turned away: its end decides nothing.
    Observed,
}

/// A change that people want to hear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Transition {
    pub(crate) from: BreakerState,
    pub(crate) to: BreakerState,
    pub(crate) open_for: Option<Duration>,
    pub(crate) generation: u64,
}

/// A breaker. Its generation moves with each change, so that a late result decides nothing.
#[derive(Debug)]
pub(crate) struct State {
    phase: Phase,
    generation: u64,
    ledger: Ledger,
    open_time: OpenTime,
    rejected: u64,
    stale: u64,
}

#[derive(Debug)]
enum Phase {
    Closed,
    Open { since: Instant, wait: Duration },
    HalfOpen { probes: Probes, successes: u32 },
    ForcedOpen,
    ForcedClosed,
    Disabled,
}

/// Where a result leads.
enum Next {
    Stay,
    Open,
    Close,
}

impl State {
    pub(crate) fn new(rules: &Rules, now: Instant) -> Self {
        Self {
            phase: Phase::Closed,
            generation: 0,
            ledger: Ledger::new(rules, now),
            open_time: OpenTime::new(rules),
            rejected: 0,
            stale: 0,
        }
    }

    /// Lets a call through, or says how long the next one is kept away: `None` where only a person
    /// changes that. A probe that isn't back after `lease` or the open time has lost its place.
    pub(crate) fn admit(
        &mut self,
        rules: &Rules,
        now: Instant,
        lease: Duration,
    ) -> Result<(Admission, Option<Transition>), Option<Duration>> {
        let mut transition = None;
        if self.open_for(now).is_some_and(|left| left.is_zero()) {
            let probes = Probes::default();
            transition = Some(self.go(Phase::HalfOpen { probes, successes: 0 }));
        }
        let passed = match &mut self.phase {
            Phase::Closed | Phase::ForcedClosed | Phase::Disabled => Ok(Pass::Counted),
            Phase::Open { since, wait } => Err(Some(left(*since, *wait, now))),
            Phase::HalfOpen { probes, .. } => {
                let probe = probes.enter(rules.probes, now, lease.max(rules.open));
                probe.map(Pass::Probe).map_err(Some)
            }
            Phase::ForcedOpen => Err(None),
        };
        let pass = match passed {
            Ok(pass) => pass,
            Err(retry_after) => {
                self.rejected = self.rejected.saturating_add(1);
                // A hand that opened it meant it.
                if retry_after.is_none() || !rules.only_observes() {
                    return Err(retry_after);
                }
                Pass::Observed
            }
        };
        Ok((Admission { generation: short(self.generation), pass }, transition))
    }

    /// Takes in how an admitted call ended. One from an older generation only moves a counter, and so
    /// does one whose place as a probe has gone to another, unless it failed.
    #[inline]
    pub(crate) fn record(
        &mut self,
        rules: &Rules,
        admission: Admission,
        report: Report,
        now: Instant,
        dice: u64,
    ) -> Option<Transition> {
        if admission.pass == Pass::Observed {
            return None;
        }
        if !self.expects(admission, report) {
            self.stale = self.stale.saturating_add(1);
            return None;
        }
        let mark = report.mark(rules);
        let next = match &mut self.phase {
            Phase::Closed => {
                self.ledger.enter(report.outcome, mark, now);
                if mark.is_some_and(Mark::is_bad) && self.ledger.meets(rules, now) {
                    Next::Open
                } else {
                    Next::Stay
                }
            }
            Phase::ForcedClosed => {
                self.ledger.enter(report.outcome, mark, now);
                Next::Stay
            }
            Phase::HalfOpen { .. } if mark.is_some_and(Mark::is_bad) => Next::Open,
            Phase::HalfOpen { successes, .. } => match report.outcome {
                Outcome::Success | Outcome::Alive => {
                    *successes = successes.saturating_add(1);
                    if *successes >= rules.closes_after { Next::Close } else { Next::Stay }
                }
                Outcome::Failure => Next::Open,
                Outcome::Neutral | Outcome::Abandoned => Next::Stay,
            },
            Phase::Open { .. } | Phase::ForcedOpen | Phase::Disabled => Next::Stay,
        };
        match next {
            Next::Stay => None,
            Next::Open => Some(self.open(rules, report.hint, now, dice)),
            Next::Close => Some(self.start_over(Phase::Closed, rules, now)),
        }
    }

    /// Takes in successes of this generation that were counted outside.
    pub(crate) fn add(&mut self, successes: u64) {
        self.ledger.add(successes);
    }

    #[inline]
    fn expects(&mut self, admission: Admission, report: Report) -> bool {
        if admission.generation != short(self.generation) {
            return false;
        }
        match (&mut self.phase, admission.pass) {
            (Phase::HalfOpen { probes, .. }, Pass::Probe(probe)) => {
                probes.leave(probe) || probes.counts_late(report.outcome, report.took)
            }
            _ => true,
        }
    }

    fn open(
        &mut self,
        rules: &Rules,
        hint: Option<Duration>,
        now: Instant,
        dice: u64,
    ) -> Transition {
        let wait = self.open_time.draw(rules, hint, dice);
        Transition { open_for: Some(wait), ..self.go(Phase::Open { since: now, wait }) }
    }

    fn start_over(&mut self, phase: Phase, rules: &Rules, now: Instant) -> Transition {
        self.ledger = Ledger::new(rules, now);
        self.open_time = OpenTime::new(rules);
        self.go(phase)
    }

    fn go(&mut self, phase: Phase) -> Transition {
        let from = self.name();
        self.phase = phase;
        self.generation = self.generation.wrapping_add(1);
        Transition { from, to: self.name(), open_for: None, generation: self.generation }
    }
}

/// To the same moment for everybody, also for a clock that went back: the door has no other number.
fn left(since: Instant, wait: Duration, now: Instant) -> Duration {
    match since.checked_add(wait) {
        Some(until) => until.saturating_duration_since(now),
        None => wait.saturating_sub(now.saturating_duration_since(since)),
    }
}

#[cfg(test)]
mod tests;
