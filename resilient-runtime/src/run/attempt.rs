//! One attempt as a future: its way in, the body, and the call's timer where there is something to wait for.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::run::Run;

/// An attempt. It ends with the body, or without it, and then the run knows why; or by being dropped.
#[must_use = "futures do nothing unless polled"]
pub struct Attempt<'r, 'p, F> {
    run: &'r mut Run<'p>,
    body: Pin<&'r mut F>,
}

/// How far an attempt has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It has not been polled.
    New,
    /// It waits out the pause before a retry.
    Pausing,
    /// It waits for a gate.
    Waiting,
    /// The body is polled.
    Running,
    /// The body is pending, with nothing to end it.
    Unlimited,
    /// The body is pending, and the timer is the attempt's own time.
    EndsInTime,
    /// The body is pending, and the timer is what is left of the deadline.
    EndsWithCall,
    /// The call is switched off: the body is polled, and nothing else happens.
    Plain,
    /// It ended without the body.
    Ended(End),
}

/// What an attempt ended with in place of the body's result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Its own time was up.
    TimedOut,
    /// The call's time was up.
    Late,
    /// There is nothing to keep time with.
    NoTimer,
    /// The breaker is open.
    Open,
    /// The gate is shut.
    Gated,
}

impl Phase {
    #[inline]
    pub(crate) const fn is_before_body(self) -> bool {
        matches!(self, Self::New | Self::Pausing | Self::Waiting)
    }
}

impl<'r, 'p, F: Future> Attempt<'r, 'p, F> {
    #[inline]
    pub(crate) fn new(run: &'r mut Run<'p>, body: Pin<&'r mut F>) -> Self {
        run.begin_attempt();
        Self { run, body }
    }

    #[cfg(feature = "test-util")]
    pub(crate) fn let_in(run: &'r mut Run<'p>, body: Pin<&'r mut F>) -> Self {
        Self { run, body }
    }
}

/// The way into an attempt, on its own.
#[cfg(feature = "test-util")]
#[must_use = "futures do nothing unless polled"]
pub struct Entry<'r, 'p> {
    run: &'r mut Run<'p>,
}

#[cfg(feature = "test-util")]
impl<'r, 'p> Entry<'r, 'p> {
    pub(crate) fn new(run: &'r mut Run<'p>) -> Self {
        run.begin_attempt();
        Self { run }
    }
}

#[cfg(feature = "test-util")]
impl Future for Entry<'_, '_> {
    /// Whether it is let in.
    type Output = bool;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<bool> {
        self.get_mut().run.poll_before_body(cx)
    }
}

impl<F: Future> Future for Attempt<'_, '_, F> {
    type Output = Option<F::Output>;

    // Little of it depends on the body, so that little of it is in every annotated function.
    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { run, body } = self.get_mut();
        if !ready!(run.poll_before_body(cx)) {
            return Poll::Ready(None);
        }
        // Dropped where it stands: a move would wait for its stores, which takes as long as the rest of a poll.
        let polled = {
            let mut inside = run.enter_body();
            let polled = body.as_mut().poll(cx);
            inside.returns();
            polled
        };
        match polled {
            // The body comes first: an answer that is there is never thrown away for a timer.
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending => run.poll_limit(cx).map(|()| None),
        }
    }
}
