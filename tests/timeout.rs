//! The option `timeout`: how long one attempt may take.

use std::future::{pending, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use resilient::{Class, Error, resilient};
use tokio::runtime::Builder;
use tokio::time::{sleep, timeout};

use common::{Api, ApiError, bad, failed, good, hangs, ms, s};

mod common;

#[resilient(retries = 3, timeout = "500ms", backoff = constant("1s"), jitter = none)]
async fn one(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(retries = 3, timeout = ["3s", "2s"], backoff = none)]
async fn list(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

const LIMIT: Duration = s(4);

#[resilient(retries = 0, timeout = LIMIT)]
async fn path(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(retries = 0, timeout = limit)]
async fn argument(api: &Api, limit: Duration) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(retries = 1, timeout = Duration::from_secs(words.len() as u64), backoff = none)]
async fn expression(api: &Api, words: &[&str]) -> Result<String, ApiError> {
    api.ask("").await
}

#[expect(clippy::needless_pass_by_value, reason = "as it comes from a call")]
fn limit<T>(result: Result<T, ApiError>) -> Option<Duration> {
    match result {
        Err(ApiError::Stopped(Error::TimedOut { limit, .. })) => Some(limit),
        _ => None,
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long_is_cut_and_repeated() {
    let api = Api::new(&[hangs(), good()]);
    assert!(one(&api).await.is_ok());
    assert_eq!(api.starts(), [ms(0), ms(500)]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_only_hangs_ends_with_the_limit() {
    let api = Api::new(&[hangs()]);
    assert_eq!(limit(one(&api).await), Some(ms(500)));
    assert_eq!(api.attempts(), 4);
}

#[tokio::test(start_paused = true)]
async fn the_first_timeout_is_repeated_at_once_and_later_ones_after_a_wait() {
    let api = Api::new(&[hangs()]);
    let _ = one(&api).await;
    // The second retry on the target is the first that waits.
    assert_eq!(api.starts(), [ms(0), ms(500), ms(2_000), ms(3_500)]);
}

#[tokio::test(start_paused = true)]
async fn an_answer_in_time_is_not_cut() {
    let api = Api::new(&[good().after(ms(499))]);
    assert!(one(&api).await.is_ok());
    assert_eq!(api.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_answer_at_the_very_limit_is_not_thrown_away() {
    let api = Api::new(&[good().after(ms(500))]);
    assert!(one(&api).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_there_is_taken_however_late_it_is_looked_at() {
    let api = Api::new(&[good().after(ms(100))]);
    let call = one(&api);
    tokio::pin!(call);
    assert!(futures_poll(call.as_mut()).is_pending());
    tokio::time::advance(s(10)).await;
    assert!(call.await.is_ok());
    assert_eq!(api.attempts(), 1);
}

fn futures_poll<F: Future>(call: Pin<&mut F>) -> Poll<F::Output> {
    call.poll(&mut Context::from_waker(Waker::noop()))
}

#[tokio::test(start_paused = true)]
async fn each_timeout_leaves_the_next_attempt_the_next_limit_of_the_list() {
    let api = Api::new(&[hangs()]);
    assert_eq!(limit(list(&api).await), Some(s(2)));
    assert_eq!(api.starts(), [s(0), s(3), s(5), s(7)]);
}

#[tokio::test(start_paused = true)]
async fn only_timeouts_move_along_the_list() {
    let api = Api::new(&[bad(Class::Server), bad(Class::Network), hangs(), good()]);
    assert!(list(&api).await.is_ok());
    assert_eq!(api.elapsed(), s(3));
}

#[tokio::test(start_paused = true)]
async fn a_timeout_that_the_server_reports_moves_along_the_list_too() {
    let api = Api::new(&[bad(Class::Timeout), hangs(), good()]);
    assert!(list(&api).await.is_ok());
    assert_eq!(api.elapsed(), s(2));
}

#[tokio::test(start_paused = true)]
async fn a_path_names_a_const() {
    assert_eq!(limit(path(&Api::new(&[hangs()])).await), Some(s(4)));
}

#[tokio::test(start_paused = true)]
async fn an_argument_is_the_limit() {
    assert_eq!(limit(argument(&Api::new(&[hangs()]), s(7)).await), Some(s(7)));
}

#[tokio::test(start_paused = true)]
async fn an_expression_is_asked_with_the_arguments() {
    let api = Api::new(&[hangs()]);
    assert_eq!(limit(expression(&api, &["a", "b"]).await), Some(s(2)));
    assert_eq!(api.starts(), [s(0), s(2)]);
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_zero_is_a_millisecond() {
    let api = Api::new(&[hangs()]);
    assert_eq!(limit(argument(&api, Duration::ZERO).await), Some(ms(1)));
}

#[tokio::test(start_paused = true)]
async fn a_limit_without_end_harms_nobody() {
    let api = Api::new(&[good().after(s(5))]);
    assert!(argument(&api, Duration::MAX).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_real_error_after_a_timeout_is_the_callers() {
    let api = Api::new(&[hangs(), bad(Class::Invalid)]);
    assert_eq!(one(&api).await, Err(failed(Class::Invalid, 2)));
}

#[tokio::test(start_paused = true)]
async fn a_cut_attempt_does_nothing_more() {
    let api = Api::new(&[good().after(s(2))]);
    let _ = path(&api).await;
    let cut = Api::new(&[good().after(s(5))]);
    let _ = path(&cut).await;
    sleep(s(60)).await;
    assert_eq!((api.waits().len(), cut.attempts()), (0, 1));
}

#[resilient(retries = 0, timeout = "100ms")]
async fn outer(api: &Api) -> Result<String, ApiError> {
    path(api).await
}

#[tokio::test(start_paused = true)]
async fn of_nested_limits_the_shorter_one_speaks() {
    assert_eq!(limit(outer(&Api::new(&[hangs()])).await), Some(ms(100)));
}

#[test]
fn without_a_runtime_an_attempt_that_needs_a_timer_ends_with_a_word() {
    let pending = pin!(never_ready());
    let polled = futures_poll(pending);
    assert_eq!(polled, Poll::Ready(Err(ApiError::Stopped(Error::NoTimer))));
}

#[resilient(timeout = "1s")]
async fn never_ready() -> Result<(), ApiError> {
    pending().await
}

#[resilient(retries = 0, timeout = "5s")]
async fn never_resting() -> Result<(), ApiError> {
    loop {
        tokio::task::consume_budget().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_uses_every_budget_up_is_cut_too() {
    let call = tokio::spawn(never_resting());
    for _ in 0..100 {
        tokio::time::advance(s(1)).await;
    }
    assert!(call.is_finished());
    call.abort();
}

#[resilient(retries = 0, timeout = "10s", otherwise = late().await)]
async fn fails_in_time(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

async fn late() -> Result<String, ApiError> {
    sleep(s(60)).await;
    Ok("late".to_owned())
}

#[tokio::test(start_paused = true)]
async fn the_time_of_an_attempt_that_has_ended_wakes_nobody() {
    let api = Api::new(&[bad(Class::Server).after(s(1))]);
    let mut call = pin!(fails_in_time(&api));
    let mut polls = 0;
    let counted = poll_fn(|cx| {
        polls += 1;
        call.as_mut().poll(cx)
    });
    assert_eq!(counted.await.as_deref(), Ok("late"));
    assert_eq!(polls, 3);
}

#[resilient(retries = 1, timeout = "10s", backoff = constant("1ms"))]
async fn held_back(api: &Api, free: &AtomicBool) -> Result<String, ApiError> {
    poll_fn(|_| if free.load(SeqCst) { Poll::Ready(()) } else { Poll::Pending }).await;
    api.ask("").await
}

#[test]
fn a_call_that_goes_to_another_runtime_between_two_waits_waits_there() {
    let runtime = || Builder::new_current_thread().enable_time().build().unwrap();
    for first_ends in [true, false] {
        let (api, free) = (Api::new(&[bad(Class::Server), good()]), AtomicBool::new(false));
        let mut call = pin!(held_back(&api, &free));
        let first = runtime();
        assert!(first.block_on(async { timeout(ms(1), call.as_mut()).await }).is_err());
        let _idle = (!first_ends).then_some(first);
        free.store(true, SeqCst);
        let answer = runtime().block_on(async { timeout(s(5), call).await });
        assert!(matches!(answer, Ok(Ok(_))), "{answer:?}");
    }
}

type Unsendable = Box<dyn std::error::Error>;

#[resilient(retries = 2, timeout = "1s", classify = |_: &Unsendable| Class::Server)]
async fn unsendable(api: &Api) -> Result<String, Unsendable> {
    Ok(api.ask("").await.map_err(|error| format!("{error:?}"))?)
}

#[tokio::test(start_paused = true)]
async fn a_call_is_send_though_its_error_is_not() {
    fn send<T: Send>(call: T) -> T {
        call
    }
    assert!(send(unsendable(&Api::new(&[bad(Class::Server), good()]))).await.is_ok());
}
