//! What a field of an error may be that `#[derive(Classify)]` reads: a hint, or a status.

use std::time::Duration;

/// `#[classify(hint)]`
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no hint of when to come back",
    label = "write `Duration` or `Option<Duration>`",
    note = "`#[classify(hint)]` marks the field with the time that the server asked to stay away"
)]
pub trait Hint {
    /// How long the server asked callers to stay away.
    fn hint(&self) -> Option<Duration>;
}

impl Hint for Duration {
    fn hint(&self) -> Option<Duration> {
        Some(*self)
    }
}

impl Hint for Option<Duration> {
    fn hint(&self) -> Option<Duration> {
        *self
    }
}

/// `#[classify(status)]`. The parameter is `Always` or `Sometimes`, and is always inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no HTTP status",
    label = "write `u16`, another integer, `http::StatusCode`, or an `Option` of one",
    note = "`#[classify(status)]` marks the field with the status of the answer, which converts into a `u16`"
)]
pub trait Status<Given> {
    /// The status; `None` where there is none that could be one.
    fn status(&self) -> Option<u16>;
}

/// A status that is always there.
#[derive(Debug)]
pub enum Always {}

/// An `Option` of a status.
#[derive(Debug)]
pub enum Sometimes {}

#[diagnostic::do_not_recommend]
impl<S: Clone + TryInto<u16>> Status<Always> for S {
    fn status(&self) -> Option<u16> {
        self.clone().try_into().ok()
    }
}

#[diagnostic::do_not_recommend]
impl<S: Clone + TryInto<u16>> Status<Sometimes> for Option<S> {
    fn status(&self) -> Option<u16> {
        self.clone()?.try_into().ok()
    }
}
