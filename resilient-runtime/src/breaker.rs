//! The handle to a breaker: cheap to clone, always the same one for the same name.

pub(crate) mod cell;
pub(crate) mod change;
pub(crate) mod door;
pub(crate) mod family;
pub(crate) mod gate;
mod lane;
mod ledger;
#[cfg(all(test, resilient_loom))]
mod loom_models;
mod open_time;
pub(crate) mod permit;
mod probes;
pub(crate) mod report;
pub(crate) mod rules;
pub(crate) mod settings;
pub(crate) mod snapshot;
pub(crate) mod state;
mod window;
pub(crate) mod within;

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::breaker::cell::Cell;
use crate::breaker::door::FOREVER;
use crate::breaker::gate::Wait;
use crate::breaker::snapshot::{BreakerState, Snapshot};
use crate::breaker::state::{Admission, Transition};
use crate::clock::{self, Span};
use crate::dice;
use crate::sync::{Ordering, fence};

/// A breaker by its name, shared by all calls that name it.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::{BreakerState, Declared, Settings};
///
/// static PRIMARY: Declared = Declared::new("breaker-example", Settings::DEFAULT);
///
/// PRIMARY.force_open();
/// let breaker = resilient::breaker("breaker-example").unwrap();
/// assert_eq!(breaker.state(), BreakerState::ForcedOpen);
/// breaker.reset();
/// assert_eq!(PRIMARY.state(), BreakerState::Closed);
/// ```
pub struct Breaker {
    cell: Handle,
}

/// A plain name lives as long as the process; a key may have to go.
#[derive(Clone)]
enum Handle {
    Plain(&'static Cell),
    Keyed(Arc<Cell>),
}

/// A call that wasn't let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rejected {
    /// When the next one may go; `None` where only a person changes that.
    pub(crate) retry_after: Option<Span>,
}

impl Breaker {
    /// The name, with its key.
    pub fn name(&self) -> &str {
        self.cell.name()
    }

    /// Where it stands. An open one turns half-open with the first call after its time.
    pub fn state(&self) -> BreakerState {
        self.cell.update(|inside| inside.state.name())
    }

    /// Everything that can be seen of it at this moment.
    pub fn snapshot(&self) -> Snapshot {
        self.cell.snapshot(clock::now())
    }

    /// Turns calls away until [`reset`](Self::reset) or another of these.
    pub fn force_open(&self) {
        self.cell.change(|inside| inside.state.force_open());
    }

    /// Lets calls through and counts them, whatever comes of them. A shut gate stays shut.
    pub fn force_close(&self) {
        let now = clock::now();
        self.cell.change(|inside| inside.state.force_close(self.cell.rules(), now));
    }

    /// Lets calls through and looks at none of them; its gate is out of use as well.
    pub fn disable(&self) {
        let now = clock::now();
        self.cell.change(|inside| inside.state.disable(self.cell.rules(), now));
    }

    /// Closes it and its gate, with nothing counted; calls under way no longer matter to it.
    pub fn reset(&self) {
        let now = clock::now();
        self.cell.change(|inside| {
            inside.gate.reset();
            inside.state.reset(self.cell.rules(), now)
        });
    }

    /// Turns a call away at once where it is known for how long.
    pub(crate) fn turn_away(&self, now: Instant) -> Option<Rejected> {
        let left = self.cell.door().turn_away(self.cell.at(now))?;
        Some(Rejected { retry_after: Span::from_nanos(left).filter(|_| left != FOREVER) })
    }

    /// A permit for one call, as tests want it.
    #[cfg(test)]
    pub(crate) fn admit(&self, now: Instant, lease: Duration) -> Result<permit::Permit, Rejected> {
        let mut permit = permit::Permit::idle(self.clone());
        permit.ask(now, lease).map(|()| permit)
    }

    /// Lets a call in, or says how long it is kept away. `lease` is the time that the call has.
    pub(crate) fn admission(
        &self,
        now: Instant,
        lease: Duration,
    ) -> Result<(Admission, Option<Transition>), Rejected> {
        let admitted = self.cell.update(|inside| inside.state.admit(self.cell.rules(), now, lease));
        admitted.map_err(|left| Rejected {
            retry_after: left.map(|left| Span::of(left).unwrap_or(Span::SHORTEST)),
        })
    }

    /// Whether it would turn a call away that came after `pause`, as far as is known now.
    pub(crate) fn stays_shut(&self, now: Instant, pause: Duration) -> bool {
        let is_well = self.cell.door().enter().is_some();
        !is_well
            && self.cell.update(|inside| inside.state.stays_shut(self.cell.rules(), now, pause))
    }

    /// Returns how long a caller has to stay away because a server said so; `None` is not at all.
    pub(crate) fn gate(&self, now: Instant) -> Option<Wait> {
        let dice = dice::throw();
        self.cell.update(|inside| match inside.state.name() {
            BreakerState::Disabled => None,
            _ if self.cell.rules().only_observes() => None,
            _ => inside.gate.check(now, dice),
        })
    }

    /// Keeps everybody away for as long as a server asked for.
    pub(crate) fn shut_gate(&self, now: Instant, hint: Duration) {
        self.cell.shut_gate(hint, now);
    }

    pub(crate) fn plain(cell: &'static Cell) -> Self {
        Self { cell: Handle::Plain(cell) }
    }

    pub(crate) fn keyed(cell: Arc<Cell>) -> Self {
        Self { cell: Handle::Keyed(cell) }
    }

    /// The name as part of an error: a plain one lives as long as the process.
    pub(crate) fn label(&self) -> Cow<'static, str> {
        match &self.cell {
            Handle::Plain(cell) => Cow::Borrowed(cell.name()),
            Handle::Keyed(cell) => Cow::Owned(cell.name().as_ref().to_owned()),
        }
    }

    /// Whether it is one of many, of which some may have to go.
    #[inline]
    pub(crate) const fn is_keyed(&self) -> bool {
        matches!(self.cell, Handle::Keyed(_))
    }

    #[inline]
    pub(crate) fn cell(&self) -> &Cell {
        &self.cell
    }

    /// Whether this is the only handle: no call is under way and nobody could miss the breaker.
    pub(crate) fn is_only_handle(&self) -> bool {
        match &self.cell {
            Handle::Plain(_) => false,
            Handle::Keyed(cell) => {
                let only = Arc::strong_count(cell) == 1;
                // Whoever let go of the last other handle did so after all it had to say.
                fence(Ordering::Acquire);
                only
            }
        }
    }
}

impl Clone for Breaker {
    // Inlined, as every call takes a handle.
    #[inline]
    fn clone(&self) -> Self {
        Self { cell: self.cell.clone() }
    }
}

impl Deref for Handle {
    type Target = Cell;

    #[inline]
    fn deref(&self) -> &Cell {
        match self {
            Self::Plain(cell) => cell,
            Self::Keyed(cell) => cell,
        }
    }
}

impl fmt::Debug for Breaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Breaker").field("name", &self.name()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
