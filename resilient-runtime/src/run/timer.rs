//! The one timer of a call: it waits out the pause, then a gate, then keeps the attempt's time.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::runtime::Handle;
use tokio::task::coop::{Unconstrained, unconstrained};
use tokio::time::{Instant, Sleep, sleep, sleep_until};

pin_project! {
    #[project = Which]
    pub(crate) enum Timer {
        Unset,
        Set {
            // A body that uses its task's budget up at each poll would leave the timer none.
            #[pin]
            sleep: Unconstrained<Sleep>,
        },
    }
}

impl Timer {
    /// Waits for so long from now.
    pub(crate) fn wait(self: Pin<&mut Self>, time: Duration) {
        self.start(sleep(time));
    }

    /// Waits for so long from a moment that is now.
    pub(crate) fn wait_from(self: Pin<&mut Self>, now: Instant, time: Duration) {
        match now.checked_add(time) {
            Some(end) => self.start(sleep_until(end)),
            None => self.wait(time),
        }
    }

    pub(crate) const fn is_set(&self) -> bool {
        matches!(self, Self::Set { .. })
    }

    /// Ready once the time is over, or if there is none. It is then unset.
    pub(crate) fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if let Which::Set { sleep } = self.as_mut().project() {
            if sleep.poll(cx).is_pending() {
                return Poll::Pending;
            }
            self.set(Self::Unset);
        }
        Poll::Ready(())
    }

    fn start(mut self: Pin<&mut Self>, sleep: Sleep) {
        self.set(Self::Set { sleep: unconstrained(sleep) });
    }
}

/// Whether there is a runtime whose timer can be used; asking for one without would panic.
pub(crate) fn can_wait() -> bool {
    Handle::try_current().is_ok()
}
