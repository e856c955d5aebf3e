//! What happened, as typed facts, the same for all who listen.

use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use crate::breaker::settings::BreakerMode;
use crate::classify::{Class, Verdict};
use crate::decide::Next;
use crate::error::Error;
use crate::run::scope::Scope;
use crate::site::Site;

/// Something that a person who runs the service may want to know.
///
/// `call` is the number of the call in this process, 0 where nobody listened when it began. What `took`
/// so long was timed only for a feature that wants it.
#[derive(Debug)]
#[allow(dead_code, reason = "the same facts for all listeners, and each reads some")]
pub(crate) enum Event<'a> {
    /// A call begins, which can make so many attempts. Told only where somebody may listen, like the next two.
    Began { site: &'static Site, call: u64, outer: Option<&'a Scope>, attempts: u32 },
    /// An attempt begins, or a called link.
    Asked { site: &'static Site, call: u64, target: &'static str, attempt: u32 },
    /// A later target of the chain is entered.
    FellBack { site: &'static Site, call: u64, target: &'static str },
    /// An attempt, or a called link, answered, and so the call has.
    Answered {
        site: &'static Site,
        call: u64,
        target: &'static str,
        attempts: u32,
        /// Whether a later target of the chain had to.
        fell_back: bool,
        attempt_took: Option<Duration>,
        took: Option<Duration>,
    },
    /// An attempt failed, and this is what follows.
    Failed {
        site: &'static Site,
        call: u64,
        target: &'static str,
        attempt: u32,
        attempt_took: Option<Duration>,
        verdict: Verdict,
        /// The time the attempt had, where it was our own timeout that ended it.
        limit: Option<Duration>,
        next: Next,
    },
    /// A target was not asked.
    Skipped {
        site: &'static Site,
        call: u64,
        target: &'static str,
        /// The one that is open, or whose gate is shut.
        breaker: &'a Arc<str>,
        stop: &'a Error,
    },
    /// A rate limit that another call met is waited out.
    GateWait { site: &'static Site, call: u64, target: &'static str, wait: Duration },
    /// The attempt under way was ended by the deadline of the call, or could not be timed.
    Stopped { site: &'static Site, call: u64, target: &'static str, stop: &'a Error },
    /// The call ends with an error.
    CallFailed {
        site: &'static Site,
        call: u64,
        took: Option<Duration>,
        /// Where the error comes from.
        target: &'static str,
        attempts: u32,
        /// What the error means.
        class: Class,
    },
    /// The chain had failed, and the last resort answered.
    LastResort { site: &'static Site, call: u64, class: Class, took: Option<Duration> },
    /// The caller dropped the call before its end. Told only where somebody may listen.
    Cancelled { site: &'static Site, call: u64, took: Option<Duration> },
    /// The function's first error of unknown meaning.
    Puzzled { site: &'static Site, target: &'static str },
    /// A place in the code meets the breaker of its name for the first time.
    BreakerMet {
        family: &'static str,
        /// Where it stands.
        state: &'static str,
    },
    /// A breaker went from one state to another.
    BreakerChanged {
        breaker: &'a Arc<str>,
        /// The name as it stands in the code: a template, where the breaker is one of a family.
        family: &'static str,
        from: &'static str,
        to: &'static str,
        /// How long it stays open, where it opened.
        open_for: Option<Duration>,
        /// Whether it acts on this.
        mode: BreakerMode,
    },
    /// A breaker on trial let a call through that it would have turned away.
    NotTurnedAway { breaker: &'a str },
    /// One name was met with two different settings; the first ones stay in force.
    BreakerConflict {
        breaker: &'a str,
        first: &'static Location<'static>,
        second: &'static Location<'static>,
    },
    /// A family of keys was full, so its longest idle breaker went.
    BreakerEvicted { breaker: &'a str },
    /// A server's hint shut the gate of a breaker's key for everybody.
    GateShut { breaker: &'a Arc<str>, shut_for: Duration },
}
