//! What a call tells of itself, and which error it ends with.

use std::time::Duration;

use crate::classify::{Class, Classify, Verdict};
use crate::decide::Next;
use crate::error::Error;
use crate::event::{Event, emit};
use crate::run::Run;

impl Run<'_> {
    /// Notes what the last resort made of a failed chain, and passes it on.
    ///
    /// # Errors
    ///
    /// Where the last resort returned one.
    pub fn last_resort<T, E>(&self, result: Result<T, E>) -> Result<T, E> {
        if result.is_ok() {
            let (site, (class, _)) = (self.site(), self.fault());
            emit(&Event::LastResort { site, class });
        } else {
            self.call_failed();
        }
        result
    }

    /// The chain has failed. If there is a last resort, it has the last word.
    pub(super) fn ends(&self) {
        if !self.site().has_last_resort() {
            self.call_failed();
        }
    }

    pub(super) fn call_failed(&self) {
        let (site, attempts) = (self.site(), self.attempts());
        let (class, target) = self.fault();
        emit(&Event::CallFailed { site, target, attempts, class });
    }

    /// What the error of a call that has failed means, and where it comes from.
    pub(super) fn fault(&self) -> (Class, &'static str) {
        match self.fault {
            Some((class, place)) => (class, self.chain.name_of(place)),
            None => (Class::Unknown, self.target()),
        }
    }

    /// Notes a stop of ours, which stands where there is no error of the user's.
    pub(super) fn stopped(&mut self, stop: &Error) {
        let place = self.chain.place();
        self.fault.get_or_insert_with(|| (stop.classify().class(), place));
    }

    pub(super) fn tell(&self, verdict: Verdict, limit: Option<Duration>, next: Next) {
        let (site, target, attempt) = (self.site(), self.target(), self.attempts());
        emit(&Event::Failed { site, target, attempt, verdict, limit, next });
        let class = verdict.class();
        if class == Class::Unknown && site.is_puzzled_for_the_first_time() {
            emit(&Event::Puzzled { site, target });
        }
    }
}
