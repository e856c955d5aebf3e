//! The option `stop`: how our own stops become the caller's error.

use std::error::Error as StdError;
use std::io;

use resilient::{Class, Error, resilient};

use common::s;

mod common;

/// An error of another crate, which knows nothing of ours.
#[derive(Debug, PartialEq)]
enum Foreign {
    Stopped(String),
}

#[expect(clippy::needless_pass_by_value, reason = "as the option wants it")]
fn stopped(stop: Error) -> Foreign {
    Foreign::Stopped(stop.to_string())
}

#[resilient(retries = 0, timeout = "1s", classify = |_: &Foreign| Class::Timeout, stop = stopped)]
async fn with_a_path() -> Result<(), Foreign> {
    std::future::pending().await
}

#[resilient(
    retries = 0,
    deadline = "1s",
    classify = |_: &Foreign| Class::Timeout,
    stop = |stop| Foreign::Stopped(format!("stopped: {stop}"))
)]
async fn with_a_closure() -> Result<(), Foreign> {
    std::future::pending().await
}

#[resilient(retries = 0, timeout = "1s")]
async fn with_io() -> io::Result<()> {
    std::future::pending().await
}

#[resilient(retries = 0, timeout = "1s", classify = |_| Class::Unknown)]
async fn with_a_box() -> Result<(), Box<dyn StdError + Send + Sync>> {
    std::future::pending().await
}

#[resilient(retries = 0, timeout = "1s")]
async fn with_our_own() -> Result<(), Error> {
    std::future::pending().await
}

#[tokio::test(start_paused = true)]
async fn a_path_turns_a_stop_into_a_foreign_error() {
    assert_eq!(with_a_path().await, Err(Foreign::Stopped("no answer within 1s".into())));
}

#[tokio::test(start_paused = true)]
async fn a_closure_turns_a_stop_into_a_foreign_error() {
    let words = "stopped: deadline of 1s exceeded";
    assert_eq!(with_a_closure().await, Err(Foreign::Stopped(words.into())));
}

#[tokio::test(start_paused = true)]
async fn an_io_error_keeps_the_kind() {
    assert_eq!(with_io().await.unwrap_err().kind(), io::ErrorKind::TimedOut);
}

#[tokio::test(start_paused = true)]
async fn a_boxed_error_is_ours() {
    let error = with_a_box().await.unwrap_err();
    assert!(matches!(error.downcast_ref(), Some(Error::TimedOut { limit, .. }) if *limit == s(1)));
}

#[tokio::test(start_paused = true)]
async fn our_own_error_may_be_the_functions() {
    assert!(matches!(with_our_own().await, Err(Error::TimedOut { .. })));
}
