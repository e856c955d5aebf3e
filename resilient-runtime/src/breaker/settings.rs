//! When a breaker opens and how it comes back, as the user writes it: plain const data.

use std::time::Duration;

use crate::rules::range;

/// How a breaker decides: what opens it, for how long, and what closes it again.
///
/// Everything is checked where the value is made, which in a `static` or `const` is the build.
/// A rate replaces the default run of failures, a run of failures replaces the default rate;
/// given together, either of them opens the breaker.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::Settings;
/// use std::time::Duration;
///
/// const STRICT: Settings = Settings::DEFAULT
///     .failure_rate(20)
///     .last(50)
///     .open(Duration::from_secs(10))
///     .checked();
/// # assert_ne!(STRICT, Settings::DEFAULT);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    pub(crate) consecutive: Option<u32>,
    pub(crate) failure_rate: Option<u32>,
    pub(crate) slow_rate: Option<u32>,
    pub(crate) slow: Option<Duration>,
    pub(crate) last: Option<u32>,
    pub(crate) within: Option<Duration>,
    pub(crate) min_calls: Option<u32>,
    pub(crate) open: Option<Duration>,
    pub(crate) open_max: Option<Duration>,
    pub(crate) probes: u32,
    pub(crate) closes_after: u32,
    pub(crate) keys: u32,
    pub(crate) mode: BreakerMode,
    /// Settings that say nothing may stand beside others.
    pub(crate) dead_allowed: bool,
}

/// Whether a breaker acts on what it decides.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::{BreakerMode, Settings};
///
/// // in the attribute: `breaker("chat", mode = observe)`
/// const ON_TRIAL: Settings = Settings::DEFAULT.mode(BreakerMode::Observe);
/// # assert_ne!(ON_TRIAL, Settings::DEFAULT);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum BreakerMode {
    /// Calls are turned away while it is open.
    #[default]
    Enforce,
    /// It decides and tells, and turns nobody away: neither it nor its gate. One that is opened by hand still does.
    Observe,
}

impl Settings {
    /// Opens after 5 failures in a row, or at 50 % of at least 10 calls within 60 s; stays open for
    /// 30 s, growing to 5 min; one probe, which closes it; at most 1024 keys in a family.
    pub const DEFAULT: Self = Self {
        consecutive: None,
        failure_rate: None,
        slow_rate: None,
        slow: None,
        last: None,
        within: None,
        min_calls: None,
        open: None,
        open_max: None,
        probes: 1,
        closes_after: 1,
        keys: 1024,
        mode: BreakerMode::Enforce,
        dead_allowed: false,
    };

    /// Opens after this many failures in a row.
    ///
    /// # Panics
    ///
    /// Where the number is not from 1 to 1 000 000.
    #[track_caller]
    #[must_use]
    pub const fn consecutive(mut self, failures: u32) -> Self {
        self.consecutive = Some(range::CONSECUTIVE.checked(failures));
        self
    }

    /// Opens when this share of the calls failed.
    ///
    /// # Panics
    ///
    /// Where the percentage is not from 1 to 100.
    #[track_caller]
    #[must_use]
    pub const fn failure_rate(mut self, percent: u32) -> Self {
        self.failure_rate = Some(range::FAILURE_RATE.checked(percent));
        self
    }

    /// Opens when this share of the calls took longer than [`slow`](Self::slow).
    ///
    /// # Panics
    ///
    /// Where the percentage is not from 1 to 100.
    #[track_caller]
    #[must_use]
    pub const fn slow_rate(mut self, percent: u32) -> Self {
        self.slow_rate = Some(range::SLOW_RATE.checked(percent));
        self
    }

    /// Calls a call slow that took longer than this.
    ///
    /// # Panics
    ///
    /// Where the duration is zero.
    #[track_caller]
    #[must_use]
    pub const fn slow(mut self, above: Duration) -> Self {
        self.slow = Some(range::SLOW.checked(above));
        self
    }

    /// Measures rates over this many of the latest calls.
    ///
    /// # Panics
    ///
    /// Where the number is not from 1 to 10 000.
    #[track_caller]
    #[must_use]
    pub const fn last(mut self, calls: u32) -> Self {
        self.last = Some(range::LAST.checked(calls));
        self
    }

    /// Measures rates over the calls of this much time, to a tenth of it.
    ///
    /// # Panics
    ///
    /// Where the duration is below 10 ms.
    #[track_caller]
    #[must_use]
    pub const fn within(mut self, time: Duration) -> Self {
        self.within = Some(range::WITHIN.checked(time));
        self
    }

    /// Judges no rate before there are this many calls to judge.
    ///
    /// # Panics
    ///
    /// Where the number is not from 1 to 1 000 000.
    #[track_caller]
    #[must_use]
    pub const fn min_calls(mut self, calls: u32) -> Self {
        self.min_calls = Some(range::MIN_CALLS.checked(calls));
        self
    }

    /// Keeps calls away for this long at first; twice as long each time that the probe fails.
    ///
    /// # Panics
    ///
    /// Where the duration is below 1 ms.
    #[track_caller]
    #[must_use]
    pub const fn open(mut self, time: Duration) -> Self {
        self.open = Some(range::OPEN.checked(time));
        self
    }

    /// Keeps calls away no longer than this, unless the server asks for more.
    ///
    /// # Panics
    ///
    /// Where the duration is below 1 ms.
    #[track_caller]
    #[must_use]
    pub const fn open_max(mut self, time: Duration) -> Self {
        self.open_max = Some(range::OPEN_MAX.checked(time));
        self
    }

    /// Lets this many probes run at once while half-open.
    ///
    /// # Panics
    ///
    /// Where the number is not from 1 to 1000.
    #[track_caller]
    #[must_use]
    pub const fn probes(mut self, at_once: u32) -> Self {
        self.probes = range::PROBES.checked(at_once);
        self
    }

    /// Closes after this many probes have succeeded.
    ///
    /// # Panics
    ///
    /// Where the number is not from 1 to 1 000 000.
    #[track_caller]
    #[must_use]
    pub const fn closes_after(mut self, successes: u32) -> Self {
        self.closes_after = range::CLOSES_AFTER.checked(successes);
        self
    }

    /// Takes settings that can't act beside others, as `allow(..)` does.
    #[doc(hidden)]
    #[must_use]
    pub const fn allow_dead(mut self) -> Self {
        self.dead_allowed = true;
        self
    }

    /// Keeps at most this many breakers of one family. The longest idle one goes first that is closed, or
    /// that was open and nobody came for [`open_max`](Self::open_max) after its time.
    ///
    /// # Panics
    ///
    /// Where the number is not from 1 to 1 000 000.
    #[track_caller]
    #[must_use]
    pub const fn keys(mut self, breakers: u32) -> Self {
        self.keys = range::KEYS.checked(breakers);
        self
    }

    /// Says whether it acts on what it decides, or is on trial.
    #[must_use]
    pub const fn mode(mut self, mode: BreakerMode) -> Self {
        self.mode = mode;
        self
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests;
