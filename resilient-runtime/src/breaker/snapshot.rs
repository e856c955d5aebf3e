//! What can be seen of a breaker from outside.

use std::fmt;
use std::time::Duration;

use crate::breaker::settings::BreakerMode;

/// Where a breaker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum BreakerState {
    /// Calls go through and are counted.
    Closed,
    /// Calls are turned away until the open time is over.
    Open,
    /// A few probes go through; they decide.
    HalfOpen,
    /// Turned off by hand: calls are turned away until somebody says otherwise.
    ForcedOpen,
    /// Held closed by hand: calls go through and are counted, but never open it.
    ForcedClosed,
    /// Switched off by hand: calls go through and nothing is counted.
    Disabled,
}

impl BreakerState {
    /// The name used in events and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::HalfOpen => "half_open",
            Self::ForcedOpen => "forced_open",
            Self::ForcedClosed => "forced_closed",
            Self::Disabled => "disabled",
        }
    }
}

impl fmt::Display for BreakerState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A breaker at one moment.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::{BreakerState, Declared, Settings};
///
/// static CHAT: Declared = Declared::new("snapshot-example", Settings::DEFAULT);
///
/// let snapshot = CHAT.snapshot();
/// assert_eq!(snapshot.state, BreakerState::Closed);
/// assert_eq!((snapshot.calls, snapshot.failures), (0, 0));
/// ```
///
/// With the feature `serde` it can be serialised, its state by the [name](BreakerState::name).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Snapshot {
    /// Its name, with its key.
    pub name: String,
    /// Where it stands. An open one turns half-open with the first call after its time.
    pub state: BreakerState,
    /// Whether it acts on that, or is on trial.
    pub mode: BreakerMode,
    /// The calls in its window, which starts empty each time that the breaker closes. Only a breaker
    /// with a rate has one: without, a success leaves no trace, and these three stay 0.
    pub calls: u64,
    /// Those that failed.
    pub failures: u64,
    /// Those that took longer than `slow`.
    pub slow: u64,
    /// The failures in a row.
    pub consecutive: u32,
    /// The probes under way.
    pub probes: u32,
    /// How many calls it has turned away in its life; on trial, how many it would have.
    pub rejected: u64,
    /// How many results came too late to count: the breaker had changed since their calls began.
    pub stale: u64,
    /// How many times it has changed.
    pub generation: u64,
    /// How long it stays open yet; `None` where it isn't open or only a person closes it.
    pub open_for: Option<Duration>,
    /// How long a server's hint keeps callers away yet.
    pub shut_for: Option<Duration>,
    /// The two places that give this name different settings, if there are two.
    pub conflict: Option<String>,
}
