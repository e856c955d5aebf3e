//! The option `deadline`: how long the whole call may take.

use std::time::Duration;

use resilient::{Class, Error, resilient};

use common::{Api, ApiError, asking, bad, failed, good, hangs, limited, ms, s};

mod common;

asking! {
    three_seconds(
        retries = 5, deadline = "3s", backoff = constant("2s"), jitter = none,
        allow(impossible_attempt)
    )
    two_seconds(
        retries = 5, deadline = "2s", backoff = constant("2s"), jitter = none,
        allow(impossible_attempt)
    )
    with_timeout(retries = 5, timeout = "2s", deadline = "5s", backoff = none)
    path(deadline = LIMIT)
}

const LIMIT: Duration = s(4);

#[resilient(retries = 2, deadline = limit * 2)]
async fn expression(api: &Api, limit: Duration) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(deadline = "1s", fallback = [model = "spare"])]
async fn chain(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[resilient(deadline = "1s", fallback = [other(api)])]
async fn calling(api: &Api) -> Result<String, ApiError> {
    api.ask("primary").await
}

async fn other(api: &Api) -> Result<String, ApiError> {
    api.ask("other").await
}

#[expect(clippy::needless_pass_by_value, reason = "as it comes from a call")]
fn exceeded(result: Result<String, ApiError>) -> Option<Duration> {
    match result {
        Err(ApiError::Stopped(Error::DeadlineExceeded { limit, .. })) => Some(limit),
        _ => None,
    }
}

#[tokio::test(start_paused = true)]
async fn fault_40_a_wait_that_would_pass_the_deadline_is_not_begun() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(three_seconds(&api).await, Err(failed(Class::Server, 2)));
    assert_eq!(api.elapsed(), s(2));
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_would_end_at_the_deadline_is_not_begun() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(two_seconds(&api).await, Err(failed(Class::Server, 1)));
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn the_next_target_is_asked_at_once_instead_of_a_wait_past_the_deadline() {
    let api = Api::of(&[("primary", &[limited(s(2))]), ("spare", &[good()])]);
    assert_eq!(chain(&api, "primary").await.as_deref(), Ok("spare"));
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_is_dropped_at_the_deadline() {
    let api = Api::new(&[hangs()]);
    assert_eq!(exceeded(three_seconds(&api).await), Some(s(3)));
    assert_eq!((api.elapsed(), api.attempts()), (s(3), 1));
}

#[tokio::test(start_paused = true)]
async fn at_the_deadline_the_last_real_error_comes_back() {
    let api = Api::new(&[bad(Class::Server), hangs()]);
    assert_eq!(three_seconds(&api).await, Err(failed(Class::Server, 1)));
    assert_eq!(api.elapsed(), s(3));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_gets_what_is_left() {
    let api = Api::new(&[hangs()]);
    let result = with_timeout(&api).await;
    // The third attempt has one second of the five.
    assert!(matches!(result, Err(ApiError::Stopped(Error::TimedOut { .. }))), "{result:?}");
    assert_eq!((api.starts(), api.elapsed()), (vec![s(0), s(2), s(4)], s(5)));
}

#[tokio::test(start_paused = true)]
async fn an_answer_at_the_very_deadline_is_not_thrown_away() {
    let api = Api::new(&[good().after(s(3))]);
    assert!(three_seconds(&api).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_starts_in_time_may_answer() {
    let api = Api::new(&[bad(Class::Server), good().after(ms(900))]);
    assert!(three_seconds(&api).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_path_names_a_const() {
    assert_eq!(exceeded(path(&Api::new(&[hangs()])).await), Some(s(4)));
}

#[tokio::test(start_paused = true)]
async fn an_expression_is_asked_with_the_arguments() {
    let api = Api::new(&[hangs()]);
    assert_eq!(exceeded(expression(&api, s(7)).await), Some(s(14)));
}

#[tokio::test(start_paused = true)]
async fn a_deadline_of_zero_is_a_millisecond() {
    let api = Api::new(&[hangs()]);
    assert_eq!(exceeded(expression(&api, Duration::ZERO).await), Some(ms(1)));
}

#[tokio::test(start_paused = true)]
async fn a_deadline_without_end_harms_nobody() {
    let api = Api::new(&[bad(Class::Server), good()]);
    assert!(expression(&api, Duration::MAX / 2).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_target_that_hangs_leaves_nothing_for_the_next() {
    let api = Api::of(&[("primary", &[hangs()]), ("spare", &[good()])]);
    assert_eq!(exceeded(chain(&api, "primary").await), Some(s(1)));
    assert_eq!(api.asked(), ["primary"]);
}

#[tokio::test(start_paused = true)]
async fn a_called_link_is_dropped_at_the_deadline() {
    let api = Api::of(&[("primary", &[bad(Class::Auth)]), ("other", &[hangs()])]);
    assert_eq!(calling(&api).await, Err(failed(Class::Auth, 1)));
    assert_eq!((api.asked(), api.elapsed()), (vec!["primary".into(), "other".into()], s(1)));
}

#[tokio::test(start_paused = true)]
async fn the_time_runs_from_the_first_poll() {
    let api = Api::new(&[good().after(s(2))]);
    let call = three_seconds(&api);
    tokio::time::advance(s(10)).await;
    assert!(call.await.is_ok());
}
