//! A called link as a future of what the annotated function returns.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

/// What a called link gives, which has to become what the function returns.
#[diagnostic::on_unimplemented(
    message = "a link of the chain gives `{Self}`, where the function returns `{R}`",
    label = "this link gives `{Self}`",
    note = "write an async function that returns `Result<T, _>` with the `T` of the annotated one"
)]
pub trait Gives<R> {
    /// Converts the error.
    fn give(self) -> R;
}

impl<T, E, F: From<E>> Gives<Result<T, F>> for Result<T, E> {
    fn give(self) -> Result<T, F> {
        self.map_err(F::from)
    }
}

/// What can be called as a link. One trait, so that what is wrong with a link is one error.
#[diagnostic::on_unimplemented(
    message = "a link of the chain is not async: it gives `{Self}` at once",
    label = "this is no future",
    note = "write an async function that returns `Result<T, _>` with the `T` of the annotated one"
)]
pub trait Link<R> {
    /// Polls the call, and converts its error.
    fn poll_link(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<R>;
}

impl<F: Future, R> Link<R> for F
where
    F::Output: Gives<R>,
{
    fn poll_link(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<R> {
        self.poll(cx).map(Gives::give)
    }
}

/// Takes a called link.
pub fn linked<R, F: Link<R>>(call: F) -> Linked<F, R> {
    Linked { call, poll: F::poll_link }
}

pin_project! {
    /// A called link. It is a future whatever it calls: what is wrong with that, `linked` has said.
    #[must_use = "futures do nothing unless polled"]
    pub struct Linked<F, R> {
        #[pin]
        call: F,
        poll: fn(Pin<&mut F>, &mut Context<'_>) -> Poll<R>,
    }
}

impl<F, R> Future for Linked<F, R> {
    type Output = R;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<R> {
        let this = self.project();
        (this.poll)(this.call, cx)
    }
}

impl<F, R> fmt::Debug for Linked<F, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Linked").finish_non_exhaustive()
    }
}
