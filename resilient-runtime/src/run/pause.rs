//! The pause before a retry, where nothing else has to be asked.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::clock::Span;
use crate::run::timer::Timer;

pin_project! {
    /// Waits out a pause. A type of its own, as a type with a name costs the compiler less than an `async fn`.
    #[must_use = "futures do nothing unless polled"]
    pub struct Pause {
        pause: Option<Span>,
        #[pin]
        timer: Timer,
    }
}

impl Pause {
    pub(crate) const fn new(pause: Option<Span>) -> Self {
        Self { pause, timer: Timer::Unset }
    }
}

impl Future for Pause {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        match (this.pause.take(), this.timer.is_set()) {
            (Some(pause), _) => this.timer.as_mut().wait(pause.into()),
            (None, true) => {}
            // Attempts that fail at once, one after the other, must not starve the other tasks.
            (None, false) => return pin!(tokio::task::consume_budget()).poll(cx),
        }
        this.timer.poll(cx)
    }
}
