//! The one place where events are made: what happened, as typed facts.

use std::panic::Location;
use std::time::Duration;

use crate::classify::{Class, Verdict};
use crate::decide::Next;
use crate::error::Error;
use crate::site::Site;

/// Something that a person who runs the service may want to know.
#[derive(Debug)]
#[cfg_attr(not(feature = "tracing"), allow(dead_code))] // nobody reads them without a listener
pub(crate) enum Event<'a> {
    /// An attempt began.
    #[cfg(feature = "test-util")]
    Asked { site: &'static Site, target: &'static str },
    /// An attempt, or a called link, answered.
    Answered { site: &'static Site, target: &'static str, attempts: u32 },
    /// An attempt failed, and this is what follows.
    Failed {
        site: &'static Site,
        target: &'static str,
        attempt: u32,
        verdict: Verdict,
        /// The time the attempt had, where it was our own timeout that ended it.
        limit: Option<Duration>,
        next: Next,
    },
    /// A target was not asked.
    Skipped { site: &'static Site, target: &'static str, stop: &'a Error },
    /// A rate limit that another call met is waited out.
    GateWait { site: &'static Site, target: &'static str, wait: Duration },
    /// The call ends with an error.
    CallFailed {
        site: &'static Site,
        /// Where the error comes from.
        target: &'static str,
        attempts: u32,
        /// What the error means.
        class: Class,
    },
    /// The chain had failed, and the last resort answered.
    LastResort { site: &'static Site, class: Class },
    /// The function's first error of unknown meaning.
    Puzzled { site: &'static Site, target: &'static str },
    /// A breaker went from one state to another.
    BreakerChanged {
        breaker: &'a str,
        from: &'static str,
        to: &'static str,
        /// How long it stays open, where it opened.
        open_for: Option<Duration>,
        /// It is on trial, and acts on none of this.
        observed: bool,
    },
    /// A breaker on trial let a call through that it would have turned away.
    NotTurnedAway { breaker: &'a str },
    /// One name was met with two different settings; the first ones stay in force.
    BreakerConflict {
        breaker: &'a str,
        first: &'static Location<'static>,
        second: &'static Location<'static>,
    },
    /// A family of keys was full, so its longest idle closed breaker went.
    BreakerEvicted { breaker: &'a str },
    /// A server's hint shut the gate of a breaker's key for everybody.
    GateShut { breaker: &'a str, shut_for: Duration },
}

/// Whether anybody may hear of an attempt that went well: most calls have nothing else to tell.
#[inline]
pub(crate) fn is_heard() -> bool {
    #[cfg(feature = "tracing")]
    if crate::log::is_heard() {
        return true;
    }
    crate::watch::is_wished()
}

/// Tells whoever listens. Never called under a lock.
pub(crate) fn emit(event: &Event<'_>) {
    #[cfg(feature = "test-util")]
    crate::testing::note(event);
    #[cfg(feature = "tracing")]
    crate::log::write(event);
    let _ = event;
}
