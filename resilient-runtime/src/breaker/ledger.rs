//! What a breaker has counted since it closed, and whether that is enough to open it.

use std::time::Instant;

use crate::breaker::report::Outcome;
use crate::breaker::rules::Rules;
use crate::breaker::window::{Change, Mark, Tally, Window};

/// The latest calls, where a rate is measured, and the failures in a row.
#[derive(Debug)]
pub(crate) struct Ledger {
    window: Option<Window>,
    pub(crate) consecutive: u32,
}

impl Ledger {
    pub(crate) fn new(rules: &Rules, now: Instant) -> Self {
        let measured = rules.failure_rate.is_some() || rules.slow.is_some();
        Self { window: measured.then(|| Window::new(rules.span, now)), consecutive: 0 }
    }

    #[inline]
    pub(crate) fn enter(&mut self, outcome: Outcome, mark: Option<Mark>, now: Instant) {
        match outcome {
            Outcome::Success => self.consecutive = 0,
            Outcome::Failure => self.consecutive = self.consecutive.saturating_add(1),
            Outcome::Alive | Outcome::Neutral | Outcome::Abandoned => {}
        }
        if let (Some(mark), Some(window)) = (mark, &mut self.window) {
            window.record(mark, now);
        }
    }

    /// Takes in successes that were counted elsewhere, none of them after the latest known time.
    pub(crate) fn add(&mut self, successes: u64) {
        if let Some(window) = &mut self.window {
            window.add(successes);
        }
    }

    /// What one more success would change.
    #[inline]
    pub(crate) fn on_success(&self) -> Change {
        match &self.window {
            _ if self.consecutive > 0 => Change::Much,
            None => Change::Nothing,
            Some(window) => window.on_success(),
        }
    }

    /// Whether one of the rules is met. In whole numbers: 495 of 1000 are not 50 %.
    #[inline]
    pub(crate) fn meets(&mut self, rules: &Rules, now: Instant) -> bool {
        let tally = self.tally(now);
        let reaches = |part: u64, percent: u32| {
            tally.calls >= u64::from(rules.min_calls)
                && u128::from(part) * 100 >= u128::from(tally.calls) * u128::from(percent)
        };
        rules.consecutive.is_some_and(|most| self.consecutive >= most)
            || rules.failure_rate.is_some_and(|rate| reaches(tally.failures, rate))
            || rules.slow.is_some_and(|slow| reaches(tally.slow, slow.rate))
    }

    #[cfg(test)]
    pub(crate) fn heap(&self) -> usize {
        self.window.as_ref().map_or(0, Window::heap)
    }

    #[inline]
    pub(crate) fn tally(&mut self, now: Instant) -> Tally {
        self.window.as_mut().map(|window| window.tally(now)).unwrap_or_default()
    }
}
