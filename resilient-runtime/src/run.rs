//! One call of an annotated function: the driver that admits, waits, judges and moves on.
//!
//! The generated loop makes one [`Run`] and asks it, turn by turn, where to go; what the answer is
//! comes from `decide` and from the breaker, told the time and the dice.

mod admission;
pub(crate) mod attempt;
pub(crate) mod chain;
pub(crate) mod feed;
pub(crate) mod follow;
pub(crate) mod last;
pub(crate) mod linked;
pub(crate) mod own;
mod report;
pub(crate) mod scope;
pub(crate) mod slot;
pub(crate) mod step;
pub(crate) mod stop;
pub(crate) mod timer;
mod turns;
mod watched;

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::Instant;

use crate::breaker::Breaker;
use crate::breaker::permit::Permit;
use crate::breaker::state::Outcome as Health;
use crate::classify::{Class, Verdict};
use crate::clock::{self, Moment, Span};
use crate::decide::{Next, Spent, decide};
use crate::dice;
use crate::error::Error;
use crate::event::is_wanted;
use crate::policy::Policy;
use crate::run::attempt::{Attempt, Phase};
use crate::run::chain::Chain;
use crate::run::follow::Follow;
use crate::run::scope::{Bound, Scope};
use crate::run::step::{Ended, Judged, Outcome, Step};
use crate::run::stop::never_stopped;
use crate::run::timer::{Timer, can_wait};
use crate::run::watched::Watched;
use crate::site::{Kind, Site};
use crate::switch;
#[cfg(feature = "test-util")]
use crate::testing::{
    instead::{Instead, instead},
    probe::Makes,
};

/// The state of one call. It is part of every annotated future, so its fields are narrow.
#[derive(Debug)]
pub struct Run<'p> {
    policy: &'p Policy,
    chain: Chain,
    /// The breaker of this target, and the permit of the attempt under way.
    permit: Option<Permit>,
    /// What the option `deadline` says, if it is an expression, or what is left of an outer call's.
    deadline: Option<Span>,
    /// What the option `timeout` says for this target, if it is an expression.
    timeout: Option<Span>,
    /// Read when the time is first needed, so that a call that needs none reads no clock.
    started: Option<Moment>,
    /// The wait before the next attempt.
    pause: Option<Span>,
    spent: Spent,
    attempts: u16,
    /// How far the attempt has come.
    phase: Phase,
    /// What the error that stands meant, and which target it came from.
    fault: Option<(Class, u16)>,
    /// How many calls it is in.
    depth: u16,
    watched: Watched,
}

impl<'p> Run<'p> {
    /// Begins a call.
    #[inline]
    pub fn new(site: &'static Site, policy: &'p Policy) -> Self {
        let mut run = Self {
            policy,
            chain: Chain::new(site),
            permit: None,
            deadline: None,
            timeout: None,
            started: None,
            pause: None,
            spent: Spent::NOTHING,
            attempts: 0,
            phase: Phase::New,
            fault: None,
            depth: 0,
            watched: Watched::NOT,
        };
        if scope::is_inside() || is_wanted() {
            run.begin_among_others();
        }
        run
    }

    /// Learns what is around the call, and tells those who look.
    #[cold]
    fn begin_among_others(&mut self) {
        if switch::is_off() {
            self.phase = Phase::Plain;
            return;
        }
        let outer = scope::current();
        if let Some(outer) = &outer {
            self.depth = outer.depth.saturating_add(1);
            self.inherit(outer.deadline);
        }
        self.begin_watched(outer.as_ref());
    }

    /// Shortens the deadline to what is left of an outer call's. The clock is read only if it has to be.
    fn inherit(&mut self, outer: Bound) {
        let left = match outer {
            Bound::Never => return,
            Bound::Within(left) => left.into(),
            Bound::At(end) => {
                let now = Instant::now().into_std();
                self.started = Some(Moment::of(now));
                end.instant().saturating_duration_since(now)
            }
        };
        let least = self.time_in_all().map_or(left, |own| own.min(left));
        self.deadline = Some(Span::of(least).unwrap_or(Span::SHORTEST));
    }

