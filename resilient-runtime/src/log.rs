//! Events as `tracing` lines: one per failed call, debug for single attempts, names and numbers only.
//! Times are whole milliseconds, in fields that say so: numbers can be summed and compared.

use std::time::Duration;

use tracing::{Level, debug, error, info, warn};

use crate::classify::Class;
use crate::decide::Next;
use crate::error::Error;
use crate::event::Event;

/// The target of all our lines, so that one directive of a filter reaches them.
const TARGET: &str = "resilient";

/// Whether attempts are logged.
pub(crate) fn is_heard() -> bool {
    tracing::enabled!(target: TARGET, Level::DEBUG)
}

pub(crate) fn write(event: &Event<'_>) {
    match event {
        #[cfg(feature = "test-util")]
        Event::Asked { .. } => {}
        Event::Answered { site, target, attempts } => {
            debug!(target: TARGET, id = site.id(), target, attempts, "answered");
        }
        Event::Failed { site, target, attempt, verdict, limit, next } => {
            let (id, class) = (site.id(), verdict.class().name());
            let (hint_ms, limit_ms) = (verdict.hint().map(millis), limit.map(millis));
            // Somebody has to pay, or to change a key: neither chain nor last resort may hide it.
            let hidden = match next {
                Next::FallBack => true,
                Next::GiveUp => site.has_last_resort(),
                Next::RetryAfter(_) | Next::Return => false,
            };
            let (wait_ms, next) = match next {
                Next::RetryAfter(wait) => (Some(millis(*wait)), "retry"),
                Next::FallBack => (None, "next target"),
                Next::GiveUp => (None, "give up"),
                Next::Return => (None, "return"),
            };
            if matches!(verdict.class(), Class::Quota | Class::Auth) && hidden {
                error!(target: TARGET, id, target, attempt, class, hint_ms, next, "attempt failed");
            } else {
                debug!(
                    target: TARGET, id, target, attempt, class, hint_ms, limit_ms, wait_ms, next,
                    "attempt failed"
                );
            }
        }
        Event::Skipped { site, target, stop } => {
            let (breaker, why, retry_after) = shut(stop);
            let (id, retry_after_ms) = (site.id(), retry_after.map(millis));
            debug!(target: TARGET, id, target, breaker, why, retry_after_ms, "target skipped");
        }
        Event::GateWait { site, target, wait } => {
            let (id, wait_ms) = (site.id(), millis(*wait));
            debug!(target: TARGET, id, target, wait_ms, "waiting for a rate limit");
        }
        Event::CallFailed { site, target, attempts, class } => {
            let (id, name) = (site.id(), class.name());
            if matches!(class, Class::Invalid | Class::Filtered) {
                warn!(target: TARGET, id, target, attempts, class = name, "call failed");
            } else {
                error!(target: TARGET, id, target, attempts, class = name, "call failed");
            }
        }
        Event::LastResort { site, class } => {
            warn!(target: TARGET, id = site.id(), class = class.name(), "the last resort answered");
        }
        Event::Puzzled { site, target } => {
            let (id, place) = (site.id(), site.location());
            warn!(target: TARGET, id, target, %place, "an error is not classified; it is not repeated");
        }
        Event::BreakerChanged { breaker, from, to, open_for, observed } => {
            let open_ms = open_for.map(millis);
            if *observed {
                info!(target: TARGET, breaker, from, to, open_ms, "breaker on trial changed");
            } else if *to == "closed" {
                info!(target: TARGET, breaker, from, to, "breaker changed");
            } else {
                warn!(target: TARGET, breaker, from, to, open_ms, "breaker changed");
            }
        }
        Event::NotTurnedAway { breaker } => {
            debug!(target: TARGET, breaker, "a breaker on trial would have turned a call away");
        }
        Event::BreakerConflict { breaker, first, second } => {
            warn!(target: TARGET, breaker, %first, %second, "breaker declared twice with different settings");
        }
        Event::BreakerEvicted { breaker } => {
            warn!(target: TARGET, breaker, "idle breaker evicted, its family is full");
        }
        Event::GateShut { breaker, shut_for } => {
            let shut_ms = millis(*shut_for);
            info!(target: TARGET, breaker, shut_ms, "rate limited by the server");
        }
    }
}

/// Which breaker kept the call away from a target, why, and for how long yet.
fn shut(stop: &Error) -> (Option<&str>, &'static str, Option<Duration>) {
    match stop {
        Error::BreakerOpen { breaker, retry_after } => {
            (Some(breaker), "breaker open", *retry_after)
        }
        Error::GateClosed { breaker, retry_after } => {
            (Some(breaker), "rate limited", Some(*retry_after))
        }
        Error::TimedOut { .. } | Error::DeadlineExceeded { .. } | Error::NoTimer => {
            (None, "stopped", None)
        }
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
