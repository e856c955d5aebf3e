//! Settings made whole: relations checked, defaults filled in, one number for every question.

use std::time::Duration;

use crate::breaker::settings::{BreakerMode, Settings};
use crate::rules::breaker::Counted;
use crate::rules::range::shorter;

/// What a breaker acts on. Two settings that lead to the same rules are the same settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(crate) consecutive: Option<u32>,
    pub(crate) failure_rate: Option<u32>,
    pub(crate) slow: Option<Slow>,
    pub(crate) span: Span,
    pub(crate) min_calls: u32,
    pub(crate) open: Duration,
    pub(crate) open_max: Duration,
    pub(crate) probes: u32,
    pub(crate) closes_after: u32,
    pub(crate) keys: u32,
    pub(crate) mode: BreakerMode,
}

impl Rules {
    /// Whether it turns nobody away by itself.
    pub(crate) const fn only_observes(&self) -> bool {
        matches!(self.mode, BreakerMode::Observe)
    }
}

/// The share of calls that may take longer than a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slow {
    pub(crate) above: Duration,
    pub(crate) rate: u32,
}

/// What rates are measured over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span {
    Calls(u32),
    Time(Duration),
}

impl Settings {
    /// Returns the settings if they can act together, which for a `const` is known in the build.
    ///
    /// # Panics
    ///
    /// Where two of them contradict each other; [`problem`](Self::problem) has the text.
    #[track_caller]
    #[must_use]
    pub const fn checked(self) -> Self {
        match self.problem() {
            None => self,
            Some(problem) => panic!("{}", problem),
        }
    }

    /// Says what keeps the settings from acting together, if anything does.
    ///
    /// ```
    /// # use resilient_runtime as resilient;
    /// use resilient::Settings;
    ///
    /// assert_eq!(Settings::DEFAULT.problem(), None);
    /// assert!(Settings::DEFAULT.failure_rate(50).last(5).min_calls(10).problem().is_some());
    /// ```
    pub const fn problem(&self) -> Option<&'static str> {
        if self.last.is_some() && self.within.is_some() {
            return Some("`last` and `within` are two windows; write one of them");
        }
        if self.slow_rate.is_some() && self.slow.is_none() {
            return Some("`slow_rate` needs `slow`, the time after which a call is slow");
        }
        if let (Some(open), Some(open_max)) = (self.open, self.open_max) {
            if shorter(open_max, open) {
                return Some("`open_max` is below `open`");
            }
        }
        if self.dead_allowed { None } else { self.dead() }
    }

    /// What can't act, which may be allowed.
    const fn dead(&self) -> Option<&'static str> {
        if self.slow.is_some() && self.slow_rate.is_none() {
            return Some("`slow` does nothing without `slow_rate`");
        }
        let counted = Counted {
            has_consecutive: self.consecutive.is_some(),
            has_rate: self.has_rate(),
            min_calls: self.min_calls,
            last: self.last,
        };
        if counted.has_only_runs() && (counted.measures() || self.within.is_some()) {
            return Some(
                "`last`, `within` and `min_calls` are for a rate; \
                 write `failure_rate` or `slow_rate` too",
            );
        }
        if counted.unjudged().is_some() {
            return Some("`min_calls` is above `last`, so no rate could ever be judged");
        }
        None
    }

    /// Fills in what was not written, clamped to what was.
    pub(crate) const fn rules(&self) -> Rules {
        let written = self.consecutive.is_some() || self.has_rate();
        let span = match (self.last, self.within) {
            (Some(calls), _) => Span::Calls(calls),
            (None, Some(time)) => Span::Time(time),
            (None, None) => Span::Time(WITHIN),
        };
        let min_calls = match (self.min_calls, span) {
            (Some(calls), _) => calls,
            (None, Span::Calls(last)) if last < MIN_CALLS => last,
            (None, _) => MIN_CALLS,
        };
        let (open, open_max) = match (self.open, self.open_max) {
            (Some(open), Some(open_max)) => (open, open_max),
            (Some(open), None) if shorter(OPEN_MAX, open) => (open, open),
            (Some(open), None) => (open, OPEN_MAX),
            (None, Some(open_max)) if shorter(open_max, OPEN) => (open_max, open_max),
            (None, Some(open_max)) => (OPEN, open_max),
            (None, None) => (OPEN, OPEN_MAX),
        };
        Rules {
            consecutive: if written { self.consecutive } else { Some(CONSECUTIVE) },
            failure_rate: if written { self.failure_rate } else { Some(FAILURE_RATE) },
            slow: match (self.slow, self.slow_rate) {
                (Some(above), Some(rate)) => Some(Slow { above, rate }),
                _ => None,
            },
            span,
            min_calls,
            open,
            open_max,
            probes: self.probes,
            closes_after: self.closes_after,
            keys: self.keys,
            mode: self.mode,
        }
    }

    const fn has_rate(&self) -> bool {
        self.failure_rate.is_some() || self.slow_rate.is_some()
    }
}

