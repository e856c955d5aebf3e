//! One breaker's state and its transitions: pure, told the time and the dice.

use std::num::NonZeroU16;
use std::time::{Duration, Instant};

use crate::breaker::door::short;
use crate::breaker::ledger::Ledger;
use crate::breaker::open_time::OpenTime;
use crate::breaker::probes::Probes;
use crate::breaker::rules::Rules;
use crate::breaker::snapshot::BreakerState;
use crate::breaker::window::{Change, Mark, Tally};

/// How an admitted call ended, as a breaker sees it.
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

    /// Closes it, with nothing counted and the first open time ahead.
    pub(crate) fn reset(&mut self, rules: &Rules, now: Instant) -> Option<Transition> {
        let transition = self.start_over(Phase::Closed, rules, now);
        (transition.from != transition.to).then_some(transition)
    }

    /// Turns calls away until somebody says otherwise.
    pub(crate) fn force_open(&mut self) -> Option<Transition> {
        let forced = matches!(self.phase, Phase::ForcedOpen);
        (!forced).then(|| self.go(Phase::ForcedOpen))
    }

    /// Lets calls through and counts them, whatever comes of them.
    pub(crate) fn force_close(&mut self, rules: &Rules, now: Instant) -> Option<Transition> {
        let forced = matches!(self.phase, Phase::ForcedClosed);
        (!forced).then(|| self.start_over(Phase::ForcedClosed, rules, now))
    }

    /// Lets calls through and looks at none of them.
    pub(crate) fn disable(&mut self, rules: &Rules, now: Instant) -> Option<Transition> {
        let disabled = matches!(self.phase, Phase::Disabled);
        (!disabled).then(|| self.start_over(Phase::Disabled, rules, now))
    }

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

    /// Takes in successes of this generation that were counted outside.
    pub(crate) fn add(&mut self, successes: u64) {
        self.ledger.add(successes);
    }

    /// What holds for every call that comes next, until the state is looked at again.
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

impl Report {
    /// What goes into the window, if anything does.
    fn mark(&self, rules: &Rules) -> Option<Mark> {
        let slow = rules.slow.is_some_and(|slow| self.took > slow.above);
        match self.outcome {
            Outcome::Success => Some(Mark { failed: false, slow }),
            Outcome::Failure => Some(Mark { failed: true, slow }),
            Outcome::Abandoned => slow.then_some(Mark { failed: false, slow }),
            Outcome::Alive | Outcome::Neutral => None,
        }
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
