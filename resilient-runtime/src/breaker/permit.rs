//! The right to make one call through a breaker: it gives itself back.

use std::num::NonZeroU16;
use std::time::{Duration, Instant};

use crate::breaker::report::{Outcome, Report};
use crate::breaker::state::{Admission, Pass};
use crate::breaker::within::{self, Within};
use crate::breaker::{Breaker, Rejected};
use crate::clock::{self, Moment};
use crate::dice;
use crate::emit::emit;
use crate::event::Event;

/// A handle to a breaker, and the right to one call through it while one is under way.
/// Dropped meanwhile, it tells the breaker what the drop says about the call.
#[derive(Debug)]
pub(crate) struct Permit {
    breaker: Breaker,
    /// Known where the end depends on it: of a probe, and where calls may be slow.
    started: Option<Moment>,
    // The parts of an `Admission`, which fit in here one by one.
    generation: u32,
    probe: Option<NonZeroU16>,
    stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// No call is under way.
    Idle,
    /// A call has been let in.
    Held,
    /// The user's code in it has panicked.
    Panicked,
}

/// Code of the user's runs in a call. Dropped before that has returned, it can only have panicked.
#[derive(Debug)]
pub(crate) struct UserCode<'p>(Option<&'p mut Permit>);

impl Permit {
    /// A permit for no call yet.
    #[inline]
    pub(crate) fn idle(breaker: Breaker) -> Self {
        Self { breaker, started: None, generation: 0, probe: None, stage: Stage::Idle }
    }

    pub(crate) fn breaker(&self) -> &Breaker {
        &self.breaker
    }

    /// Lets a call in at once where nothing speaks against it.
    #[inline]
    pub(crate) fn enter(&mut self) -> bool {
        let Some(generation) = self.breaker.cell().door().enter() else {
            return false;
        };
        self.generation = generation;
        self.stage = Stage::Held;
        true
    }

    /// Asks for the right to make a call. `lease` is the time that the call has.
    pub(crate) fn ask(&mut self, now: Instant, lease: Duration) -> Result<(), Rejected> {
        // It waits for this call: turned away, no probe of such a body could ever succeed.
        if within::is_within(self.breaker.cell()) {
            return Ok(());
        }
        let (admission, transition) = self.breaker.admission(now, lease)?;
        self.generation = admission.generation;
        if let Pass::Probe(probe) = admission.pass {
            self.probe = Some(probe);
        }
        if self.probe.is_some() || self.breaker.cell().rules().slow.is_some() {
            self.started = Some(Moment::of(now));
        }
        // Held before the event is told: a listener that panics gives the place back. A call that
        // a breaker on trial only let through holds nothing.
        let observed = admission.pass == Pass::Observed;
        self.stage = if observed { Stage::Idle } else { Stage::Held };
        self.breaker.cell().tell(transition);
        if observed {
            emit(&Event::NotTurnedAway { breaker: self.breaker.name() });
        }
        Ok(())
    }

    /// Shows the calls that the body makes whose probe they are in.
    #[inline]
    pub(crate) fn within(&self) -> Option<Within> {
        self.probe.is_some().then(|| within::enter(self.breaker.cell()))
    }

    /// Tells the breaker that the call succeeded; `clock` is read if that matters.
    #[inline]
    pub(crate) fn succeed(&mut self, clock: fn() -> Instant) {
        let generation = self.generation;
        if !self.breaker.is_keyed() && self.breaker.cell().door().is_idle(generation) {
            self.stage = Stage::Idle;
        }
        if self.stage != Stage::Idle {
            self.succeed_at(clock());
        }
    }

    /// Tells the breaker how the call ended.
    pub(crate) fn settle(&mut self, now: Instant, outcome: Outcome, hint: Option<Duration>) {
        if self.stage != Stage::Idle {
            self.report(now, outcome, hint);
        }
    }

    /// A success that is counted, or one of a key, whose use is noted.
    fn succeed_at(&mut self, now: Instant) {
        let cell = self.breaker.cell();
        let (generation, at) = (self.generation, cell.at(now));
        if cell.door().is_idle(generation) || cell.door().count(generation, at) {
            if self.breaker.is_keyed() {
                cell.touch(at);
            }
            self.stage = Stage::Idle;
        } else {
            self.report(now, Outcome::Success, None);
        }
    }

    fn report(&mut self, now: Instant, outcome: Outcome, hint: Option<Duration>) {
        // First, so that a listener that panics doesn't make the drop report again. And the next
        // call that a permit is for may be let in without a look at these.
        self.stage = Stage::Idle;
        let (probe, started) = (self.probe.take(), self.started.take());
        let cell = self.breaker.cell();
        let took = started.map_or(Duration::ZERO, |it| now.saturating_duration_since(it.instant()));
        let report = Report { outcome, took, hint };
        let dice = dice::throw();
        let pass = probe.map_or(Pass::Counted, Pass::Probe);
        let admission = Admission { generation: self.generation, pass };
        cell.change(|inside| {
            inside.used = inside.used.max(now);
            inside.state.record(cell.rules(), admission, report, now, dice)
        });
    }

    /// What a drop says about the call.
    #[cold]
    fn give_back(&mut self) {
        if self.stage == Stage::Panicked {
            self.report(clock::now(), Outcome::Failure, None);
        } else if self.breaker.cell().rules().slow.is_some() {
            self.report(clock::now(), Outcome::Abandoned, None);
        } else if self.probe.is_some() || self.breaker.is_keyed() {
            self.report(clock::now(), Outcome::Neutral, None);
        }
    }
}

impl Drop for Permit {
    #[inline]
    fn drop(&mut self) {
        if self.stage != Stage::Idle {
            self.give_back();
        }
    }
}

impl<'p> UserCode<'p> {
    /// Begins to run it. There may be no breaker to tell of a panic.
    #[inline]
    pub(crate) fn begin(permit: Option<&'p mut Permit>) -> Self {
        Self(permit)
    }

    /// It has not panicked.
    #[inline]
    pub(crate) fn returns(&mut self) {
        self.0 = None;
    }
}

impl Drop for UserCode<'_> {
    #[inline]
    fn drop(&mut self) {
        if let Some(permit) = self.0.take().filter(|permit| permit.stage != Stage::Idle) {
            permit.stage = Stage::Panicked;
        }
    }
}

#[cfg(test)]
mod tests;
