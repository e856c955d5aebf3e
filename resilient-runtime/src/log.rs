//! Events as `tracing` lines: one per failed call, debug for single attempts, names and numbers only.

use tracing::{debug, error, info, warn};

use crate::classify::Class;
use crate::decide::Next;
use crate::event::Event;

/// The target of all our lines, so that one directive of a filter reaches them.
const TARGET: &str = "resilient";

pub(crate) fn write(event: &Event<'_>) {
    match event {
        Event::Answered { site, target, attempts } => {
            debug!(target: TARGET, id = site.id(), target, attempts, "answered");
        }
        Event::Failed { site, target, attempt, verdict, next } => {
            let (id, class) = (site.id(), verdict.class().name());
            let hint = verdict.hint().map(tracing::field::debug);
            let (wait, next) = match next {
                Next::RetryAfter(wait) => (Some(tracing::field::debug(wait)), "retry"),
                Next::FallBack => (None, "next target"),
                Next::GiveUp => (None, "give up"),
                Next::Return => (None, "return"),
            };
            // Somebody has to pay, or to change a key: the chain must not hide it.
            if matches!(verdict.class(), Class::Quota | Class::Auth) && next == "next target" {
                error!(target: TARGET, id, target, attempt, class, hint, next, "attempt failed");
            } else {
                debug!(target: TARGET, id, target, attempt, class, hint, wait, next, "attempt failed");
            }
        }
        Event::Skipped { site, target, stop } => {
            debug!(target: TARGET, id = site.id(), target, stop = %stop, "target skipped");
        }
        Event::GateWait { site, target, wait } => {
            debug!(target: TARGET, id = site.id(), target, ?wait, "waiting for a rate limit");
        }
        Event::CallFailed { site, target, attempts, class } => {
            let (id, name) = (site.id(), class.map(Class::name));
            if matches!(class, Some(Class::Invalid | Class::Filtered)) {
                warn!(target: TARGET, id, target, attempts, class = name, "call failed");
            } else {
                error!(target: TARGET, id, target, attempts, class = name, "call failed");
            }
        }
        Event::LastResort { site, class } => {
            let class = class.map(Class::name);
            warn!(target: TARGET, id = site.id(), class, "the last resort answered");
        }
        Event::Puzzled { site, target } => {
            let (id, place) = (site.id(), site.location());
            warn!(target: TARGET, id, target, %place, "an error is not classified; it is not repeated");
        }
        Event::BreakerChanged { breaker, from, to, open_for } => {
            let open_for = open_for.map(tracing::field::debug);
            if *to == "closed" {
                info!(target: TARGET, breaker, from, to, "breaker changed");
            } else {
                warn!(target: TARGET, breaker, from, to, open_for, "breaker changed");
            }
        }
        Event::BreakerConflict { breaker, first, second } => {
            warn!(target: TARGET, breaker, %first, %second, "breaker declared twice with different settings");
        }
        Event::BreakerEvicted { breaker } => {
            warn!(target: TARGET, breaker, "idle breaker evicted, its family is full");
        }
        Event::GateShut { breaker, shut_for } => {
            info!(target: TARGET, breaker, ?shut_for, "rate limited by the server");
        }
    }
}
