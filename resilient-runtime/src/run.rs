//! One call of an annotated function: the driver that admits, waits, judges and moves on.
//!
//! The generated loop makes one [`Run`] and asks it, turn by turn, where to go; what the answer is
//! comes from `decide` and from the breaker, told the time and the dice.

mod admission;
pub(crate) mod attempt;
pub(crate) mod chain;
pub(crate) mod feed;
pub(crate) mod last;
pub(crate) mod own;
mod report;
pub(crate) mod slot;
pub(crate) mod step;
pub(crate) mod stop;
mod turns;

use std::time::Duration;

use tokio::time::Instant;

use crate::breaker::Breaker;
use crate::breaker::permit::Permit;
use crate::breaker::state::Outcome as Health;
use crate::classify::{Class, Verdict};
use crate::decide::{Next, Spent, decide};
use crate::dice;
use crate::error::Error;
use crate::event::{Event, emit};
use crate::policy::Policy;
use crate::run::attempt::{Attempt, Limit, can_wait};
use crate::run::chain::Chain;
use crate::run::step::{Outcome, Step};
use crate::site::{Kind, Site};
use crate::switch;
#[cfg(feature = "test-util")]
use crate::testing::{
    instead::{Instead, instead},
    probe::Makes,
};

/// The state of one call.
#[derive(Debug)]
pub struct Run<'p> {
    site: &'static Site,
    policy: &'p Policy,
    deadline: Option<Duration>,
    /// Read when the time is first needed, so that a call that needs none reads no clock.
    started: Option<Instant>,
    chain: Chain,
    spent: Spent,
    attempts: u32,
    /// What the error that stands meant, and which target it came from.
    fault: Option<(Class, &'static str)>,
    /// The wait before the next attempt.
    pause: Duration,
    /// What the option `timeout` says for this target, if it is an expression.
    timeout: Option<Duration>,
    breaker: Option<Breaker>,
    permit: Option<Permit>,
    /// It is switched off: the body once, and nothing around it.
    plain: bool,
}

impl<'p> Run<'p> {
    /// Begins a call.
    #[inline]
    pub fn new(site: &'static Site, policy: &'p Policy) -> Self {
        let plain = switch::is_off();
        Self {
            site,
            policy,
            deadline: policy.deadline(),
            started: None,
            chain: Chain::new(site.targets()),
            spent: Spent::NOTHING,
            attempts: 0,
            fault: None,
            pause: Duration::ZERO,
            timeout: None,
            breaker: None,
            permit: None,
            plain,
        }
    }

