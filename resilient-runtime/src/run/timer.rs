//! The one timer of a call: it waits out the pause, then a gate, then keeps the attempt's time.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::runtime::Handle;
use tokio::task::coop::unconstrained;
use tokio::time::{Instant, Sleep, sleep_until};

pin_project! {
    #[project = Which]
    pub(crate) enum Timer {
        Unset,
        /// It runs, or its time is over: then it is ready at once, and is there to be set again.
        Set {
            #[pin]
            sleep: Sleep,
        },
    }
}

impl Timer {
    /// Waits for so long from a moment that is now, which is read where nobody has; for no time, it has nothing to wait
    /// for.
    pub(crate) fn wait(mut self: Pin<&mut Self>, now: Option<Instant>, time: Duration) {
        if time.is_zero() {
            return self.set(Self::Unset);
        }
        let now = now.unwrap_or_else(Instant::now);
        let end = now.checked_add(time).unwrap_or_else(|| now + LONGEST);
        match self.as_mut().project() {
            // Dropped for another one, it would take the lock of its runtime's timers once more.
            Which::Set { sleep } => sleep.reset(end),
            Which::Unset => self.set(Self::Set { sleep: sleep_until(end) }),
        }
    }

    pub(crate) const fn is_set(&self) -> bool {
        matches!(self, Self::Set { .. })
    }

    /// Ready once the time is over, or if there is none.
    pub(crate) fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        match self.project() {
            // A body that uses its task's budget up at each poll would leave the timer none.
            Which::Set { sleep } => pin!(unconstrained(sleep)).poll(cx),
            Which::Unset => Poll::Ready(()),
        }
    }

    /// Waits for nothing any more.
    pub(crate) fn stop(mut self: Pin<&mut Self>) {
        if self.is_set() {
            self.set(Self::Unset);
        }
    }

    /// Whether it can wait.
    pub(crate) fn can_wait(&self) -> bool {
        self.is_set() || can_wait()
    }
}

/// No clock gets to its end with it.
const LONGEST: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// Whether there is a runtime whose timer can be used; asking for one without would panic.
pub(crate) fn can_wait() -> bool {
    Handle::try_current().is_ok()
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn one_whose_time_is_over_waits_again() {
        let mut timer = pin!(Timer::Unset);
        for time in [SECOND * 5, SECOND] {
            let began = Instant::now();
            timer.as_mut().wait(None, time);
            poll_fn(|cx| timer.as_mut().poll(cx)).await;
            assert_eq!((began.elapsed(), timer.is_set()), (time, true));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_runs_is_set_for_less() {
        let mut timer = pin!(Timer::Unset);
        let began = Instant::now();
        for time in [Duration::MAX, SECOND] {
            timer.as_mut().wait(Some(began), time);
            assert!(poll_once(timer.as_mut()).await.is_pending());
        }
        poll_fn(|cx| timer.as_mut().poll(cx)).await;
        assert_eq!(began.elapsed(), SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn for_no_time_it_has_nothing_to_wait_for() {
        let mut timer = pin!(Timer::Unset);
        timer.as_mut().wait(None, SECOND);
        timer.as_mut().wait(None, Duration::ZERO);
        assert!(!timer.is_set() && poll_once(timer).await.is_ready());
    }

    async fn poll_once(mut timer: Pin<&mut Timer>) -> Poll<()> {
        poll_fn(|cx| Poll::Ready(timer.as_mut().poll(cx))).await
    }
}
