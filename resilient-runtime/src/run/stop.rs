//! A stop of ours as the user's own error.

use crate::error::Error;

/// Can say that a call was stopped.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't say that a call was stopped, by its timeout, deadline or breaker",
    label = "this error type is not `From<resilient::Error>`",
    note = "implement `From<resilient::Error>` for it, or write `stop = path_or_closure` in the attribute",
    note = "where the type is not yours, return one that is; for reqwest there is `resilient::reqwest::Error`, with the feature `reqwest`"
)]
pub trait Stopped {
    /// What the caller gets.
    fn stopped(stop: Error) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<Error>> Stopped for E {
    fn stopped(stop: Error) -> Self {
        stop.into()
    }
}

/// Makes the user's error of a stop.
pub fn stopped<E: Stopped>(stop: Error) -> E {
    E::stopped(stop)
}

/// The same where nothing can stop a call.
///
/// # Panics
///
/// Never: such a call has no timeout, deadline, breaker or policy, and nothing else stops one.
pub(crate) fn never_stopped<E>(_: Error) -> E {
    unreachable!("no option of this call stops it")
}
