//! The right to make one call through a breaker: a value that gives itself back.

use std::time::{Duration, Instant};

use crate::breaker::Breaker;
use crate::breaker::state::{Admission, Outcome, Report};
use crate::clock;
use crate::dice;

/// One admitted call. Settled with its outcome, or dropped with what the drop says about it.
#[derive(Debug)]
pub(crate) struct Permit {
    breaker: Breaker,
    admission: Admission,
    started: Instant,
    polling: bool,
    settled: bool,
}

impl Permit {
    pub(crate) fn new(breaker: Breaker, admission: Admission, started: Instant) -> Self {
        Self { breaker, admission, started, polling: false, settled: false }
    }

    /// Marks that the body is being polled: a drop meanwhile can only be its panic.
    pub(crate) fn polling(&mut self, on: bool) {
        self.polling = on;
    }

    /// Tells the breaker how the call ended.
    pub(crate) fn settle(mut self, now: Instant, outcome: Outcome, hint: Option<Duration>) {
        self.report(now, outcome, hint);
    }

    fn report(&mut self, now: Instant, outcome: Outcome, hint: Option<Duration>) {
        // First, so that a listener that panics doesn't make the drop report again.
        self.settled = true;
        let cell = self.breaker.cell();
        let report = Report { outcome, took: now.saturating_duration_since(self.started), hint };
        let dice = dice::throw();
        cell.change(|inside| {
            inside.used = inside.used.max(now);
            inside.state.record(cell.rules(), self.admission, report, now, dice)
        });
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if self.settled {
            return;
        }
        if self.polling {
            self.report(clock::now(), Outcome::Failure, None);
        } else if self.breaker.cell().rules().slow.is_some() {
            self.report(clock::now(), Outcome::Abandoned, None);
        } else {
            self.report(self.started, Outcome::Neutral, None);
        }
    }
}

#[cfg(test)]
mod tests;
