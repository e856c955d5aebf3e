//! The error that a caller gets: the last real one, or else the first rejection.

use crate::error::Error;

/// Keeps the last error of a call from turn to turn.
#[derive(Debug)]
pub struct Last<E> {
    error: Option<E>,
    stop: fn(Error) -> E,
}

impl<E> Last<E> {
    /// Keeps nothing yet; `stop` turns a stop of ours into the user's error.
    pub const fn new(stop: fn(Error) -> E) -> Self {
        Self { error: None, stop }
    }

    /// Keeps nothing yet, in a call that nothing of ours can stop.
    pub const fn unstopped() -> Self {
        Self::new(never_stopped)
    }

    /// What turns a stop of ours into the user's error.
    pub const fn stop(&self) -> fn(Error) -> E {
        self.stop
    }

    /// Keeps the error of an attempt or a called link.
    pub fn keep(&mut self, error: E) {
        self.error = Some(error);
    }

    /// Keeps a rejection, unless there is an error already.
    pub fn shut(&mut self, stop: Error) {
        self.error.get_or_insert_with(|| (self.stop)(stop));
    }

    /// The error so far, for a link that looks at it. A link comes after a target that failed or
    /// was shut, so there is one; the other case only keeps this total.
    pub fn error(&mut self) -> &E {
        self.error.get_or_insert_with(|| (self.stop)(Error::NoTimer))
    }

    /// The error that the call ends with when it is stopped.
    pub fn or_stop(&mut self, stop: Error) -> E {
        self.error.take().unwrap_or_else(|| (self.stop)(stop))
    }

    /// The error that the call ends with when it is stopped with `error`.
    pub fn or(&mut self, error: E) -> E {
        self.error.take().unwrap_or(error)
    }
}

// Why it holds: such a call has no timeout, deadline, breaker or policy, and nothing else stops one.
fn never_stopped<E>(_: Error) -> E {
    unreachable!("no option of this call stops it")
}
