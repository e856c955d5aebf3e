//! The way into an attempt: the pause, the gate, the breaker and the deadline, in this order.

use std::pin::pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::task::consume_budget;
use tokio::time::Instant;

use crate::breaker::gate::Wait;
use crate::breaker::permit::Permit;
use crate::breaker::report::Outcome as Health;
use crate::clock::{Moment, Span};
use crate::run::Run;
use crate::run::attempt::{End, Phase};
use crate::run::chain::Back;
use crate::run::pause::Pause;

/// What stands before an attempt once its pause is over.
enum Way {
    Free,
    /// A gate that opens soon enough.
    Gate,
    Closed,
}

impl<'p> Run<'p> {
    /// Waits out the pause before a retry, where nothing else has to be asked.
    pub fn __pause(&mut self) -> Pause<'_, 'p> {
        Pause::new(self)
    }

    /// Begins a first attempt that nothing stands before: no pause, no deadline that may have
    /// passed, and a breaker that is well.
    #[inline]
    fn enters_at_once(&mut self) -> bool {
        let enters = self.aside.is_none() && self.permit.as_mut().is_none_or(Permit::enter);
        if enters {
            // Nobody listens: the call would have something aside.
            (self.phase, self.attempts) = (Phase::Running, 1);
        }
        enters
    }

    #[inline]
    fn begin(&mut self) {
        self.phase = Phase::Running;
        self.asks();
    }

    /// Ready once it is known whether the body may be polled.
    #[inline]
    pub(super) fn poll_before_body(&mut self, cx: &mut Context<'_>) -> Poll<bool> {
        if !self.phase.is_before_body() || self.enters_at_once() {
            return Poll::Ready(true);
        }
        self.poll_entry(cx)
    }

    /// Waits out the pause and the gate, and asks the breaker for a permit.
    fn poll_entry(&mut self, cx: &mut Context<'_>) -> Poll<bool> {
        if self.phase == Phase::New {
            if self.is_over() {
                self.ends_late();
                return Poll::Ready(false);
            }
            let is_retry = self.aside.notes().spent.here > 0;
            if is_retry && !self.aside.has_timer() {
                ready!(pin!(consume_budget()).poll(cx));
            }
            self.phase = Phase::Pausing;
        }
        loop {
            ready!(self.aside.poll_timer(cx));
            match self.ask(self.phase == Phase::Pausing) {
                Way::Free => {
                    self.begin();
                    return Poll::Ready(true);
                }
                Way::Closed => return Poll::Ready(false),
                Way::Gate => self.phase = Phase::Waiting,
            }
        }
    }

    /// Asks the gate, unless it was waited for already, and the breaker.
    fn ask(&mut self, may_wait: bool) -> Way {
        if self.permit.as_mut().is_none_or(Permit::enter) {
            return self.ask_in_time();
        }
        let now = self.clock();
        let breaker = self.permit.as_ref().map(Permit::breaker);
        match breaker.and_then(|it| it.turn_away(now.into_std())) {
            Some(rejected) => self.shut(End::Open, rejected.retry_after),
            None => self.ask_for_a_permit(now, may_wait),
        }
    }

    /// Asks the gate and the breaker under their lock.
    fn ask_for_a_permit(&mut self, now: Instant, may_wait: bool) -> Way {
        let lease = self.timeout_here().unwrap_or_default();
        let Some(permit) = &mut self.permit else {
            return Way::Free;
        };
        if let Some(wait) = permit.breaker().gate(now.into_std()) {
            if !may_wait {
                return self.shut(End::Gated, Span::of(wait.left));
            }
            if !self.may_wait(wait, self.patience_here()) {
                // Where no patience is long enough, there is nothing to come back for.
                if self.may_wait(wait, self.policy.patience()) {
                    let reopens = Moment::of((now + wait.left).into_std());
                    self.chain.left_shut(self.targets(), reopens, &mut self.aside.note().back);
                }
                return self.shut(End::Gated, Span::of(wait.left));
            }
            let wait = wait.whole();
            self.tell_gate_wait(wait);
            self.aside.wait(Some(now), wait);
            return Way::Gate;
        }
        let asked = {
            #[cfg(feature = "tracing")]
            let _span = self.aside.span();
            permit.ask(now.into_std(), lease)
        };
        match asked {
            Ok(()) => self.ask_in_time(),
            Err(rejected) => self.shut(End::Open, rejected.retry_after),
        }
    }

    /// The target is not asked, because its breaker or gate is shut for as long as is left: without a number, until a
    /// person opens it.
    fn shut(&mut self, end: End, left: Option<Span>) -> Way {
        self.phase = Phase::Ended(end);
        self.aside.note().shut_for = left;
        Way::Closed
    }

    /// Free unless the deadline has passed meanwhile.
    fn ask_in_time(&mut self) -> Way {
        if self.has_waited()
            && self.aside.notes().started.is_some()
            && self.left() == Some(Duration::ZERO)
        {
            let now = self.clock_if_needed();
            self.settle_permit(now, Health::Neutral, None);
            self.ends_late();
            return Way::Closed;
        }
        Way::Free
    }

    /// An inherited deadline may be over before anything was done: the first attempt is not denied.
    fn has_waited(&self) -> bool {
        self.aside.notes().fault.is_some() || self.permit.is_some()
    }

    fn ends_late(&mut self) {
        self.stopped(&self.deadline_exceeded());
        self.ends();
        self.phase = Phase::Ended(End::Late);
    }

    /// Whether a gate can be waited for. What is left of the hint alone is held against `longest`.
    fn may_wait(&mut self, wait: Wait, longest: Duration) -> bool {
        self.aside.can_wait()
            && wait.left <= longest
            && self.left().is_none_or(|left| wait.whole() < left)
    }

    /// How long to wait for the gate of this target at most.
    fn patience_here(&self) -> Duration {
        // Where there is no other target, or every one was shut, this one is worth a longer wait.
        if self.targets().len() == 1 || self.aside.notes().back == Back::Here {
            self.policy.patience()
        } else {
            self.policy.switch_after()
        }
    }
}
