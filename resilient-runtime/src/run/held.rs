//! A value that a link refers to: `model = &format!("{model}-mini")`.

use std::sync::OnceLock;

/// Holds it until the call is over. A link is entered once.
#[derive(Debug)]
pub struct Held<T>(OnceLock<T>);

impl<T> Held<T> {
    /// Holds nothing yet.
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// Holds `value`, and refers to it.
    pub fn __hold(&self, value: T) -> &T {
        self.0.get_or_init(|| value)
    }
}

impl<T> Default for Held<T> {
    fn default() -> Self {
        Self::new()
    }
}
