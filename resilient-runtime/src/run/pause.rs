//! The pause before a retry, where nothing else has to be asked.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use tokio::task::consume_budget;

use crate::run::Run;

/// Waits out a pause. A type of its own, as a type with a name costs the compiler less than an `async fn`.
#[must_use = "futures do nothing unless polled"]
pub struct Pause<'r, 'p> {
    run: &'r mut Run<'p>,
}

impl<'r, 'p> Pause<'r, 'p> {
    pub(crate) const fn new(run: &'r mut Run<'p>) -> Self {
        Self { run }
    }
}

impl Future for Pause<'_, '_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let aside = &mut self.get_mut().run.aside;
        // Attempts that fail at once, one after the other, must not starve the other tasks.
        if aside.has_timer() { aside.poll_timer(cx) } else { pin!(consume_budget()).poll(cx) }
    }
}
