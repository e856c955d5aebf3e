//! An attempt that nothing of ours can end: its body, seen by the calls that it makes.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::run::Run;

pin_project! {
    /// A running body.
    #[must_use = "futures do nothing unless polled"]
    pub struct Follow<'r, 'p, F> {
        run: &'r Run<'p>,
        #[pin]
        body: F,
    }
}

impl<'r, 'p, F: Future> Follow<'r, 'p, F> {
    #[inline]
    pub(crate) const fn new(run: &'r Run<'p>, body: F) -> Self {
        Self { run, body }
    }
}

impl<F: Future> Future for Follow<'_, '_, F> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let _scope = this.run.enter_scope();
        #[cfg(feature = "tracing")]
        let _span = this.run.span();
        this.body.poll(cx)
    }
}
