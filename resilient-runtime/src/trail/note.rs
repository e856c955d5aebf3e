//! How an event becomes a part of a trail.

use std::time::Duration;

use tokio::time::Instant;

use crate::classify::{Class, Classify};
use crate::decide::Next;
use crate::error::Error;
use crate::event::Event;
use crate::run::scope::{self, Scope};
use crate::site::Site;
use crate::trail::Trail;
use crate::trail::entries::{AttemptFact, CallFact, Fact, Then, What};
use crate::trail::step::End;

impl Trail {
    /// Notes what happened.
    pub(crate) fn note(&mut self, event: &Event<'_>, now: Instant) {
        let at = now.saturating_duration_since(*self.began.get_or_insert(now));
        self.claim(event);
        match event {
            Event::Began { site, call, outer, .. } => self.begin(site, *call, *outer, at),
            Event::Asked { site, call, target, attempt } => {
                if let Some(parent) = self.call(*call).or_else(|| self.join(site, *call, at)) {
                    self.add(Some(parent), at, What::Attempt(AttemptFact::new(target, *attempt)));
                }
            }
            Event::Answered { call, target, attempts, .. } => {
                self.close(*call, target, *attempts, at, |attempt| {
                    attempt.end = Some(End::Answered);
                });
                self.end(*call, End::Answered, Some(target), at);
            }
            Event::Failed { call, target, attempt, verdict, next, .. } => {
                self.close(*call, target, *attempt, at, |attempt| {
                    attempt.fail(verdict.class(), verdict.hint());
                    (attempt.then, attempt.wait) = match next {
                        Next::RetryAfter(wait) => (Then::Retry, Some(*wait)),
                        Next::FallBack => (Then::NextTarget, None),
                        Next::GiveUp | Next::Return => (Then::Nothing, None),
                    };
                });
                if let Next::RetryAfter(wait) = next {
                    self.ready(*call, at.saturating_add(*wait));
                }
            }
            Event::Stopped { call, stop, .. } => self.cut(*call, stop.classify().class(), at),
            Event::Skipped { call, target, breaker, stop, .. } => {
                let (gate, retry_after) = match stop {
                    Error::GateClosed { retry_after, .. } => (true, Some(*retry_after)),
                    Error::BreakerOpen { retry_after, .. } => (false, *retry_after),
                    Error::TimedOut { .. } | Error::DeadlineExceeded { .. } | Error::NoTimer => {
                        (false, None)
                    }
                };
                let breaker = (*breaker).clone();
                self.add_to(*call, at, What::Skipped { target, breaker, gate, retry_after });
            }
            Event::GateWait { call, target, wait, .. } => {
                if let Some(added) = self.add_to(*call, at, What::GateWait { target }) {
                    self.set_took(added, Some(*wait));
                }
                self.ready(*call, at.saturating_add(*wait));
            }
            Event::CallFailed { call, target, class, .. } => {
                self.end(*call, End::Failed(*class), Some(target), at);
            }
            Event::LastResort { call, .. } => self.end(*call, End::LastResort, None, at),
            Event::Cancelled { call, .. } => {
                if let Some(attempt) = self.open_attempt(*call) {
                    self.finish(attempt, at, |attempt| attempt.end = Some(End::Cancelled));
                }
                self.end(*call, End::Cancelled, None, at);
            }
            Event::BreakerChanged { breaker, from, to, open_for, .. } => {
                let (breaker, open_for) = ((*breaker).clone(), *open_for);
                let parent = scope::current().and_then(|scope| self.call(scope.call));
                let added =
                    self.add(parent, at, What::BreakerChanged { breaker, from, to, open_for });
                self.unclaimed += usize::from(added.is_some());
            }
            Event::GateShut { breaker, shut_for } => {
                let (breaker, shut_for) = ((*breaker).clone(), *shut_for);
                let parent = scope::current().and_then(|scope| self.call(scope.call));
                let added = self.add(parent, at, What::GateShut { breaker, shut_for });
                self.unclaimed += usize::from(added.is_some());
            }
            // What is wrong with the code or its settings is for the log.
            Event::FellBack { .. }
            | Event::Puzzled { .. }
            | Event::BreakerMet { .. }
            | Event::BreakerConflict { .. }
            | Event::BreakerEvicted { .. }
            | Event::NotTurnedAway { .. } => {}
        }
    }

    fn begin(&mut self, site: &Site, number: u64, outer: Option<&Scope>, at: Duration) {
        let parent = outer.and_then(|outer| self.running(outer.call));
        let call = CallFact { id: site.id(), number, end: None, target: None, ready: at };
        self.add(parent, at, What::Call(call));
    }

