//! An attempt that nothing of ours can end: its body, seen by the calls that it makes.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::run::Run;

/// A running body.
#[must_use = "futures do nothing unless polled"]
pub struct Follow<'r, 'p, F> {
    run: &'r Run<'p>,
    body: Pin<&'r mut F>,
}

impl<'r, 'p, F: Future> Follow<'r, 'p, F> {
    #[inline]
    pub(crate) const fn new(run: &'r Run<'p>, body: Pin<&'r mut F>) -> Self {
        Self { run, body }
    }
}

impl<F: Future> Future for Follow<'_, '_, F> {
    type Output = F::Output;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let _inside = self.run.enter();
        self.body.as_mut().poll(cx)
    }
}