    /// Sets the deadline of the whole call.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Span::of(deadline.max(SHORTEST));
        if let Some(outer) = scope::current() {
            self.inherit(outer.deadline);
        }
        self
    }

    /// The link of the chain that is asked now; 0 is the function itself.
    #[inline]
    pub const fn link(&self) -> usize {
        self.chain.link()
    }

    /// Whether a target is entered that has to be prepared.
    #[inline]
    pub fn enters(&mut self) -> bool {
        let enters = self.chain.enter() && !self.is_plain();
        if enters {
            self.tell_entered();
        }
        enters
    }

    /// Sets the time of one attempt on this target.
    pub fn time(&mut self, timeout: Duration) {
        self.timeout = Span::of(timeout.max(SHORTEST));
    }

    /// Sets the breaker of this target; a called function has its own.
    #[inline]
    pub fn guard(&mut self, breaker: Breaker) {
        if self.permit.is_none() && !self.calls() {
            self.permit = Some(Permit::idle(breaker));
        }
    }

    /// Leaves a link whose iterator has no item left.
    pub fn pass(&mut self) {
        self.leave();
        self.chain.exhausted();
    }

    /// Whether it matters, after a failure, if the iterator of `link` has another item.
    pub fn looks_ahead(&self, link: usize, failed: bool) -> bool {
        failed && !self.is_plain() && self.chain.looks_ahead(link)
    }

    /// Notes whether the iterator of a later link has another item.
    pub fn looked_ahead(&mut self, has_more: bool) {
        self.chain.looked_ahead(has_more);
    }

    /// Whether no attempt can follow the one that begins now.
    #[inline]
    pub const fn is_last(&self) -> bool {
        self.is_plain()
            || self.spent.retries as u32 >= self.policy.retries() && self.chain.is_last()
    }

    /// Makes an attempt, after what has to be waited for and asked before it.
    #[inline]
    pub fn attempt<F: Future>(&mut self, body: F) -> Attempt<'_, 'p, F> {
        Attempt::new(self, body)
    }

    /// Waits for and asks what comes before an attempt, where a test may have put something in its place.
    #[cfg(feature = "test-util")]
    pub fn entry(&mut self) -> attempt::Entry<'_, 'p> {
        attempt::Entry::new(self)
    }

    /// Makes an attempt that has been let in.
    #[cfg(feature = "test-util")]
    pub fn attempt_in<F: Future>(&mut self, body: F) -> Attempt<'_, 'p, F> {
        Attempt::let_in(self, body)
    }

    /// What a test's script has in the place of the body, once the attempt has been let in.
    #[cfg(feature = "test-util")]
    pub fn scripted<T, E>(&self, makes: &Makes<T, E>) -> Option<Box<Instead<Result<T, E>>>> {
        instead(self.site(), makes)
    }

    /// Judges an attempt: what it means, what the breaker learns, where the call goes.
    #[inline]
    pub fn judge<T, E, V: Into<Verdict>>(
        &mut self,
        outcome: Outcome<Result<T, E>>,
        classify: fn(&E) -> V,
        convert: fn(Error) -> E,
    ) -> Judged<T, E> {
        let step = match outcome {
            Outcome::Done(Ok(value)) => {
                self.answered();
                Step::Return(Ok(value))
            }
            Outcome::Done(Err(error)) => self.judge_error(error, classify),
            Outcome::Ended(ended) => self.judge_end(ended, convert),
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
        self.enter_user_code();
        let verdict = classify(&error).into();
        self.leave_user_code();
        step(self.failed(verdict, None), error)
    }

    #[cold]
    fn judge_end<T, E>(&mut self, ended: Ended, convert: fn(Error) -> E) -> Step<T, E> {
        match ended {
            Ended::TimedOut(limit) => {
                let next = self.failed(Class::Timeout.into(), Some(limit));
                step(next, convert(Error::TimedOut { limit }))
            }
            Ended::Stopped(stop) => Step::Stop(stop),
            Ended::Shut(stop) => Step::Shut(stop),
        }
    }

    /// Judges a result, where no stop of ours can have come instead of it.
    #[inline]
    pub fn settle<T, E, V: Into<Verdict>>(
        &mut self,
        result: Result<T, E>,
        classify: fn(&E) -> V,
    ) -> Judged<T, E> {
        self.judge(Outcome::Done(result), classify, never_stopped)
    }

    /// Makes an attempt that nothing of ours can end.
    #[inline]
    pub fn follow<F: Future>(&mut self, body: F) -> Follow<'_, 'p, F> {
        self.asks();
        Follow::new(self, body)
    }

    /// What calls that the body makes have to know.
    #[inline]
    pub(crate) fn scope(&self) -> Scope {
        let deadline = match (self.time_in_all(), self.started) {
            (None, _) => Bound::Never,
            (Some(deadline), None) => Span::of(deadline).map_or(Bound::Never, Bound::Within),
            (Some(deadline), Some(started)) => {
                let end = started.instant().checked_add(deadline);
                end.map_or(Bound::Never, |end| Bound::At(Moment::of(end)))
            }
        };
        let (depth, link) = (self.depth, self.chain.place());
        Scope {
            site: self.site(),
            retries: self.policy.retries(),
            call: self.watched.call(),
            deadline,
            depth,
            link,
        }
    }

    /// A panic from here on is the user's, and a failure for the breaker.
    #[inline]
    pub(crate) fn enter_user_code(&mut self) {
        if let Some(permit) = &mut self.permit {
            permit.polling(true);
        }
    }

    #[inline]
    pub(crate) fn leave_user_code(&mut self) {
        if let Some(permit) = &mut self.permit {
            permit.polling(false);
        }
    }

    /// Watches the time of an attempt whose body is not ready. Not generic, so that it exists once.
    pub(crate) fn poll_limit(
        &mut self,
        mut timer: Pin<&mut Timer>,
        cx: &mut Context<'_>,
    ) -> Poll<Ended> {
        if self.phase == Phase::Running {
            let (timeout, left) = (self.timeout_here(), self.left());
            let (time, ends) = match (timeout, left) {
                (None, None) => {
                    self.phase = Phase::Unlimited;
                    return Poll::Pending;
                }
                // A timeout that is not below what is left never acts, as the check of the two says.
                (Some(timeout), Some(left)) if timeout >= left => (left, Phase::EndsWithCall),
                (None, Some(left)) => (left, Phase::EndsWithCall),
                (Some(timeout), _) => (timeout, Phase::EndsInTime),
            };
            if !can_wait() {
                return Poll::Ready(self.stop(Error::NoTimer));
            }
            let now = self.clock();
            timer.as_mut().wait_from(now, time);
            self.phase = ends;
        }
        if matches!(self.phase, Phase::Unlimited | Phase::Plain) {
            return Poll::Pending;
        }
        ready!(timer.poll(cx));
        Poll::Ready(match self.timeout_here() {
            Some(limit) if self.phase == Phase::EndsInTime => Ended::TimedOut(limit),
            _ => self.stop(self.deadline_exceeded()),
        })
    }

    fn deadline_exceeded(&self) -> Error {
        Error::DeadlineExceeded { limit: self.time_in_all().unwrap_or_default() }
    }

    /// Ends the attempt and the call, for a reason of ours.
    fn stop(&mut self, stop: Error) -> Ended {
        self.settle_permit(Health::Neutral, None);
        self.cut(&stop);
        self.stopped(&stop);
        self.ends();
        Ended::Stopped(stop)
    }

    #[inline]
    fn answered(&mut self) {
        if let Some(permit) = &mut self.permit {
            permit.succeed(clock::now);
        }
        if is_wanted() && !self.is_plain() {
            self.tell_answered();
        }
    }

    /// Judges a failure. Not generic, so that it exists once.
    fn failed(&mut self, verdict: Verdict, limit: Option<Duration>) -> Next {
        let class = verdict.class();
        self.settle_permit(health(class), verdict.hint());
        if class == Class::RateLimited {
            self.shut_gate(verdict.hint());
        }
        if class == Class::Timeout {
            self.spent.time_out();
        }
        let verdict = if self.calls() { verdict.no_retry() } else { verdict };
        let left = self.left().unwrap_or(Duration::MAX);
        let target_left = self.chain.has_more();
        let mut next = decide(self.policy, &self.spent, left, target_left, verdict, dice::throw());
        if matches!(next, Next::RetryAfter(pause) if !pause.is_zero() && !can_wait()) {
            next = Next::GiveUp;
        }
        if matches!(next, Next::RetryAfter(pause) if self.stays_shut(pause)) {
            next = if target_left { Next::FallBack } else { Next::GiveUp };
        }
        self.fault = Some((class, self.chain.place()));
        self.tell(verdict, limit, next);
        match next {
            Next::RetryAfter(pause) => {
                self.pause = Span::of(pause);
                self.spent.retry(class);
            }
            Next::FallBack => {
                self.chain.left_by_failure();
                self.leave();
                self.chain.advance();
            }
            Next::GiveUp => self.ends(),
            Next::Return => self.call_failed(),
        }
        next
    }

    /// Leaves nothing of this target for the next one.
    fn leave(&mut self) {
        self.spent = self.spent.elsewhere();
        self.pause = None;
        self.permit = None;
        self.timeout = None;
    }

    /// Whether the breaker has opened, and would turn a retry away that comes after `pause`.
    fn stays_shut(&mut self, pause: Duration) -> bool {
        let now = self.clock().into_std();
        self.permit.as_ref().is_some_and(|it| it.breaker().stays_shut(now, pause))
    }

    fn shut_gate(&mut self, hint: Option<Duration>) {
        let now = self.clock().into_std();
        if let (Some(permit), Some(hint)) = (&self.permit, hint) {
            self.in_span(|| permit.breaker().shut_gate(now, hint));
        }
    }

    fn settle_permit(&mut self, health: Health, hint: Option<Duration>) {
        if self.permit.is_some() {
            let now = self.clock().into_std();
            #[cfg(feature = "tracing")]
            let _span = self.watched.enter();
            if let Some(permit) = &mut self.permit {
                permit.settle(now, health, hint);
            }
        }
    }

    /// Whether the target is another function, which gets no retries, breaker or timeout of ours.
    #[inline]
    fn calls(&self) -> bool {
        self.chain.link() > 0 && self.chain.kind() == Some(Kind::Call)
    }

    fn target(&self) -> &'static str {
        self.chain.name()
    }

    fn timeout_here(&self) -> Option<Duration> {
        if self.calls() {
            return None;
        }
        match self.timeout {
            Some(timeout) => Some(timeout.into()),
            None => self.policy.timeout(self.spent.timeouts.into()),
        }
    }

    #[inline]
    fn begin_attempt(&mut self) {
        if !self.is_plain() {
            self.phase = Phase::New;
        }
    }

    fn attempts(&self) -> u32 {
        self.attempts.into()
    }

    /// Whether it is switched off: the body once, and nothing around it.
    #[inline]
    const fn is_plain(&self) -> bool {
        matches!(self.phase, Phase::Plain)
    }

    fn site(&self) -> &'static Site {
        self.chain.site()
    }

    /// The time of the whole call.
    fn time_in_all(&self) -> Option<Duration> {
        self.deadline.map(Duration::from).or(self.policy.deadline())
    }

    /// What is left of the deadline.
    fn left(&mut self) -> Option<Duration> {
        let deadline = self.time_in_all()?;
        let now = self.clock();
        let started = self.started.map_or(now, |started| started.instant().into());
        Some(deadline.saturating_sub(now.saturating_duration_since(started)))
    }

    /// Reads the clock, for the first time at the latest when a deadline has to be held.
    fn clock(&mut self) -> Instant {
        let now = Instant::now();
        if self.started.is_none() && self.time_in_all().is_some() {
            self.started = Some(Moment::of(now.into_std()));
        }
        now
    }
}

const fn step<T, E>(next: Next, error: E) -> Step<T, E> {
    match next {
        Next::RetryAfter(_) | Next::FallBack => Step::Again(error),
        Next::GiveUp => Step::End(error),
        Next::Return => Step::Return(Err(error)),
    }
}

/// What a breaker learns from a class: the column "in the breaker" of the table.
const fn health(class: Class) -> Health {
    match class {
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

/// A time of zero would leave no attempt any chance.
const SHORTEST: Duration = Duration::from_millis(1);
