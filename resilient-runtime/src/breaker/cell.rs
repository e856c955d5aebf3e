//! One breaker's memory: its state and its gate behind one lock, the one place that updates them,
//! and the door that shows what came of it.

use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use crate::breaker::change::{self, BreakerChange};
use crate::breaker::door::{Door, FOREVER, View};
use crate::breaker::family::Family;
use crate::breaker::gate::Gate;
use crate::breaker::rules::Rules;
use crate::breaker::snapshot::{BreakerState, Snapshot};
use crate::breaker::state::view::Outlook;
use crate::breaker::state::{State, Transition};
use crate::breaker::window::{Change, Tally, nanos};
use crate::emit::emit;
use crate::event::Event;
use crate::sync::{AtomicU64, Mutex, MutexGuard, Ordering};

/// What all handles to one breaker share.
#[derive(Debug)]
pub(crate) struct Cell {
    name: Arc<str>,
    family: &'static Family,
    /// What the door counts its nanoseconds from.
    made: Instant,
    door: Door,
    /// When a call last ended, as far as the door knows.
    used: AtomicU64,
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
        let used = AtomicU64::new(0);
        let cell =
            Self { name, family, made: now, door: Door::new(), used, inside: Mutex::new(inside) };
        cell.update(|_| ());
        cell
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

    /// The door, for calls that need no more.
    #[inline]
    pub(crate) fn door(&self) -> &Door {
        &self.door
    }

    /// A moment as the door counts it.
    pub(crate) fn at(&self, now: Instant) -> u64 {
        nanos(now.saturating_duration_since(self.made)).min(FOREVER - 1)
    }

    /// Notes that a call has just ended, without the lock.
    pub(crate) fn touch(&self, now: u64) {
        self.used.store(now, Ordering::Relaxed);
    }

    /// The one place where the inside is looked at or updated. `update` runs under the lock: none
    /// but our own short code. What the door has counted goes in before, what it shows comes after.
    pub(crate) fn update<R>(&self, update: impl FnOnce(&mut Inside) -> R) -> R {
        let mut inside = self.lock();
        let counted = self.door.withdraw();
        if counted > 0 {
            inside.state.add(counted);
        }
        let answer = update(&mut inside);
        self.door.publish(inside.state.counts().generation, self.view(&inside));
        answer
    }

    /// Changes the state, and tells of it once the lock is free.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Inside) -> Option<Transition>) {
        let transition = self.update(change);
        self.tell(transition);
    }

    #[inline]
    fn view(&self, inside: &Inside) -> View {
        let on_trial = self.rules().only_observes();
        let disabled = inside.state.name() == BreakerState::Disabled;
        let gated = inside.gate.is_set() && !disabled && !on_trial;
        // A call that may be slow has to be timed.
        let timed = self.rules().slow.is_some();
        match inside.state.outlook() {
            _ if gated || timed => View::Ask,
            Outlook::RejectsUntil(_) if on_trial => View::Ask,
            Outlook::Admits(Change::Nothing) => View::Idle,
            Outlook::Admits(Change::CountUntil(until)) => View::Count { until: self.at(until) },
            Outlook::RejectsUntil(until) => View::Open { until: self.at(until) },
            Outlook::Rejects => View::Open { until: FOREVER },
            Outlook::Admits(Change::Much) => View::Enter,
            Outlook::Unsure => View::Ask,
        }
    }

    /// Tells of a transition. Never under the lock.
    pub(crate) fn tell(&self, transition: Option<Transition>) {
        if let Some(transition) = transition {
            self.tell_changed(transition);
        }
    }

    #[cold]
    fn tell_changed(&self, Transition { from, to, open_for, generation }: Transition) {
        let breaker = &self.name;
        let mode = self.rules().mode;
        change::tell(&BreakerChange { breaker, from, to, mode, open_for, generation });
        let (from, to, family) = (from.name(), to.name(), self.family.name());
        emit(&Event::BreakerChanged { breaker, family, from, to, open_for, mode });
    }

    /// Returns when it was used last, if nothing but counts would be lost with it.
    pub(crate) fn idle_since(&self, now: Instant) -> Option<Instant> {
        let touched =
            self.made.checked_add(Duration::from_nanos(self.used.load(Ordering::Relaxed)));
        self.update(|Inside { state, gate, used }| {
            let used = touched.map_or(*used, |touched| touched.max(*used));
            let idle = match state.name() {
                BreakerState::Closed => true,
                BreakerState::Open | BreakerState::HalfOpen => {
                    state.is_forgotten(self.rules(), now, used)
                }
                // A hand is on it.
                BreakerState::ForcedOpen | BreakerState::ForcedClosed | BreakerState::Disabled => {
                    false
                }
            };
            (idle && gate.left(now).is_none()).then_some(used)
        })
    }

    pub(crate) fn snapshot(&self, now: Instant) -> Snapshot {
        let conflict = self.family.conflict();
        let (state, tally, counts, open_for, shut_for) =
            self.update(|Inside { state, gate, .. }| {
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
            rejected: counts.rejected.saturating_add(self.door.rejected()),
            stale: counts.stale,
            generation: counts.generation,
            open_for,
            shut_for,
            conflict,
        }
    }

    /// Shuts the gate, and tells of it if it was open.
    pub(crate) fn shut_gate(&self, hint: Duration, now: Instant) {
        if let Some(shut_for) = self.update(|inside| inside.gate.shut(hint, now)) {
            emit(&Event::GateShut { breaker: &self.name, shut_for });
        }
    }

    /// A panic under the lock leaves nothing half done: transitions are single assignments.
    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
