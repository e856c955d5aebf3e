//! The testing kit: scopes, recordings and scripts, as a user's tests have them.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::collections::HashSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use resilient::testing::{
    self, Event, Outcome, Recording, Scope, isolate, record, reset, script, seed,
};
use resilient::{
    BreakerState, Class, Classify, Error, StatusError, breaker, breakers, bypass, resilient,
};
use tokio::time::Instant;

use common::{Api, ApiError, bad, failed, good, hangs, limited, ms, s};

#[path = "../common/mod.rs"]
mod common;
mod isolation;
mod recordings;
mod resets;
mod scripts;

#[resilient(
    retries = 2,
    backoff = constant("1s"),
    jitter = none,
    timeout = "10s",
    breaker = breaker("shared", consecutive = 3, failure_rate = 100, min_calls = 1000)
)]
async fn chat(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

fn server() -> Outcome {
    Outcome::error(failed(Class::Server, 1))
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_time().start_paused(true).build().unwrap().block_on(future)
}

/// What a test that fails would have said.
fn failure(of: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(of)).unwrap_err();
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => (*panic.downcast::<&str>().unwrap()).to_owned(),
    }
}

#[test]
fn a_scope_may_be_shared_by_threads() {
    let scope = Scope::new();
    let seen = Arc::new(Mutex::new(HashSet::new()));
    thread::scope(|threads| {
        for _ in 0..4 {
            let (scope, seen) = (scope.clone(), Arc::clone(&seen));
            threads.spawn(move || {
                let _inside = scope.isolate();
                drop(block_on(chat(&Api::new(&[good()]))));
                let name = breaker("shared").unwrap().name().to_owned();
                seen.lock().unwrap().insert(name);
            });
        }
    });
    let _inside = scope.isolate();
    assert_eq!(breaker("shared").unwrap().snapshot().calls, 4);
}

#[test]
fn an_outcome_says_what_kind_it_is() {
    let kinds =
        [Outcome::answer(1_u8), server(), Outcome::hang(), Outcome::panic(), Outcome::real()];
    assert_eq!(format!("{kinds:?}"), "[Answer(..), Error(..), Hang, Panic, Real]");
}
