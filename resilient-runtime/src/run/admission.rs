//! Whether the target may be asked now: the pause, the gate, the breaker and the deadline, in this order.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::breaker::Breaker;
use crate::breaker::gate::Wait;
use crate::breaker::state::Outcome as Health;
use crate::error::Error;
use crate::event::{Event, emit};
use crate::run::Run;
use crate::run::attempt::can_wait;
use crate::run::step::Entry;

impl Run<'_> {
    /// Waits out the pause before a retry.
    pub async fn pause(&mut self) {
        if self.pause.is_zero() {
            // Attempts that fail at once, one after the other, must not starve the other tasks.
            tokio::task::consume_budget().await;
        } else {
            sleep(self.pause).await;
        }
    }

    /// Waits out the pause and the gate, and asks the breaker for a permit.
    pub async fn admit(&mut self) -> Entry {
        if self.chain.is_over() {
            return self.ends_late();
        }
        if self.spent.here > 0 {
            self.pause().await;
        }
        let Some(breaker) = self.breaker.clone() else {
            return self.admit_in_time();
        };
        let mut now = self.clock();
        if let Some(wait) = breaker.gate(now.into_std()) {
            if !self.may_wait(wait) {
                return self.shut(gate_closed(&breaker, wait), Some(now + wait.left));
            }
            let wait = wait.whole();
            emit(&Event::GateWait { site: self.site, target: self.target(), wait });
            sleep(wait).await;
            now = self.clock();
            if let Some(wait) = breaker.gate(now.into_std()) {
                return self.shut(gate_closed(&breaker, wait), None);
            }
        }
        let lease = self.timeout_here().unwrap_or_default();
        match breaker.admit(now.into_std(), lease) {
            Ok(permit) => {
                self.permit = Some(permit);
                self.admit_in_time()
            }
            Err(rejected) => {
                let retry_after = rejected.retry_after;
                let stop = Error::BreakerOpen { breaker: breaker.name().into(), retry_after };
                self.shut(stop, None)
            }
        }
    }

    /// The target is not asked, because its breaker or gate is shut.
    pub(super) fn shut(&mut self, stop: Error, reopens: Option<Instant>) -> Entry {
        emit(&Event::Skipped { site: self.site, target: self.target(), stop: &stop });
        self.stopped(&stop);
        // A retry that was turned away is left for another target.
        self.spent.retries -= u32::from(self.spent.here > 0);
        self.chain.left_shut(reopens);
        self.chain.advance();
        Entry::Shut(stop)
    }

    /// Admits the attempt unless the deadline has passed meanwhile.
    pub(super) fn admit_in_time(&mut self) -> Entry {
        if self.started.is_some() && self.left() == Some(Duration::ZERO) {
            self.settle_permit(Health::Neutral, None);
            return self.ends_late();
        }
        Entry::Go
    }

    pub(super) fn ends_late(&mut self) -> Entry {
        let stop = self.deadline_exceeded();
        self.stopped(&stop);
        self.ends();
        Entry::End(stop)
    }

    /// Whether to wait so long for a gate. What is left of the hint alone is held against our limits.
    pub(super) fn may_wait(&mut self, wait: Wait) -> bool {
        let longest = if self.chain.is_revisit() {
            self.policy.patience()
        } else {
            self.policy.switch_after()
        };
        can_wait() && wait.left <= longest && self.left().is_none_or(|left| wait.whole() < left)
    }
}

fn gate_closed(breaker: &Breaker, wait: Wait) -> Error {
    Error::GateClosed { breaker: breaker.name().into(), retry_after: wait.left }
}
