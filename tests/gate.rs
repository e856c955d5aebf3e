//! The gate of a breaker's key: a 429 with a hint keeps everybody away until it is over.

use std::time::Duration;

use resilient::{Class, Error, Verdict, resilient};
use tokio::time::advance;

use common::{Api, ApiError, bad, failed, good, limited, ms, s};

mod common;

/// Each test has a gate of its own: `name`.
#[resilient(retries = 0, breaker = "gate:{name}")]
async fn once(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask(name).await
}

#[resilient(retries = 0, breaker = "gate:{model}", fallback = [model = spare])]
async fn chain(api: &Api, model: &str, spare: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[resilient(retries = 0, deadline = "2s", breaker = "gate:{name}")]
async fn in_two_seconds(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask(name).await
}

#[resilient(retries = 0)]
async fn without_a_breaker(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

async fn shut(name: &str, seconds: u64) {
    let _ = once(&Api::new(&[limited(s(seconds))]), name).await;
}

/// How long a rejected caller is to stay away.
#[expect(clippy::needless_pass_by_value, reason = "as it comes from a call")]
fn closed(result: Result<String, ApiError>) -> Option<Duration> {
    match result {
        Err(ApiError::Stopped(Error::GateClosed { retry_after, .. })) => Some(retry_after),
        _ => None,
    }
}

#[tokio::test(start_paused = true)]
async fn a_hint_keeps_the_other_callers_of_its_key_away_until_it_is_over() {
    shut("waits", 4).await;
    let api = Api::new(&[good()]);
    assert!(once(&api, "waits").await.is_ok());
    assert!(api.elapsed() >= s(4) && api.elapsed() <= ms(4_401), "{:?}", api.elapsed());
}

#[tokio::test(start_paused = true)]
async fn callers_of_another_key_go_on() {
    shut("one", 4).await;
    let api = Api::new(&[good()]);
    assert!(once(&api, "another").await.is_ok());
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn without_a_breaker_there_is_no_gate() {
    let api = Api::new(&[limited(s(4)), good()]);
    let _ = without_a_breaker(&api).await;
    assert!(without_a_breaker(&api).await.is_ok());
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn a_rate_limit_without_a_hint_shuts_nothing() {
    let api = Api::new(&[bad(Class::RateLimited), good()]);
    let _ = once(&api, "no-hint").await;
    assert!(once(&api, "no-hint").await.is_ok());
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn the_hint_of_another_class_shuts_nothing() {
    let api = Api::new(&[bad(Verdict::from(Class::Overloaded).retry_after(s(4))), good()]);
    let _ = once(&api, "overloaded").await;
    assert!(once(&api, "overloaded").await.is_ok());
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn a_gate_that_reopens_within_switch_after_is_waited_for() {
    shut("short", 4).await;
    let api = Api::new(&[good()]);
    assert_eq!(chain(&api, "short", "short-spare").await.as_deref(), Ok("short"));
}

#[tokio::test(start_paused = true)]
async fn a_gate_that_reopens_after_switch_after_is_skipped() {
    shut("long", 6).await;
    let api = Api::new(&[good()]);
    assert_eq!(chain(&api, "long", "long-spare").await.as_deref(), Ok("long-spare"));
    assert_eq!((api.asked(), api.elapsed()), (vec!["long-spare".into()], s(0)));
}

#[tokio::test(start_paused = true)]
async fn a_gate_that_reopens_at_switch_after_exactly_is_waited_for() {
    shut("exact", 5).await;
    let api = Api::new(&[good()]);
    assert_eq!(chain(&api, "exact", "exact-spare").await.as_deref(), Ok("exact"));
}

#[tokio::test(start_paused = true)]
async fn when_all_gates_are_shut_the_one_that_reopens_first_is_waited_for() {
    shut("slow-gate", 50).await;
    shut("fast-gate", 20).await;
    let api = Api::new(&[good()]);
    assert_eq!(chain(&api, "slow-gate", "fast-gate").await.as_deref(), Ok("fast-gate"));
    assert!(api.elapsed() >= s(20) && api.elapsed() <= ms(21_001));
}

#[tokio::test(start_paused = true)]
async fn a_gate_is_not_waited_for_if_another_target_was_asked_and_failed() {
    shut("behind-a-failure", 20).await;
    let api = Api::new(&[bad(Class::Auth)]);
    let result = chain(&api, "failing", "behind-a-failure").await;
    assert_eq!((result, api.elapsed()), (Err(failed(Class::Auth, 1)), s(0)));
}

#[tokio::test(start_paused = true)]
async fn the_first_target_is_waited_for_if_its_gate_reopens_first() {
    shut("early-gate", 20).await;
    shut("late-gate", 50).await;
    let api = Api::new(&[good()]);
    assert_eq!(chain(&api, "early-gate", "late-gate").await.as_deref(), Ok("early-gate"));
}

#[tokio::test(start_paused = true)]
async fn when_all_gates_are_shut_one_of_them_is_waited_for_and_no_second_one() {
    shut("only-wait", 20).await;
    shut("no-wait", 50).await;
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(chain(&api, "only-wait", "no-wait").await, Err(failed(Class::Server, 1)));
    assert!(api.elapsed() <= ms(21_001), "{:?}", api.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_gate_that_reopens_at_patience_exactly_is_waited_for() {
    shut("exact-patience", 60).await;
    assert!(once(&Api::new(&[good()]), "exact-patience").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_gate_that_reopens_after_patience_is_not_waited_for() {
    shut("patience", 61).await;
    let api = Api::new(&[good()]);
    assert_eq!(closed(once(&api, "patience").await), Some(s(61)));
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn a_gate_that_reopens_after_the_deadline_is_not_waited_for() {
    shut("deadline", 3).await;
    let api = Api::new(&[good()]);
    assert_eq!(closed(in_two_seconds(&api, "deadline").await), Some(s(3)));
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn callers_that_waited_start_spread_over_a_tenth_of_the_hint() {
    resilient::testing::seed(1);
    shut("spread", 5).await;
    let api = Api::new(&[good()]);
    let _ = tokio::join!(once(&api, "spread"), once(&api, "spread"), once(&api, "spread"));
    let first = api.starts();
    assert!(first.iter().all(|at| *at >= s(5) && *at <= ms(5_501)), "{first:?}");
    assert!(first[0] != first[1] || first[1] != first[2], "{first:?}");
}

#[tokio::test(start_paused = true)]
async fn only_another_rate_limit_shuts_it_again() {
    shut("again", 4).await;
    advance(s(4)).await;
    let api = Api::new(&[bad(Class::Server), good(), limited(s(3)), good()]);
    let _ = (once(&api, "again").await, once(&api, "again").await, once(&api, "again").await);
    assert_eq!(api.elapsed(), s(0));
    assert!(once(&api, "again").await.is_ok());
    assert!(api.elapsed() >= s(3));
}

#[tokio::test(start_paused = true)]
async fn a_shorter_hint_does_not_open_it_earlier() {
    shut("longer", 50).await;
    resilient::breaker("gate:longer").unwrap().disable();
    shut("longer", 1).await;
    resilient::breaker("gate:longer").unwrap().force_close();
    let snapshot = resilient::breaker("gate:longer").unwrap().snapshot();
    assert_eq!(snapshot.shut_for, Some(s(50)));
}

#[resilient(retries = 1, breaker = "gate:own-retry")]
async fn with_a_retry(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn the_caller_that_got_the_hint_comes_back_when_it_is_over() {
    let api = Api::new(&[limited(s(4)), good()]);
    assert!(with_a_retry(&api).await.is_ok());
    let wait = api.waits()[0];
    assert!(wait >= s(4) && wait <= s(5), "{wait:?}");
}

#[tokio::test(start_paused = true)]
async fn targets_whose_gates_outlast_every_patience_are_skipped_once_each() {
    shut("long-one", 90).await;
    shut("long-two", 80).await;
    let api = Api::new(&[good()]);
    let (result, trail) = resilient::trail(chain(&api, "long-one", "long-two")).await;
    assert!(closed(result).is_some_and(|left| left > s(79)));
    assert_eq!(trail.calls().next().map(|call| call.skipped().count()), Some(2));
    assert_eq!((api.elapsed(), api.attempts()), (s(0), 0));
}
