//! The one timer of a call: it waits out the pause, then a gate, then keeps the attempt's time.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::runtime::Handle;
use tokio::task::coop::unconstrained;
use tokio::task::{Id, try_id};
use tokio::time::{Instant, Sleep, sleep_until};

pin_project! {
    #[project = Which]
    pub(crate) enum Timer {
        Unset,
        /// It runs, or its time is over: then it is ready at once, and is there to be set again by the task that did.
        Set {
            #[pin]
            sleep: Sleep,
            task: Option<Id>,
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
        let here = self.is_set_here();
        match self.as_mut().project() {
            // Dropped for another one, it would take the lock of its runtime's timers once more.
            Which::Set { sleep, .. } if here => sleep.reset(end),
            _ => self.set(Self::Set { sleep: sleep_until(end), task: try_id() }),
        }
    }

    pub(crate) const fn is_set(&self) -> bool {
        matches!(self, Self::Set { .. })
    }

    /// Ready once the time is over, or if there is none.
    pub(crate) fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        match self.project() {
            // A body that uses its task's budget up at each poll would leave the timer none.
            Which::Set { sleep, .. } => pin!(unconstrained(sleep)).poll(cx),
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
        self.is_set_here() || can_wait()
    }

    /// Whether it is of the runtime that polls it now: a task never leaves its own. Between two waits a future may, and
    /// a timer whose runtime is gone panics, and one of a runtime that stands still never ends.
    fn is_set_here(&self) -> bool {
        matches!(self, Self::Set { task: Some(task), .. } if try_id() == Some(*task))
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

    async fn is_set_again_once_its_time_is_over() {
        let mut timer = pin!(Timer::Unset);
        for time in [SECOND * 5, SECOND] {
            let began = Instant::now();
            timer.as_mut().wait(None, time);
            poll_fn(|cx| timer.as_mut().poll(cx)).await;
            assert_eq!((began.elapsed(), timer.is_set()), (time, true));
        }
    }

    async fn is_set_for_less_while_it_runs() {
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
    async fn in_a_task_it_is_set_anew_and_outside_of_one_it_is_another() {
        is_set_again_once_its_time_is_over().await;
        is_set_for_less_while_it_runs().await;
        tokio::spawn(is_set_again_once_its_time_is_over()).await.unwrap();
        tokio::spawn(is_set_for_less_while_it_runs()).await.unwrap();
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
