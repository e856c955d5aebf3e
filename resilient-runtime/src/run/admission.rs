//! The way into an attempt: the pause, the gate, the breaker and the deadline, in this order.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::Instant;

use crate::breaker::gate::Wait;
use crate::breaker::state::Outcome as Health;
use crate::breaker::{Breaker, Rejected};
use crate::clock::Moment;
use crate::error::Error;
use crate::run::Run;
use crate::run::attempt::Phase;
use crate::run::pause::Pause;
use crate::run::step::Ended;
use crate::run::timer::{Timer, can_wait};

/// What stands before an attempt once its pause is over.
enum Way {
    Free,
    /// A gate that opens soon enough.
    Gate(Duration),
    Closed(Ended),
}

impl Run<'_> {
    /// Waits out the pause before a retry, where nothing else has to be asked.
    pub fn pause(&self) -> Pause {
        Pause::new(self.pause)
    }

    /// Begins a first attempt that nothing stands before: no pause, no deadline that may have
    /// passed, and a breaker that is well.
    #[inline]
    fn enters_at_once(&mut self) -> bool {
        if self.started.is_some() || self.spent.here > 0 || self.chain.is_over() {
            return false;
        }
        if let Some(permit) = &mut self.permit {
            if !permit.enter() {
                return false;
            }
        }
        self.begin();
        true
    }

    #[inline]
    fn begin(&mut self) {
        self.phase = Phase::Running;
        self.asks();
    }

    /// Ready once the body may be polled, or with what came instead.
    #[inline]
    pub(super) fn poll_before_body(
        &mut self,
        timer: Pin<&mut Timer>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Ended>> {
        if !self.phase.is_before_body() || self.enters_at_once() {
            return Poll::Ready(None);
        }
        self.poll_entry(timer, cx).map(Result::err)
    }

    /// Waits out the pause and the gate, and asks the breaker for a permit.
    fn poll_entry(
        &mut self,
        mut timer: Pin<&mut Timer>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Ended>> {
        if self.phase == Phase::New {
            if self.chain.is_over() {
                return Poll::Ready(Err(self.ends_late()));
            }
            match self.pause.filter(|_| self.spent.here > 0) {
                Some(pause) => timer.as_mut().wait(pause.into()),
                None if self.spent.here > 0 => ready!(pin!(tokio::task::consume_budget()).poll(cx)),
                None => {}
            }
            self.phase = Phase::Pausing;
        }
        loop {
            ready!(timer.as_mut().poll(cx));
            match self.ask(self.phase == Phase::Pausing) {
                Way::Free => {
                    self.begin();
                    return Poll::Ready(Ok(()));
                }
                Way::Closed(ended) => return Poll::Ready(Err(ended)),
                Way::Gate(wait) => {
                    timer.as_mut().wait(wait);
                    self.phase = Phase::Waiting;
                }
            }
        }
    }

    /// Asks the gate, unless it was waited for already, and the breaker.
    fn ask(&mut self, may_wait: bool) -> Way {
        if self.permit.is_none() {
            return self.ask_in_time();
        }
        let now = self.clock();
        let lease = self.timeout_here().unwrap_or_default();
        let Some(permit) = &mut self.permit else {
            return Way::Free;
        };
        let breaker = permit.breaker();
        if let Some(rejected) = breaker.turn_away(now.into_std()) {
            let stop = breaker_open(breaker, rejected);
            return self.shut(stop, None);
        }
        if let Some(wait) = breaker.gate(now.into_std()) {
            let stop = gate_closed(breaker, wait);
            if !may_wait {
                return self.shut(stop, None);
            }
            if !self.may_wait(wait, self.patience_here()) {
                // Where no patience is long enough, there is nothing to come back for.
                let reopens = self.may_wait(wait, self.policy.patience());
                return self.shut(stop, reopens.then(|| now + wait.left));
            }
            let wait = wait.whole();
            self.tell_gate_wait(wait);
            return Way::Gate(wait);
        }
        let asked = {
            #[cfg(feature = "tracing")]
            let _span = self.watched.enter();
            permit.ask(now.into_std(), lease)
        };
        if let Err(rejected) = asked {
            let stop = breaker_open(permit.breaker(), rejected);
            return self.shut(stop, None);
        }
        self.ask_in_time()
    }

    /// The target is not asked, because its breaker or gate is shut.
    fn shut(&mut self, stop: Error, reopens: Option<Instant>) -> Way {
        self.tell_skipped(&stop);
        self.stopped(&stop);
        // A retry that was turned away is left for another target.
        self.spent.retries = self.spent.retries.saturating_sub(u8::from(self.spent.here > 0));
        self.chain.left_shut(reopens.map(|it| Moment::of(it.into_std())));
        self.leave();
        self.chain.advance();
        if self.chain.is_over() {
            self.ends();
            return Way::Closed(Ended::Stopped(stop));
        }
        Way::Closed(Ended::Shut(stop))
    }

    /// Free unless the deadline has passed meanwhile.
    fn ask_in_time(&mut self) -> Way {
        if self.has_waited() && self.started.is_some() && self.left() == Some(Duration::ZERO) {
            let now = self.clock_if_needed();
            self.settle_permit(now, Health::Neutral, None);
            return Way::Closed(self.ends_late());
        }
        Way::Free
    }

    /// An inherited deadline may be over before anything was done: the first attempt is not denied.
    const fn has_waited(&self) -> bool {
        self.fault.is_some() || self.permit.is_some()
    }

    fn ends_late(&mut self) -> Ended {
        let stop = self.deadline_exceeded();
        self.stopped(&stop);
        self.ends();
        Ended::Stopped(stop)
    }

    /// Whether a gate can be waited for. What is left of the hint alone is held against `longest`.
    fn may_wait(&mut self, wait: Wait, longest: Duration) -> bool {
        can_wait() && wait.left <= longest && self.left().is_none_or(|left| wait.whole() < left)
    }

    /// How long to wait for the gate of this target at most.
    const fn patience_here(&self) -> Duration {
        if self.chain.is_revisit() || self.chain.is_sole() {
            self.policy.patience()
        } else {
            self.policy.switch_after()
        }
    }
}

fn gate_closed(breaker: &Breaker, wait: Wait) -> Error {
    Error::GateClosed { breaker: breaker.label(), retry_after: wait.left }
}

fn breaker_open(breaker: &Breaker, rejected: Rejected) -> Error {
    Error::BreakerOpen { breaker: breaker.label(), retry_after: rejected.retry_after }
}
