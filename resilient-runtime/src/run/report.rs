//! What a call tells of itself, and which error it ends with.

use std::time::Duration;

use crate::classify::{Class, Classify, Verdict};
use crate::decide::Next;
use crate::emit::is_wanted;
use crate::error::Error;
use crate::event::Event;
use crate::run::Run;
use crate::run::scope;

impl Run<'_> {
    /// Notes what the last resort made of a failed chain, and passes it on.
    ///
    /// # Errors
    ///
    /// Where the last resort returned one.
    pub fn __last_resort<T, E>(&mut self, result: Result<T, E>) -> Result<T, E> {
        if result.is_ok() {
            let (site, call, took) = (self.site(), self.aside.call(), self.aside.call_took());
            let (class, _) = self.fault();
            self.aside.end(&Event::LastResort { site, call, class, took });
        } else {
            self.call_failed();
        }
        result
    }

    /// The chain has failed. If there is a last resort, it has the last word.
    pub(super) fn ends(&mut self) {
        if !self.site().has_last_resort() {
            self.call_failed();
        }
    }

    #[inline]
    pub(super) fn call_failed(&mut self) {
        if is_wanted() || self.aside.call() != 0 {
            self.tell_call_failed();
        }
    }

    #[cold]
    fn tell_call_failed(&mut self) {
        let (site, call, attempts) = (self.site(), self.aside.call(), self.attempts());
        let (class, target) = self.fault();
        let took = self.aside.call_took();
        self.aside.end(&Event::CallFailed { site, call, took, target, attempts, class });
    }

    /// What the error of a call that has failed means, and where it comes from.
    pub(super) fn fault(&self) -> (Class, &'static str) {
        match self.aside.notes().fault {
            Some((class, place)) => (class, self.name_of(place)),
            None => (Class::Unknown, self.target()),
        }
    }

    /// Notes a stop of ours, which stands where there is no error of the user's.
    pub(super) fn stopped(&mut self, stop: &Error) {
        let place = self.chain.link();
        self.aside.note().fault.get_or_insert_with(|| (stop.classify().class(), place));
    }

    /// Counts an attempt that begins.
    #[inline]
    pub(super) fn asks(&mut self) {
        self.attempts = self.attempts.saturating_add(1);
        if is_wanted() {
            self.tell_asked();
        }
    }

    #[cold]
    fn tell_asked(&mut self) {
        if self.is_plain() {
            // Nobody hears of it but a test that counts attempts.
            #[cfg(feature = "test-util")]
            crate::testing::note(&self.asked());
            return;
        }
        // Somebody may have come to listen since the call began.
        let (site, outer) = (self.site(), scope::current());
        let watched = self.aside.watch();
        watched.begin(site, outer.as_ref(), self.policy.retries());
        watched.asks();
        self.aside.emit(&self.asked());
    }

    fn asked(&self) -> Event<'static> {
        let (site, call, target) = (self.site(), self.aside.call(), self.target());
        Event::Asked { site, call, target, attempt: self.attempts() }
    }

    /// Tells of a later target before its first attempt: an iterator may turn out to have no item for it.
    #[inline]
    pub(super) fn tell_target(&self) {
        if self.chain.link() > 0
            && self.aside.notes().spent.here == 0
            && !self.is_over()
            && is_wanted()
        {
            let (site, call, target) = (self.site(), self.aside.call(), self.target());
            self.aside.emit(&Event::FellBack { site, call, target });
        }
    }

    #[cold]
    pub(super) fn tell_answered(&mut self) {
        if self.is_plain() {
            return;
        }
        let (site, call, target) = (self.site(), self.aside.call(), self.target());
        let (attempts, fell_back) = (self.attempts(), self.chain.link() > 0);
        let (attempt_took, took) = (self.aside.attempt_took(), self.aside.call_took());
        self.aside.end(&Event::Answered {
            site,
            call,
            target,
            attempts,
            fell_back,
            attempt_took,
            took,
        });
    }

    #[inline]
    pub(super) fn tell_skipped(&self, stop: &Error) {
        if is_wanted() {
            self.tell_skipped_target(stop);
        }
    }

    #[cold]
    fn tell_skipped_target(&self, stop: &Error) {
        let (site, call, target) = (self.site(), self.aside.call(), self.target());
        if let Some(breaker) = self.permit.as_ref().map(|permit| permit.breaker().cell().name()) {
            self.aside.emit(&Event::Skipped { site, call, target, breaker, stop });
        }
    }

    pub(super) fn tell_gate_wait(&self, wait: Duration) {
        let (site, call, target) = (self.site(), self.aside.call(), self.target());
        self.aside.emit(&Event::GateWait { site, call, target, wait });
    }

    /// Tells that a stop of ours ended the attempt under way.
    pub(super) fn cut(&self, stop: &Error) {
        let (site, call, target) = (self.site(), self.aside.call(), self.target());
        self.aside.emit(&Event::Stopped { site, call, target, stop });
    }

    #[inline]
    pub(super) fn tell(&self, verdict: Verdict, limit: Option<Duration>, next: Next) {
        if is_wanted() {
            self.tell_failed(verdict, limit, next);
        }
    }

    #[cold]
    fn tell_failed(&self, verdict: Verdict, limit: Option<Duration>, next: Next) {
        let (site, call, target) = (self.site(), self.aside.call(), self.target());
        let (attempt, attempt_took) = (self.attempts(), self.aside.attempt_took());
        self.aside.emit(&Event::Failed {
            site,
            call,
            target,
            attempt,
            attempt_took,
            verdict,
            limit,
            next,
        });
        let class = verdict.class();
        if class == Class::Unknown && site.is_puzzled_for_the_first_time() {
            self.aside.emit(&Event::Puzzled { site, target });
        }
    }

    /// Does something that may tell of itself, within the call's span.
    #[inline]
    #[cfg_attr(not(feature = "tracing"), allow(clippy::unused_self))] // there is no span
    pub(super) fn in_span<R>(&self, act: impl FnOnce() -> R) -> R {
        #[cfg(feature = "tracing")]
        let _span = self.span();
        act()
    }

    /// The call's span as the current one.
    #[cfg(feature = "tracing")]
    pub(crate) fn span(&self) -> Option<tracing::span::Entered<'_>> {
        self.aside.span()
    }
}
