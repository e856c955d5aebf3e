//! What follows from how an attempt ended: for the breaker, for the gate, and for the call.

use std::time::Duration;

use tokio::time::Instant;

use crate::breaker::permit::UserCode;
use crate::breaker::report::Outcome as Health;
use crate::classify::{Class, Verdict};
use crate::clock;
use crate::decide::{Next, decide};
use crate::dice;
use crate::emit::is_wanted;
use crate::error::Error;
use crate::run::Run;
use crate::run::attempt::{End, Phase};
use crate::run::chain::Back;
use crate::run::step::{Judged, Step};
use crate::run::stop::never_stopped;

impl Run<'_> {
    /// Judges an attempt: what it means, what the breaker learns, where the call goes.
    /// One that ended without its body has no result.
    #[inline]
    pub fn __judge<T, E, V: Into<Verdict>>(
        &mut self,
        done: Option<Result<T, E>>,
        classify: fn(&E) -> V,
        convert: fn(Error) -> E,
    ) -> Judged<T, E> {
        let step = match done {
            Some(Ok(value)) => {
                self.answered();
                Step::Return(Ok(value))
            }
            Some(Err(error)) => self.judge_error(error, classify),
            None => self.judge_end(convert),
        };
        Judged { step, convert }
    }

    #[cold]
    fn judge_error<T, E, V: Into<Verdict>>(
        &mut self,
        error: E,
        classify: fn(&E) -> V,
    ) -> Step<T, E> {
        if self.is_plain() {
            return Step::Return(Err(error));
        }
        let mut user_code = UserCode::begin(self.permit.as_mut());
        let verdict = classify(&error).into();
        user_code.returns();
        drop(user_code);
        step(self.failed(verdict, None), error)
    }

    #[cold]
    fn judge_end<T, E>(&mut self, convert: fn(Error) -> E) -> Step<T, E> {
        let stop = self.ended();
        if let Error::TimedOut { limit } = stop {
            let next = self.failed(Class::Timeout.into(), Some(limit));
            return step(next, convert(stop));
        }
        if stop.is_rejection() {
            self.skip(&stop);
            if !self.is_over() {
                return Step::Shut(stop);
            }
        }
        Step::Stop(stop)
    }

    /// Why the attempt ended without its body.
    fn ended(&self) -> Error {
        let Phase::Ended(end) = self.phase else {
            return self.deadline_exceeded();
        };
        let breaker = || self.permit.as_ref().map(|it| it.breaker().label()).unwrap_or_default();
        let left = self.aside.notes().shut_for.map(Duration::from);
        match end {
            End::TimedOut => Error::TimedOut { limit: self.timeout_here().unwrap_or_default() },
            End::Late => self.deadline_exceeded(),
            End::NoTimer => Error::NoTimer,
            End::Open => Error::BreakerOpen { breaker: breaker(), retry_after: left },
            End::Gated => {
                Error::GateClosed { breaker: breaker(), retry_after: left.unwrap_or_default() }
            }
        }
    }

    /// Leaves a target that could not be asked.
    fn skip(&mut self, stop: &Error) {
        self.tell_skipped(stop);
        self.stopped(stop);
        // A retry that was turned away is left for another target.
        let spent = &mut self.aside.note().spent;
        spent.retries = spent.retries.saturating_sub(u8::from(spent.here > 0));
        self.move_on();
        if self.is_over() {
            self.ends();
        }
    }

    /// Judges a result, where no stop of ours can have come instead of it.
    #[inline]
    pub fn __settle<T, E, V: Into<Verdict>>(
        &mut self,
        result: Result<T, E>,
        classify: fn(&E) -> V,
    ) -> Judged<T, E> {
        self.__judge(Some(result), classify, never_stopped)
    }

    #[inline]
    pub(super) fn answered(&mut self) {
        if let Some(permit) = &mut self.permit {
            // A probe that succeeds may close the breaker, which tells of it.
            #[cfg(feature = "tracing")]
            let _span = self.aside.span();
            permit.succeed(clock::now);
        }
        if is_wanted() {
            self.tell_answered();
        }
    }

    /// Judges a failure. Not generic, so that it exists once.
    fn failed(&mut self, verdict: Verdict, limit: Option<Duration>) -> Next {
        let class = verdict.class();
        let now = self.clock_if_needed();
        self.settle_permit(now, health(verdict), verdict.hint());
        if class == Class::RateLimited {
            self.shut_gate(now, verdict.hint());
        }
        if class == Class::Timeout {
            self.aside.note().spent.time_out();
        }
        let verdict = if self.calls() { verdict.no_retry() } else { verdict };
        let left = now.and_then(|now| self.left_at(now)).unwrap_or(Duration::MAX);
        let target_left = self.chain.has_more(self.targets());
        let spent = &self.aside.notes().spent;
        let mut next = decide(self.policy, spent, left, target_left, verdict, dice::throw());
        if matches!(next, Next::RetryAfter(pause) if !pause.is_zero() && !self.aside.can_wait()) {
            next = Next::GiveUp;
        }
        if matches!(next, Next::RetryAfter(pause) if self.stays_shut(now, pause)) {
            next = if target_left { Next::FallBack } else { Next::GiveUp };
        }
        self.aside.note().fault = Some((class, self.chain.link()));
        self.tell(verdict, limit, next);
        // A retry sets it anew.
        if !matches!(next, Next::RetryAfter(_)) {
            self.aside.stop_timer();
        }
        match next {
            Next::RetryAfter(pause) => {
                self.aside.wait(now, pause);
                self.aside.note().spent.retry(class);
            }
            Next::FallBack => {
                self.aside.note().back = Back::Never;
                self.move_on();
            }
            Next::GiveUp => self.ends(),
            Next::Return => self.call_failed(),
        }
        next
    }

    /// Whether the breaker has opened, and would turn a retry away that comes after `pause`.
    fn stays_shut(&self, now: Option<Instant>, pause: Duration) -> bool {
        let (Some(permit), Some(now)) = (&self.permit, now) else {
            return false;
        };
        permit.breaker().stays_shut(now.into_std(), pause)
    }

    fn shut_gate(&self, now: Option<Instant>, hint: Option<Duration>) {
        if let (Some(permit), Some(now), Some(hint)) = (&self.permit, now, hint) {
            self.in_span(|| permit.breaker().shut_gate(now.into_std(), hint));
        }
    }
}

const fn step<T, E>(next: Next, error: E) -> Step<T, E> {
    match next {
        Next::RetryAfter(_) | Next::FallBack => Step::Again(error),
        Next::GiveUp => Step::End(error),
        Next::Return => Step::Return(Err(error)),
    }
}

/// What a breaker learns from an error: the column "in the breaker" of the table.
const fn health(verdict: Verdict) -> Health {
    if !verdict.asked() {
        return Health::Neutral;
    }
    match verdict.class() {
        Class::Overloaded
        | Class::Server
        | Class::Timeout
        | Class::Network
        | Class::Malformed
        | Class::Unknown => Health::Failure,
        Class::Conflict | Class::Missing | Class::TooLarge | Class::Filtered | Class::Invalid => {
            Health::Alive
        }
        Class::RateLimited | Class::Quota | Class::Auth | Class::Cancelled => Health::Neutral,
    }
}
