//! The error that a caller gets: the last real one, or else the first rejection.

/// Keeps the last error of a call from turn to turn.
#[derive(Debug)]
pub struct Last<E>(Option<E>);

impl<E> Last<E> {
    /// Keeps nothing yet.
    pub const fn new() -> Self {
        Self(None)
    }

    /// The error so far, for a link that looks at it.
    ///
    /// # Panics
    ///
    /// Never: a link comes after a target that failed or was shut, and both leave an error here.
    pub fn error(&self) -> &E {
        self.0.as_ref().unwrap_or_else(|| unreachable!("a link before the first target"))
    }

    /// Keeps the error of an attempt or a called link.
    pub(crate) fn keep(&mut self, error: E) {
        self.0 = Some(error);
    }

    /// Keeps a rejection, unless there is an error already.
    pub(crate) fn keep_first(&mut self, rejection: impl FnOnce() -> E) {
        self.0.get_or_insert_with(rejection);
    }

    /// The error that the call ends with when it is stopped.
    pub(crate) fn take_or(&mut self, stop: impl FnOnce() -> E) -> E {
        self.0.take().unwrap_or_else(stop)
    }
}

impl<E> Default for Last<E> {
    fn default() -> Self {
        Self::new()
    }
}
