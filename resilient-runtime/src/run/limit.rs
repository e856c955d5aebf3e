//! How long an attempt and a call may take.

use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::Instant;

use crate::breaker::report::Outcome as Health;
use crate::error::Error;
use crate::run::Run;
use crate::run::attempt::{End, Phase};

impl Run<'_> {
    /// Watches the time of an attempt whose body is not ready: ready when it is over. Not generic, so that it exists
    /// once.
    pub(crate) fn poll_limit(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.phase == Phase::Running {
            let (timeout, deadline) = (self.timeout_here(), self.time_in_all());
            if timeout.is_none() && deadline.is_none() {
                self.phase = Phase::Unlimited;
                return Poll::Pending;
            }
            if !self.aside.can_wait() {
                self.stop(End::NoTimer, &Error::NoTimer);
                return Poll::Ready(());
            }
            let runs = self.aside.notes().started.is_some();
            let now = self.clock();
            // Of a deadline that runs from now, all is left: a moment takes a while to become an instant again.
            let left = if runs { self.left_at(now) } else { deadline };
            let (time, ends) = match (timeout, left) {
                // A timeout that is not below what is left never acts, as the check of the two says.
                (Some(timeout), Some(left)) if timeout >= left => (left, Phase::EndsWithCall),
                (None, Some(left)) => (left, Phase::EndsWithCall),
                (timeout, _) => (timeout.unwrap_or_default(), Phase::EndsInTime),
            };
            self.aside.wait(Some(now), time);
            self.phase = ends;
        }
        if matches!(self.phase, Phase::Unlimited | Phase::Plain) {
            return Poll::Pending;
        }
        ready!(self.aside.poll_timer(cx));
        if self.phase == Phase::EndsInTime {
            self.phase = Phase::Ended(End::TimedOut);
        } else {
            self.stop(End::Late, &self.deadline_exceeded());
        }
        Poll::Ready(())
    }

    pub(super) fn deadline_exceeded(&self) -> Error {
        Error::DeadlineExceeded { limit: self.time_in_all().unwrap_or_default() }
    }

    /// Ends the attempt and the call, for a reason of ours.
    fn stop(&mut self, end: End, stop: &Error) {
        let now = self.clock_if_needed();
        self.settle_permit(now, Health::Neutral, None);
        self.cut(stop);
        self.stopped(stop);
        self.ends();
        self.phase = Phase::Ended(end);
    }

    pub(super) fn timeout_here(&self) -> Option<Duration> {
        if self.calls() {
            return None;
        }
        let notes = self.aside.notes();
        match notes.timeout {
            Some(timeout) => Some(timeout.into()),
            None => self.policy.timeout(notes.spent.timeouts.into()),
        }
    }

    /// What is left of the deadline.
    pub(super) fn left(&mut self) -> Option<Duration> {
        self.time_in_all()?;
        let now = self.clock();
        self.left_at(now)
    }

    #[inline]
    pub(super) fn left_at(&self, now: Instant) -> Option<Duration> {
        let deadline = self.time_in_all()?;
        let started = self.aside.notes().started.map_or(now, |started| started.instant().into());
        Some(deadline.saturating_sub(now.saturating_duration_since(started)))
    }
}