    /// Sets the deadline of the whole call.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline.max(SHORTEST));
        self
    }

    /// The link of the chain that is asked now; 0 is the function itself.
    pub const fn link(&self) -> usize {
        self.chain.link()
    }

    /// Whether a target is entered that has to be prepared.
    pub fn enters(&mut self) -> bool {
        let enters = self.chain.enter() && !self.plain;
        if enters {
            self.spent = Spent { retries: self.spent.retries, ..Spent::NOTHING };
            self.pause = Duration::ZERO;
            self.breaker = None;
            self.timeout = None;
        }
        enters
    }

    /// Sets the time of one attempt on this target.
    pub fn time(&mut self, timeout: Duration) {
        self.timeout = Some(timeout.max(SHORTEST));
    }

    /// Sets the breaker of this target; a called function has its own.
    pub fn guard(&mut self, breaker: Breaker) {
        self.breaker = (!self.calls()).then_some(breaker);
    }

    /// Leaves a link whose iterator has no item left.
    pub fn pass(&mut self) {
        self.chain.exhausted();
    }

    /// Whether it matters, after a failure, if the iterator of `link` has another item.
    pub fn looks_ahead(&self, link: usize, failed: bool) -> bool {
        failed && !self.plain && self.chain.looks_ahead(link)
    }

    /// Notes whether the iterator of a later link has another item.
    pub fn looked_ahead(&mut self, has_more: bool) {
        self.chain.looked_ahead(has_more);
    }

    /// Whether no attempt can follow the one that begins now.
    pub const fn is_last(&self) -> bool {
        self.plain || self.spent.retries >= self.policy.retries() && self.chain.is_last()
    }

    /// Makes an attempt.
    pub fn attempt<F: Future>(&mut self, body: F) -> Attempt<'_, 'p, F> {
        self.attempts += 1;
        Attempt::new(self, body)
    }

    /// Notes that an attempt begins, which matters to tests only.
    #[inline]
    pub fn asks(&self) {
        #[cfg(feature = "test-util")]
        if crate::watch::is_wished() {
            emit(&Event::Asked { site: self.site, target: self.target() });
        }
    }

    /// Begins an attempt of the body; returns what a test's script has in its place.
    #[cfg(feature = "test-util")]
    pub fn scripted<T, E>(&self, makes: &Makes<T, E>) -> Option<Box<Instead<Result<T, E>>>> {
        self.asks();
        instead(self.site, makes)
    }

    /// Judges an attempt: what it means, what the breaker learns, where the call goes.
    pub fn judge<T, E, V: Into<Verdict>>(
        &mut self,
        outcome: Outcome<Result<T, E>>,
        classify: fn(&E) -> V,
        convert: fn(Error) -> E,
    ) -> Step<T, E> {
        match outcome {
            Outcome::Done(result) => self.settle(result, classify),
            Outcome::TimedOut(limit) => {
                let next = self.failed(Class::Timeout.into(), Some(limit));
                step(next, convert(Error::TimedOut { limit }))
            }
            Outcome::Stopped(stop) => {
                self.settle_permit(Health::Neutral, None);
                self.stopped(&stop);
                self.ends();
                Step::Stop(convert(stop))
            }
        }
    }

    /// Judges a result, where no stop of ours can have come instead of it.
    pub fn settle<T, E, V: Into<Verdict>>(
        &mut self,
        result: Result<T, E>,
        classify: fn(&E) -> V,
    ) -> Step<T, E> {
        match result {
            _ if self.plain => Step::Return(result),
            Ok(value) => {
                self.answered();
                Step::Return(Ok(value))
            }
            Err(error) => {
                self.enter_user_code();
                let verdict = classify(&error).into();
                self.leave_user_code();
                step(self.failed(verdict, None), error)
            }
        }
    }

    /// A panic from here on is the user's, and a failure for the breaker.
    pub(crate) fn enter_user_code(&mut self) {
        if let Some(permit) = &mut self.permit {
            permit.polling(true);
        }
    }

    pub(crate) fn leave_user_code(&mut self) {
        if let Some(permit) = &mut self.permit {
            permit.polling(false);
        }
    }

    /// How long the attempt that has just begun may take.
    pub(crate) fn limit(&mut self) -> Limit {
        if self.plain {
            return Limit::Unlimited;
        }
        let timeout = self.timeout_here();
        let left = self.left();
        match (timeout, left) {
            (None, None) => Limit::Unlimited,
            (Some(timeout), Some(left)) if timeout > left => Limit::Deadline(left),
            (Some(timeout), _) => Limit::Timeout(timeout),
            (None, Some(left)) => Limit::Deadline(left),
        }
    }

    pub(crate) fn deadline_exceeded(&self) -> Error {
        Error::DeadlineExceeded { limit: self.deadline.unwrap_or_default() }
    }

    fn answered(&mut self) {
        self.settle_permit(Health::Success, None);
        let (site, target, attempts) = (self.site, self.target(), self.attempts);
        emit(&Event::Answered { site, target, attempts });
    }

    /// Judges a failure. Not generic, so that it exists once.
    fn failed(&mut self, verdict: Verdict, limit: Option<Duration>) -> Next {
        let class = verdict.class();
        self.settle_permit(health(class), verdict.hint());
        if class == Class::RateLimited {
            self.shut_gate(verdict.hint());
        }
        self.spent.timeouts += u32::from(class == Class::Timeout);
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
        self.fault = Some((class, self.target()));
        self.tell(verdict, limit, next);
        match next {
            Next::RetryAfter(pause) => {
                self.pause = pause;
                self.spent.retries += 1;
                self.spent.here += 1;
                self.spent.by_class[class as usize] += 1;
            }
            Next::FallBack => {
                self.chain.left_by_failure();
                self.chain.advance();
            }
            Next::GiveUp => self.ends(),
            Next::Return => self.call_failed(),
        }
        next
    }

    /// Whether the breaker has opened, and would turn a retry away that comes after `pause`.
    fn stays_shut(&mut self, pause: Duration) -> bool {
        self.breaker.clone().is_some_and(|it| it.stays_shut(self.clock().into_std(), pause))
    }

    fn shut_gate(&mut self, hint: Option<Duration>) {
        if let (Some(breaker), Some(hint)) = (self.breaker.clone(), hint) {
            breaker.shut_gate(self.clock().into_std(), hint);
        }
    }

    fn settle_permit(&mut self, health: Health, hint: Option<Duration>) {
        if let Some(permit) = self.permit.take() {
            permit.settle(self.clock().into_std(), health, hint);
        }
    }

    /// Whether the target is another function, which gets no retries, breaker or timeout of ours.
    fn calls(&self) -> bool {
        self.chain.kind() == Some(Kind::Call)
    }

    fn target(&self) -> &'static str {
        self.chain.name()
    }

    fn timeout_here(&self) -> Option<Duration> {
        if self.calls() {
            return None;
        }
        self.timeout.or_else(|| self.policy.timeout(self.spent.timeouts))
    }

    /// What is left of the deadline.
    fn left(&mut self) -> Option<Duration> {
        let deadline = self.deadline?;
        let now = self.clock();
        let started = self.started.unwrap_or(now);
        Some(deadline.saturating_sub(now.saturating_duration_since(started)))
    }

    fn clock(&mut self) -> Instant {
        let now = Instant::now();
        self.started.get_or_insert(now);
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
