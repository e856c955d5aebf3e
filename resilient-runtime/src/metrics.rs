//! Events as numbers for the crate `metrics`. Names and labels come from the code, never from arguments.
//!
//! The list stands in the README ("Metrics"), and in the test `metrics` of the facade.

use std::time::Duration;

use metrics::{counter, gauge, histogram};

use crate::decide::Next;
use crate::error::Error;
use crate::event::Event;
use crate::site::Site;

/// Counts what happened.
pub(crate) fn count(event: &Event<'_>) {
    match event {
        Event::Answered { site, fell_back, attempt_took, took, .. } => {
            attempt(site, "ok", *attempt_took);
            call(site, if *fell_back { "fallback" } else { "answered" }, *took);
        }
        Event::Failed { site, verdict, attempt_took, next, .. } => {
            attempt(site, verdict.class().name(), *attempt_took);
            if let Next::RetryAfter(wait) = next {
                seconds("resilient_backoff_seconds", site, *wait);
            }
        }
        Event::Stopped { site, .. } => attempt(site, "stopped", None),
        Event::FellBack { site, target, .. } => fallback(site, target),
        Event::Skipped { site, stop, .. } => {
            let reason = match stop {
                Error::GateClosed { .. } => "rate_limited",
                Error::BreakerOpen { .. } => "breaker_open",
                Error::TimedOut { .. } | Error::DeadlineExceeded { .. } | Error::NoTimer => {
                    "stopped"
                }
            };
            counter!("resilient_rejected_total", "id" => site.id(), "reason" => reason)
                .increment(1);
        }
        Event::GateWait { site, wait, .. } => seconds("resilient_backoff_seconds", site, *wait),
        Event::CallFailed { site, took, .. } => call(site, "failed", *took),
        Event::LastResort { site, took, .. } => {
            fallback(site, "otherwise");
            call(site, "last_resort", *took);
        }
        Event::Cancelled { site, took, .. } => call(site, "cancelled", *took),
        Event::BreakerMet { family, state } => breaker_state(family, state),
        Event::BreakerChanged { breaker, family, from, to, .. } => {
            let labels = [("breaker", *family), ("from", *from), ("to", *to)];
            counter!("resilient_breaker_transitions_total", &labels).increment(1);
            if breaker.as_ref() == *family {
                breaker_state(family, to);
            } else {
                keys(family, from, to);
            }
        }
        // What happened is told by the others.
        Event::Began { .. }
        | Event::Asked { .. }
        | Event::Puzzled { .. }
        | Event::BreakerConflict { .. }
        | Event::BreakerEvicted { .. }
        | Event::NotTurnedAway { .. }
        | Event::GateShut { .. } => {}
    }
}

fn call(site: &Site, outcome: &'static str, took: Option<Duration>) {
    counter!("resilient_calls_total", "id" => site.id(), "outcome" => outcome).increment(1);
    if let Some(took) = took {
        seconds("resilient_call_seconds", site, took);
    }
}

fn attempt(site: &Site, class: &'static str, took: Option<Duration>) {
    counter!("resilient_attempts_total", "id" => site.id(), "class" => class).increment(1);
    if let Some(took) = took {
        seconds("resilient_attempt_seconds", site, took);
    }
}

fn fallback(site: &Site, to: &'static str) {
    counter!("resilient_fallbacks_total", "id" => site.id(), "to" => to).increment(1);
}

fn seconds(name: &'static str, site: &Site, time: Duration) {
    histogram!(name, "id" => site.id()).record(time);
}

fn breaker_state(family: &'static str, state: &str) {
    gauge!("resilient_breaker_state", "breaker" => family).set(number(state));
}

/// A key may be a tenant's name, so the breakers of a family are counted and not named.
fn keys(family: &'static str, from: &str, to: &str) {
    let shut = gauge!("resilient_breaker_keys_open", "breaker" => family);
    match (is_open(from), is_open(to)) {
        (false, true) => shut.increment(1),
        (true, false) => shut.decrement(1),
        (true, true) | (false, false) => {}
    }
}

fn is_open(state: &str) -> bool {
    matches!(state, "open" | "forced_open")
}

/// One number a state, so that one series tells it all. Below zero a person lets everything through.
fn number(state: &str) -> f64 {
    match state {
        "half_open" => 1.0,
        "open" => 2.0,
        "forced_open" => 3.0,
        "disabled" => -1.0,
        "forced_closed" => -2.0,
        _ => 0.0,
    }
}
