//! The one place where events are made: what happened, as typed facts.

use std::panic::Location;
use std::time::Duration;

/// Something that a person who runs the service may want to know.
#[derive(Debug)]
#[cfg_attr(not(feature = "tracing"), allow(dead_code))]
pub(crate) enum Event<'a> {
    /// A breaker went from one state to another.
    BreakerChanged {
        breaker: &'a str,
        from: &'static str,
        to: &'static str,
        /// How long it stays open, where it opened.
        open_for: Option<Duration>,
    },
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

/// Tells whoever listens. Never called under a lock.
pub(crate) fn emit(event: &Event<'_>) {
    let _ = event;
}
