//! One breaker's memory: its state and its gate behind one lock, and the one place that updates them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::breaker::family::Family;
use crate::breaker::gate::Gate;
use crate::breaker::rules::Rules;
use crate::breaker::snapshot::{BreakerState, Snapshot};
use crate::breaker::state::{State, Transition};
use crate::breaker::window::Tally;
use crate::event::{Event, emit};

/// What all handles to one breaker share.
#[derive(Debug)]
pub(crate) struct Cell {
    name: Arc<str>,
    family: &'static Family,
    inside: Mutex<Inside>,
}

/// What the lock guards.
#[derive(Debug)]
pub(crate) struct Inside {
    pub(crate) state: State,
    pub(crate) gate: Gate,
    /// When a call last ended. One under way holds a handle, which keeps the breaker as well.
    pub(crate) used: Instant,
}

impl Cell {
    pub(crate) fn new(name: Arc<str>, family: &'static Family, now: Instant) -> Self {
        let state = State::new(family.rules(), now);
        let inside = Inside { state, gate: Gate::default(), used: now };
        Self { name, family, inside: Mutex::new(inside) }
    }

    pub(crate) fn name(&self) -> &Arc<str> {
        &self.name
    }

    pub(crate) fn family(&self) -> &'static Family {
        self.family
    }

    pub(crate) fn rules(&self) -> &'static Rules {
        self.family.rules()
    }

    /// Looks at the inside. `look` runs under the lock: none but our own short code.
    pub(crate) fn look<R>(&self, look: impl FnOnce(&mut Inside) -> R) -> R {
        look(&mut self.lock())
    }

    /// Changes the state, and tells of it once the lock is free.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Inside) -> Option<Transition>) {
        let transition = self.look(change);
        self.tell(transition);
    }

    /// Tells of a transition. Never under the lock.
    pub(crate) fn tell(&self, transition: Option<Transition>) {
        if let Some(Transition { from, to, open_for }) = transition {
            let (from, to) = (from.name(), to.name());
            let mode = self.rules().mode;
            emit(&Event::BreakerChanged { breaker: &self.name, from, to, open_for, mode });
        }
    }

    /// Returns when it was used last, if nothing but counts would be lost with it.
    pub(crate) fn idle_since(&self, now: Instant) -> Option<Instant> {
        self.look(|Inside { state, gate, used }| {
            let idle = state.name() == BreakerState::Closed && gate.left(now).is_none();
            idle.then_some(*used)
        })
    }

    pub(crate) fn snapshot(&self, now: Instant) -> Snapshot {
        let conflict = self.family.conflict();
        let (state, tally, counts, open_for, shut_for) =
            self.look(|Inside { state, gate, .. }| {
                (
                    state.name(),
                    state.tally(now),
                    state.counts(),
                    state.open_for(now),
                    gate.left(now),
                )
            });
        let Tally { calls, failures, slow } = tally;
        Snapshot {
            name: self.name.as_ref().to_owned(),
            state,
            mode: self.rules().mode,
            calls,
            failures,
            slow,
            consecutive: counts.consecutive,
            probes: counts.probes,
            rejected: counts.rejected,
            stale: counts.stale,
            generation: counts.generation,
            open_for,
            shut_for,
            conflict,
        }
    }

    /// Shuts the gate, and tells of it if it was open.
    pub(crate) fn shut_gate(&self, hint: Duration, now: Instant) {
        if let Some(shut_for) = self.look(|inside| inside.gate.shut(hint, now)) {
            emit(&Event::GateShut { breaker: &self.name, shut_for });
        }
    }

    /// A panic under the lock leaves nothing half done: transitions are single assignments.
    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
