//! What ours is measured beside: the same function behind each peer, configured alike.

mod attributes;
mod backons;
pub mod breakers;
mod hand;
mod tokio_retry;
pub mod tower_resilience;
mod towers;

use guard::body::Body;
use guard::row;
use guard::row::Row;

/// The rows of a call that succeeds.
pub fn rows<B: Body>() -> Vec<Row> {
    let mut rows = vec![
        row!("tracing::instrument, no subscriber", attributes::instrumented::<B>),
        row!("async_trait (boxed)", attributes::boxed::<B>),
        row!("tokio timeout alone", hand::timeout::<B>),
        row!("hand: retry + breaker", hand::retried::<B>),
        row!("hand: retry + breaker + timeout", hand::timed::<B>),
        row!("hand: retry + breaker + timeout + fallback", hand::all::<B, LONG>),
        row!("backon", backons::retried::<B, LONG>),
        row!("backon-macros", backons::attribute::<B>),
        row!("backon + tokio timeout", backons::timed::<B>),
        row!("backon + failsafe + tokio timeout + fallback", backons::composed::<B, LONG>),
        row!("tokio-retry2", tokio_retry::retried::<B, LONG>),
        row!("tower: retry", towers::retried::<B, LONG>),
        row!("tower: timeout", towers::timed::<B>),
        row!("tower: retry + timeout", towers::both::<B, LONG>),
        row!("failsafe, consecutive", breakers::failsafe_consecutive::<B>),
        row!("failsafe, default", breakers::failsafe_default::<B>),
        row!("recloser", breakers::recloser::<B>),
        row!("circuitbreaker-rs", breakers::circuitbreaker_rs::<B>),
        row!("hand: breaker alone", hand::guarded::<B>),
        row!("hand: one look at tokio's clock", hand::looks_at_the_clock::<B>),
    ];
    rows.extend(tower_resilience::rows::<B>());
    rows
}

/// Three retries that begin at once, after failures.
pub fn retrying_at_once<B: Body>() -> Vec<Row> {
    vec![
        row!("plain loop of attempts", hand::looped::<B, 0>),
        row!("hand: retry + breaker + timeout + fallback", hand::all::<B, 0>),
        row!("backon, sleeper of its own", backons::without_sleep::<B>),
        row!("backon", backons::retried::<B, 0>),
        row!("backon + failsafe + tokio timeout + fallback", backons::composed::<B, 0>),
        row!("tokio-retry2", tokio_retry::retried::<B, 0>),
        row!("tower: retry, no timer", towers::at_once::<B>),
        tower_resilience::retrying::<B, 0>(),
        tower_resilience::stacked_retrying::<B, 0>(),
    ]
}

/// Three retries that wait `MILLIS` milliseconds each.
pub fn retrying_after<B: Body, const MILLIS: u64>() -> Vec<Row> {
    vec![
        row!("plain loop of attempts", hand::looped::<B, MILLIS>),
        row!("hand: retry + breaker + timeout + fallback", hand::all::<B, MILLIS>),
        row!("backon", backons::retried::<B, MILLIS>),
        row!("backon + failsafe + tokio timeout + fallback", backons::composed::<B, MILLIS>),
        row!("tokio-retry2", tokio_retry::retried::<B, MILLIS>),
        row!("tower: retry", towers::retried::<B, MILLIS>),
        row!("tower: retry + timeout", towers::both::<B, MILLIS>),
        tower_resilience::retrying::<B, MILLIS>(),
        tower_resilience::stacked_retrying::<B, MILLIS>(),
    ]
}

/// The wait of rows that never wait.
const LONG: u64 = 500;