    /// Takes in a call that had begun before the trail did; one that was left out stays so.
    fn join(&mut self, site: &Site, number: u64, at: Duration) -> Option<usize> {
        if self.left_out() == 0 {
            self.begin(site, number, scope::current().as_ref(), at);
        }
        self.call(number)
    }

    /// A breaker moves just before the event that tells what moved it.
    fn claim(&mut self, event: &Event<'_>) {
        let call = match event {
            Event::BreakerChanged { .. } | Event::GateShut { .. } => return,
            Event::Asked { call, .. }
            | Event::Answered { call, .. }
            | Event::Failed { call, .. }
            | Event::Stopped { call, .. } => self.call(*call),
            _ => None,
        };
        let unclaimed = std::mem::take(&mut self.unclaimed);
        let Some(call) = call else { return };
        let len = self.entries.len();
        for place in len - unclaimed..len {
            if let Some(fact) = self.entries.get_mut(place) {
                fact.parent = Some(call);
            }
        }
    }

    /// Ends the attempt that runs, or one that was not seen to begin.
    fn close(
        &mut self,
        call: u64,
        target: &'static str,
        number: u32,
        at: Duration,
        change: impl FnOnce(&mut AttemptFact),
    ) {
        let Some(parent) = self.call(call) else { return };
        let attempt = self.open_attempt(call).or_else(|| {
            let began = self.entries.get_mut(parent).map_or(at, |fact| match &fact.what {
                What::Call(call) => call.ready.min(at),
                _ => at,
            });
            self.add(Some(parent), began, What::Attempt(AttemptFact::new(target, number)))
        });
        if let Some(attempt) = attempt {
            self.finish(attempt, at, change);
        }
        self.ready(call, at);
    }

    /// Ends the attempt that runs, if one does, for a stop of ours.
    fn cut(&mut self, call: u64, class: Class, at: Duration) {
        if let Some(attempt) = self.open_attempt(call) {
            self.finish(attempt, at, |attempt| attempt.fail(class, None));
        }
    }

    fn finish(&mut self, attempt: usize, at: Duration, change: impl FnOnce(&mut AttemptFact)) {
        if let Some(fact) = self.entries.get_mut(attempt) {
            fact.took = Some(at.saturating_sub(fact.began));
            if let What::Attempt(attempt) = &mut fact.what {
                change(attempt);
            }
        }
    }

    fn end(&mut self, call: u64, end: End, target: Option<&'static str>, at: Duration) {
        let Some(fact) = self.call(call).and_then(|place| self.entries.get_mut(place)) else {
            return;
        };
        fact.took = Some(at.saturating_sub(fact.began));
        if let What::Call(call) = &mut fact.what {
            (call.end, call.target) = (Some(end), target);
        }
    }

    fn ready(&mut self, call: u64, at: Duration) {
        let fact = self.call(call).and_then(|place| self.entries.get_mut(place));
        if let Some(What::Call(call)) = fact.map(|fact| &mut fact.what) {
            call.ready = at;
        }
    }

    fn add_to(&mut self, call: u64, at: Duration, what: What) -> Option<usize> {
        let parent = self.call(call)?;
        self.add(Some(parent), at, what)
    }

    fn add(&mut self, parent: Option<usize>, began: Duration, what: What) -> Option<usize> {
        self.entries.push(Fact { parent, began, took: None, what })
    }

    fn set_took(&mut self, place: usize, took: Option<Duration>) {
        if let Some(fact) = self.entries.get_mut(place) {
            fact.took = took;
        }
    }

    /// What runs in a call: its attempt, if one does, or else the call itself.
    fn running(&self, call: u64) -> Option<usize> {
        self.open_attempt(call).or_else(|| self.call(call))
    }

    fn call(&self, number: u64) -> Option<usize> {
        self.last(|fact| matches!(&fact.what, What::Call(call) if call.number == number))
    }

    fn open_attempt(&self, call: u64) -> Option<usize> {
        let parent = self.call(call)?;
        self.last(|fact| {
            fact.parent == Some(parent)
                && matches!(&fact.what, What::Attempt(attempt) if attempt.end.is_none())
        })
    }

    /// The latest such fact: most events concern the last few.
    fn last(&self, is_it: impl Fn(&Fact) -> bool) -> Option<usize> {
        let back = self.entries.iter().rev().position(is_it)?;
        Some(self.entries.len() - 1 - back)
    }
}
