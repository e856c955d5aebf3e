//! A caller may go away at any moment: nothing runs on, nothing is counted, nothing stays taken.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use resilient::{BreakerState, Class, Snapshot, resilient};
use tokio::time::advance;

use common::{Api, ApiError, bad, good, hangs, ms, s};

mod common;

/// Every kind of wait: of the body, for a timeout, for a backoff, of a called link, of a last resort.
#[resilient(
    retries = 2,
    timeout = "1s",
    deadline = "1m",
    backoff = constant("1s"),
    jitter = none,
    breaker = breaker("cancellation:{name}", consecutive = 100),
    fallback = [model = "spare", other(api, &held)],
    otherwise = other(api, &held).await
)]
async fn call(api: &Api, name: &str, model: &str, held: Arc<()>) -> Result<String, ApiError> {
    let _inside = taken(held);
    api.ask(model).await
}

fn taken(held: Arc<()>) -> Arc<()> {
    held
}

async fn other(api: &Api, _held: &Arc<()>) -> Result<String, ApiError> {
    api.ask("other").await
}

fn api() -> Api {
    Api::of(&[
        ("primary", &[bad(Class::Server).after(ms(600)), hangs()]),
        ("spare", &[bad(Class::Server).after(ms(600)), bad(Class::Overloaded)]),
        ("other", &[bad(Class::Network).after(ms(600))]),
    ])
}

/// Polls a call so many times, a fifth of a second apart, and drops it.
async fn dropped_after<F: Future>(polls: usize, call: F) -> Option<F::Output> {
    let mut call = pin!(call);
    for _ in 0..polls {
        let polled = poll_fn(|cx| Poll::Ready(call.as_mut().poll(cx))).await;
        if let Poll::Ready(output) = polled {
            return Some(output);
        }
        advance(ms(200)).await;
    }
    None
}

/// The moments at which to drop a call; it ends before the last of them.
const MOMENTS: usize = 60;

fn snapshot(name: &str) -> Option<Snapshot> {
    resilient::breaker(&format!("cancellation:{name}")).map(|breaker| breaker.snapshot())
}

#[tokio::test(start_paused = true)]
async fn a_call_may_be_dropped_at_every_moment_but_the_last() {
    let ended = dropped_after(MOMENTS, call(&api(), "whole", "primary", Arc::default())).await;
    assert!(ended.is_some());
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_drops_all_that_it_holds() {
    for polls in 0..MOMENTS {
        let held = Arc::new(());
        let _ = dropped_after(polls, call(&api(), "holds", "primary", Arc::clone(&held))).await;
        assert_eq!(Arc::strong_count(&held), 1, "after {polls} polls");
    }
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_asks_nothing_more() {
    for polls in 0..MOMENTS {
        let api = api();
        let _ = dropped_after(polls, call(&api, "asks", "primary", Arc::default())).await;
        let attempts = api.attempts();
        advance(s(60)).await;
        assert_eq!(api.attempts(), attempts, "after {polls} polls");
    }
}

#[tokio::test(start_paused = true)]
async fn fault_9_a_dropped_attempt_is_counted_nowhere_and_an_ended_one_once() {
    for polls in 0..MOMENTS {
        let (api, name) = (api(), format!("counted-{polls}"));
        let _ = dropped_after(polls, call(&api, &name, "primary", Arc::default())).await;
        let counted = snapshot(&name).map_or(0, |snapshot| snapshot.consecutive);
        let guarded = api.asked().iter().filter(|target| *target != "other").count();
        let dropped = api.is_asked_now() && guarded == api.attempts();
        assert_eq!(counted as usize, guarded - usize::from(dropped), "after {polls} polls");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_before_its_first_poll_has_touched_nothing() {
    let api = api();
    drop(call(&api, "untouched", "primary", Arc::default()));
    assert_eq!((api.attempts(), snapshot("untouched")), (0, None));
}

/// Half-open while a probe runs; one failure opens it.
#[resilient(
    retries = 2,
    timeout = "1s",
    backoff = constant("1s"),
    jitter = none,
    breaker = breaker("probed:{name}", consecutive = 1, open = "10s")
)]
async fn probed(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask("").await
}

async fn half_open_after(name: &str) {
    let _ = probed(&Api::new(&[bad(Class::Server)]), name).await;
    advance(s(12)).await;
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_is_dropped_gives_its_place_back_at_every_moment() {
    for polls in 0..8 {
        let name = format!("place-{polls}");
        half_open_after(&name).await;
        let slow = Api::new(&[good().after(ms(900))]);
        let _ = dropped_after(polls, probed(&slow, &name)).await;
        assert!(probed(&Api::new(&[good()]), &name).await.is_ok(), "after {polls} polls");
    }
}

#[tokio::test(start_paused = true)]
async fn a_probe_whose_task_is_aborted_gives_its_place_back() {
    half_open_after("aborted").await;
    let task = tokio::spawn(async { probed(&Api::new(&[hangs()]), "aborted").await });
    tokio::task::yield_now().await;
    task.abort();
    assert!(task.await.is_err_and(|error| error.is_cancelled()));
    assert!(probed(&Api::new(&[good()]), "aborted").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_is_forgotten_loses_its_place_after_the_open_time() {
    half_open_after("forgotten").await;
    let api = Box::leak(Box::new(Api::new(&[hangs(), good()])));
    let mut forgotten = Box::pin(probed(api, "forgotten"));
    assert!(poll_fn(|cx| Poll::Ready(forgotten.as_mut().poll(cx))).await.is_pending());
    std::mem::forget(forgotten);
    assert!(probed(api, "forgotten").await.is_err());
    advance(s(10)).await;
    assert!(probed(api, "forgotten").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_outer_timeout_is_a_drop() {
    half_open_after("outer").await;
    let api = Api::new(&[hangs(), good()]);
    assert!(tokio::time::timeout(ms(500), probed(&api, "outer")).await.is_err());
    assert_eq!(resilient::breaker("probed:outer").unwrap().state(), BreakerState::HalfOpen);
}

#[resilient(
    retries = 0,
    breaker = breaker("slow", slow_rate = 100, slow = "1s", last = 2)
)]
async fn slow(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_its_caller_dropped_after_too_long_was_slow() {
    let api = Api::new(&[hangs()]);
    let _ = tokio::time::timeout(ms(900), slow(&api)).await;
    assert_eq!(resilient::breaker("slow").unwrap().snapshot().slow, 0);
    let _ = tokio::time::timeout(ms(1_100), slow(&api)).await;
    let _ = tokio::time::timeout(ms(1_100), slow(&api)).await;
    assert_eq!(resilient::breaker("slow").unwrap().state(), BreakerState::Open);
}
