//! Who is told when a breaker changes: callbacks of people, called by whoever changed it, never under a lock.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use crate::breaker::settings::BreakerMode;
use crate::breaker::snapshot::BreakerState;

/// A breaker that went from one state to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct BreakerChange<'a> {
    /// Its name, with its key.
    pub breaker: &'a str,
    /// Where it stood.
    pub from: BreakerState,
    /// Where it stands now.
    pub to: BreakerState,
    /// Whether it acts on that, or is on trial.
    pub mode: BreakerMode,
    /// How long it stays open, where it opened by itself.
    pub open_for: Option<Duration>,
    /// How many times it has changed. Two threads may tell of two changes at once; the higher number is the later one.
    pub generation: u64,
}

/// Calls `callback` at each change of any breaker, for as long as the returned [`Listener`] lives.
///
/// It is called by the call that changed the breaker, in the middle of it: be quick, and send what takes
/// longer to a channel. No lock is held, so it may use the same breaker. If it panics the call goes on,
/// and other callbacks are told all the same.
///
/// ```
/// # use resilient_runtime as resilient;
/// use std::sync::mpsc;
/// use resilient::{BreakerState, Declared, Settings};
///
/// static CHAT: Declared = Declared::new("change-example", Settings::DEFAULT);
///
/// let (changes, changed) = mpsc::channel();
/// let _listener = resilient::on_breaker_change(move |change| {
///     let _ = changes.send((change.breaker.to_owned(), change.to));
/// });
/// CHAT.force_open();
/// assert_eq!(changed.recv(), Ok(("change-example".to_owned(), BreakerState::ForcedOpen)));
/// ```
pub fn on_breaker_change(
    callback: impl Fn(&BreakerChange<'_>) + Send + Sync + 'static,
) -> Listener {
    let callback: Callback = Arc::new(callback);
    CALLBACKS.write().unwrap_or_else(PoisonError::into_inner).push(callback.clone());
    Listener { callback }
}

/// Ends the callback of [`on_breaker_change`] when it is dropped. A change that another thread is
/// telling of at that moment may still come.
#[must_use = "the callback ends when this is dropped"]
pub struct Listener {
    callback: Callback,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut callbacks = CALLBACKS.write().unwrap_or_else(PoisonError::into_inner);
        // Dropped here, it is the last but one: what it holds is dropped with the listener, after the lock.
        callbacks.retain(|one| !Arc::ptr_eq(one, &self.callback));
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listener").finish_non_exhaustive()
    }
}

/// Tells everybody who listens. Never called under a lock.
pub(crate) fn tell(change: &BreakerChange<'_>) {
    let callbacks = CALLBACKS.read().unwrap_or_else(PoisonError::into_inner).clone();
    for callback in callbacks {
        // The process's panic hook has reported it, and the call that made the change is not at fault.
        // The callback goes inside as well: it may be the last of its kind, and drops what it holds.
        if let Err(payload) = catch_unwind(AssertUnwindSafe(move || callback(change))) {
            let dropped = catch_unwind(AssertUnwindSafe(|| drop(payload)));
            // Whoever throws something that can't even be dropped has it leaked.
            dropped.unwrap_or_else(std::mem::forget);
        }
    }
}

type Callback = Arc<dyn Fn(&BreakerChange<'_>) + Send + Sync>;

/// Copied before it is used, so that callbacks run outside of the lock.
static CALLBACKS: RwLock<Vec<Callback>> = RwLock::new(Vec::new());

#[cfg(test)]
mod tests;
