//! A future that runs in a scope, whichever thread polls or drops it.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::testing::scope::{Inside, Scope};

pin_project! {
    /// A future in a [`Scope`].
    #[must_use = "futures do nothing unless polled"]
    #[derive(Debug)]
    pub struct Scoped<F> {
        #[pin]
        future: Option<F>,
        scope: Scope,
        checks: bool,
    }

    impl<F> PinnedDrop for Scoped<F> {
        fn drop(this: Pin<&mut Self>) {
            let mut this = this.project();
            // What a call tells when it is dropped belongs to the scope as well.
            let _inside = Inside::enter(this.scope);
            this.future.set(None);
        }
    }
}

impl<F: Future> Scoped<F> {
    pub(super) fn new(scope: Scope, future: F) -> Self {
        Self { future: Some(future), scope, checks: false }
    }

    /// The one that also looks at the end whether the scripts were used.
    pub(super) fn checked(scope: Scope, future: F) -> Self {
        Self { future: Some(future), scope, checks: true }
    }
}

impl<F: Future> Future for Scoped<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let polled = {
            let _inside = Inside::enter(this.scope);
            match this.future.as_pin_mut() {
                Some(future) => future.poll(cx),
                // Why it holds: only the drop takes the future out.
                None => Poll::Pending,
            }
        };
        if polled.is_ready() && *this.checks {
            this.scope.check();
        }
        polled
    }
}
