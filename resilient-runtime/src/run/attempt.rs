//! One attempt as a future: the body, and a timer that is made only when the body is not ready.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::runtime::Handle;
use tokio::task::coop::{Unconstrained, unconstrained};
use tokio::time::{Sleep, sleep};

use crate::error::Error;
use crate::run::Run;
use crate::run::scope;
use crate::run::step::Outcome;

pin_project! {
    /// A running attempt. It ends with the body, with its time, or by being dropped.
    #[must_use = "futures do nothing unless polled"]
    pub struct Attempt<'r, 'p, F> {
        run: &'r mut Run<'p>,
        #[pin]
        body: F,
        #[pin]
        timer: Option<Unconstrained<Sleep>>,
        limit: Limit,
    }
}

/// How long an attempt may take, known once its body has not been ready at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    Unknown,
    Unlimited,
    /// The attempt's own time.
    Timeout(Duration),
    /// What is left of the call's deadline.
    Deadline(Duration),
}

impl<'r, 'p, F: Future> Attempt<'r, 'p, F> {
    pub(crate) fn new(run: &'r mut Run<'p>, body: F) -> Self {
        Self { run, body, timer: None, limit: Limit::Unknown }
    }
}

impl<F: Future> Future for Attempt<'_, '_, F> {
    type Output = Outcome<F::Output>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        this.run.enter_user_code();
        let polled = {
            let _scope = scope::enter(this.run.scope());
            #[cfg(feature = "tracing")]
            let _span = this.run.span();
            this.body.poll(cx)
        };
        this.run.leave_user_code();
        match polled {
            // The body comes first: an answer that is there is never thrown away for a timer.
            Poll::Ready(output) => Poll::Ready(Outcome::Done(output)),
            Poll::Pending => {
                let ended = ready!(watch(this.run, this.timer, this.limit, cx));
                Poll::Ready(ended.into_outcome())
            }
        }
    }
}

/// An attempt that ended without its body.
enum Ended {
    TimedOut(Duration),
    Stopped(Error),
}

impl Ended {
    fn into_outcome<R>(self) -> Outcome<R> {
        match self {
            Self::TimedOut(limit) => Outcome::TimedOut(limit),
            Self::Stopped(stop) => Outcome::Stopped(stop),
        }
    }
}

/// Watches the time of an attempt whose body is not ready. Not generic, so that it exists once.
fn watch(
    run: &mut Run<'_>,
    mut timer: Pin<&mut Option<Unconstrained<Sleep>>>,
    limit: &mut Limit,
    cx: &mut Context<'_>,
) -> Poll<Ended> {
    if *limit == Limit::Unknown {
        *limit = run.limit();
    }
    let (Limit::Timeout(time) | Limit::Deadline(time)) = *limit else {
        return Poll::Pending;
    };
    if timer.is_none() {
        if !can_wait() {
            return Poll::Ready(Ended::Stopped(Error::NoTimer));
        }
        // A body that uses its task's budget up at each poll would leave the timer none.
        timer.set(Some(unconstrained(sleep(time))));
    }
    if let Some(sleep) = timer.as_mut().as_pin_mut() {
        ready!(sleep.poll(cx));
    }
    Poll::Ready(match *limit {
        Limit::Timeout(limit) => Ended::TimedOut(limit),
        _ => Ended::Stopped(run.deadline_exceeded()),
    })
}

/// Whether there is a runtime whose timer can be used; asking for one without would panic.
pub(crate) fn can_wait() -> bool {
    Handle::try_current().is_ok()
}
