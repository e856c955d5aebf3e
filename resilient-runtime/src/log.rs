//! Events as `tracing` lines: one per failed call, debug for single attempts, names and numbers only.
//! Times are whole milliseconds, in fields that say so: numbers can be summed and compared.

mod nested;
mod span;

use std::time::Duration;

use tracing::{debug, error, info, warn};

use crate::breaker::settings::BreakerMode;
use crate::classify::Class;
use crate::decide::Next;
use crate::error::Error;
use crate::event::Event;
pub(crate) use crate::log::span::{close, span};

/// The target of all our lines, so that one directive of a filter reaches them.
const TARGET: &str = "resilient";

pub(crate) fn write(event: &Event<'_>) {
    match event {
        Event::Began { site, outer, attempts, .. } => {
            if let Some(outer) = outer {
                nested::report(site, outer, *attempts);
            }
        }
        Event::Answered { site, target, attempts, took, .. } => {
            let took_ms = took.map(millis);
            debug!(target: TARGET, id = site.id(), target, attempts, took_ms, "answered");
        }
        Event::Failed { site, target, attempt, verdict, limit, next, attempt_took, .. } => {
            let (id, class) = (site.id(), verdict.class().name());
            let (hint_ms, limit_ms) = (verdict.hint().map(millis), limit.map(millis));
            let took_ms = attempt_took.map(millis);
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
                error!(
                    target: TARGET, id, target, attempt, class, hint_ms, took_ms, next,
                    "attempt failed"
                );
            } else {
                debug!(
                    target: TARGET, id, target, attempt, class, hint_ms, limit_ms, took_ms, wait_ms, next,
                    "attempt failed"
                );
            }
        }
        Event::Stopped { site, target, stop, .. } => {
            debug!(target: TARGET, id = site.id(), target, %stop, "attempt stopped");
        }
        Event::Skipped { site, target, breaker, stop, .. } => {
            let (why, retry_after) = shut(stop);
            let (id, breaker, retry_after_ms) = (site.id(), &***breaker, retry_after.map(millis));
            debug!(target: TARGET, id, target, breaker, why, retry_after_ms, "target skipped");
        }
        Event::GateWait { site, target, wait, .. } => {
            let (id, wait_ms) = (site.id(), millis(*wait));
            debug!(target: TARGET, id, target, wait_ms, "waiting for a rate limit");
        }
        Event::CallFailed { site, target, attempts, class, took, .. } => {
            let (id, name, took_ms) = (site.id(), class.name(), took.map(millis));
            if matches!(class, Class::Invalid | Class::Filtered) {
                warn!(target: TARGET, id, target, attempts, class = name, took_ms, "call failed");
            } else {
                error!(target: TARGET, id, target, attempts, class = name, took_ms, "call failed");
            }
        }
        Event::LastResort { site, class, took, .. } => {
            let (class, took_ms) = (class.name(), took.map(millis));
            warn!(target: TARGET, id = site.id(), class, took_ms, "the last resort answered");
        }
        Event::Cancelled { site, took, .. } => {
            debug!(target: TARGET, id = site.id(), took_ms = took.map(millis), "call cancelled");
        }
        Event::Puzzled { site, target } => {
            let (id, place) = (site.id(), site.location());
            warn!(target: TARGET, id, target, %place, "an error is not classified; it is not repeated");
        }
        Event::BreakerChanged { breaker, from, to, open_for, mode, .. } => {
            let (breaker, open_ms) = (&***breaker, open_for.map(millis));
            if *mode == BreakerMode::Observe {
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
            let (breaker, shut_ms) = (&***breaker, millis(*shut_for));
            info!(target: TARGET, breaker, shut_ms, "rate limited by the server");
        }
        // Their ends say as much, and a breaker that is met has not done anything.
        Event::Asked { .. } | Event::FellBack { .. } | Event::BreakerMet { .. } => {}
    }
}

/// Why a target was not asked, and for how long yet.
fn shut(stop: &Error) -> (&'static str, Option<Duration>) {
    match stop {
        Error::BreakerOpen { retry_after, .. } => ("breaker open", *retry_after),
        Error::GateClosed { retry_after, .. } => ("rate limited", Some(*retry_after)),
        Error::TimedOut { .. } | Error::DeadlineExceeded { .. } | Error::NoTimer => {
            ("stopped", None)
        }
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
