//! The option `retries`: how often a call is repeated, and what comes back.

use std::pin::pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

use resilient::{Class, resilient};
use tokio::time::Instant;

use common::{Api, ApiError, bad, failed, good, ms, s};

mod common;

#[resilient]
async fn by_default(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(retries = 0)]
async fn never(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(retries = 5)]
async fn five_times(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

const THREE: u32 = 3;

#[resilient(retries = THREE)]
async fn as_the_const_says(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn a_call_is_repeated_twice_by_default() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(by_default(&api).await, Err(failed(Class::Server, 3)));
}

#[tokio::test(start_paused = true)]
async fn a_success_is_not_repeated() {
    let api = Api::new(&[good()]);
    assert!(by_default(&api).await.is_ok());
    assert_eq!((api.attempts(), api.elapsed()), (1, s(0)));
}

#[tokio::test(start_paused = true)]
async fn the_first_success_ends_the_call() {
    let api = Api::new(&[bad(Class::Server), bad(Class::Network), good(), bad(Class::Server)]);
    assert!(five_times(&api).await.is_ok());
    assert_eq!(api.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn attempts_are_one_more_than_retries() {
    let apis = [(); 3].map(|()| Api::new(&[bad(Class::Network)]));
    let _ = never(&apis[0]).await;
    let _ = five_times(&apis[1]).await;
    let _ = as_the_const_says(&apis[2]).await;
    assert_eq!(apis.map(|api| api.attempts()), [1, 6, 4]);
}

#[tokio::test(start_paused = true)]
async fn the_last_error_comes_back_unchanged() {
    let api = Api::new(&[bad(Class::Network), bad(Class::Server), bad(Class::Conflict)]);
    assert_eq!(by_default(&api).await, Err(failed(Class::Conflict, 3)));
}

#[tokio::test(start_paused = true)]
async fn an_error_that_no_retry_can_help_ends_the_call() {
    let api = Api::new(&[bad(Class::Server), bad(Class::Invalid), good()]);
    assert_eq!(five_times(&api).await, Err(failed(Class::Invalid, 2)));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_waited_for_after_the_last_attempt() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = five_times(&api).await;
    assert_eq!(api.starts().last(), Some(&api.elapsed()));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_fails_late_is_repeated_like_one_that_fails_at_once() {
    let api = Api::new(&[bad(Class::Server).after(s(3)), bad(Class::Server), good()]);
    assert!(by_default(&api).await.is_ok());
    assert_eq!(api.attempts(), 3);
}

#[resilient]
async fn with_exits(api: &Api) -> Result<String, ApiError> {
    if api.attempts() == 0 {
        api.ask("by `?`").await?;
    }
    if api.attempts() == 1 {
        return api.ask("by `return`").await;
    }
    api.ask("at the end").await
}

#[tokio::test(start_paused = true)]
async fn leaving_the_body_ends_the_attempt_and_not_the_call() {
    let api = Api::new(&[bad(Class::Server), bad(Class::Server), good()]);
    assert_eq!(with_exits(&api).await.as_deref(), Ok("at the end"));
    assert_eq!(api.asked(), ["by `?`", "by `return`", "at the end"]);
}

struct NotesItsEnd<'a>(&'a Mutex<Vec<Instant>>);

impl Drop for NotesItsEnd<'_> {
    fn drop(&mut self) {
        if let Ok(mut ends) = self.0.lock() {
            ends.push(Instant::now());
        }
    }
}

#[resilient(retries = 1, backoff = constant("10s"))]
async fn holding(api: &Api, ends: &Mutex<Vec<Instant>>) -> Result<String, ApiError> {
    let _held = NotesItsEnd(ends);
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn what_a_failed_attempt_holds_is_gone_before_the_wait() {
    let (api, ends, start) = (Api::new(&[bad(Class::Server)]), Mutex::default(), Instant::now());
    let _ = holding(&api, &ends).await;
    assert_eq!(ends.lock().unwrap()[0], start);
}

#[resilient]
async fn outer(api: &Api) -> Result<String, ApiError> {
    inner(api).await
}

#[resilient(retries = 0, timeout = "1s")]
async fn inner(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn what_an_inner_call_gave_up_is_not_repeated_by_the_outer_one() {
    let api = Api::new(&[common::hangs()]);
    let result = outer(&api).await;
    assert!(
        matches!(result, Err(ApiError::Stopped(resilient::Error::TimedOut { limit, .. })) if limit == s(1))
    );
    assert_eq!(api.attempts(), 1);
}

fn poll_once<T>(call: impl Future<Output = T>) -> Poll<T> {
    pin!(call).poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn without_a_runtime_a_body_that_is_ready_answers() {
    let api = Api::new(&[good()]);
    assert!(matches!(poll_once(by_default(&api)), Poll::Ready(Ok(_))));
}

#[test]
fn without_a_runtime_nothing_is_waited_for() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(poll_once(by_default(&api)), Poll::Ready(Err(failed(Class::Server, 1))));
}

#[resilient(retries = 50, backoff = none)]
async fn without_a_wait(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn attempts_that_fail_at_once_do_not_starve_the_other_tasks() {
    let apis = [(); 20].map(|()| Api::new(&[bad(Class::Server)]));
    let other = tokio::spawn(async {});
    for api in &apis {
        let _ = without_a_wait(api).await;
    }
    assert!(other.is_finished());
}

#[tokio::test(start_paused = true)]
async fn calls_side_by_side_do_not_share_their_retries() {
    let (one, other) = (Api::new(&[bad(Class::Server)]), Api::new(&[bad(Class::Server)]));
    let _ = tokio::join!(by_default(&one), by_default(&other));
    assert_eq!((one.attempts(), other.attempts()), (3, 3));
    assert!(one.elapsed() > ms(700));
}