const CONSECUTIVE: u32 = 5;
const FAILURE_RATE: u32 = 50;
const MIN_CALLS: u32 = 10;
const WITHIN: Duration = Duration::from_secs(60);
const OPEN: Duration = Duration::from_secs(30);
const OPEN_MAX: Duration = Duration::from_secs(300);

#[cfg(test)]
mod tests {
    use super::*;

    const D: Settings = Settings::DEFAULT;

    #[test]
    fn contradictions_are_said_in_words() {
        let second = Duration::from_secs(1);
        let table = [
            (D.failure_rate(50).last(10).within(second), "two windows"),
            (D.slow_rate(50), "needs `slow`"),
            (D.slow(second), "without `slow_rate`"),
            (D.consecutive(3).last(10), "are for a rate"),
            (D.consecutive(3).min_calls(10), "are for a rate"),
            (D.failure_rate(50).last(5).min_calls(6), "above `last`"),
            (D.open(second * 2).open_max(second), "below `open`"),
        ];
        for (settings, words) in table {
            let problem = settings.problem().unwrap();
            assert!(problem.contains(words), "{problem}");
        }
    }

    #[test]
    fn what_fits_together_is_taken() {
        let second = Duration::from_secs(1);
        let table = [
            D,
            D.last(20),
            D.min_calls(3),
            D.consecutive(3).failure_rate(50).last(10),
            D.slow_rate(50).slow(second).within(second),
            D.failure_rate(50).last(5).min_calls(5),
            D.closes_after(3).probes(1),
            D.open(second).open_max(second),
        ];
        for settings in table {
            assert_eq!(settings.problem(), None, "{settings:?}");
        }
    }

    #[test]
    fn a_rate_alone_drops_the_default_run_of_failures() {
        let rules = D.slow_rate(50).slow(Duration::from_secs(1)).rules();
        assert_eq!((rules.consecutive, rules.failure_rate), (None, None));
        assert_eq!(D.failure_rate(20).rules().consecutive, None);
    }

    #[test]
    fn a_run_of_failures_alone_drops_the_default_rate() {
        let rules = D.consecutive(3).rules();
        assert_eq!((rules.consecutive, rules.failure_rate), (Some(3), None));
    }

    #[test]
    fn both_hold_where_both_are_written_or_none() {
        let both = D.consecutive(3).failure_rate(20).rules();
        assert_eq!((both.consecutive, both.failure_rate), (Some(3), Some(20)));
        let none = D.rules();
        assert_eq!((none.consecutive, none.failure_rate), (Some(5), Some(50)));
    }

    #[test]
    fn defaults_are_clamped_to_what_was_written() {
        assert_eq!(D.failure_rate(50).last(4).rules().min_calls, 4);
        assert_eq!(D.open(Duration::MAX).rules().open_max, Duration::MAX);
        assert_eq!(D.open_max(Duration::from_secs(1)).rules().open, Duration::from_secs(1));
    }

    #[test]
    fn a_breaker_on_trial_is_another_setting() {
        assert_ne!(D.mode(BreakerMode::Observe).rules(), D.rules());
        assert_eq!(D.mode(BreakerMode::Enforce).rules(), D.rules());
    }

    #[test]
    fn a_default_written_out_is_no_other_setting() {
        assert_eq!(D.open(OPEN).rules(), D.rules());
        assert_eq!(D.within(WITHIN).min_calls(10).rules(), D.rules());
    }
}
