//! Ours: a function without it, with each option alone, and with all of them.

use resilient::resilient;

use crate::body::{Body, Fault};
use crate::drive;
use crate::row;
use crate::row::Row;

/// Without anything around it.
pub async fn raw<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 0)]
async fn nothing<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 3, backoff = none)]
async fn retries<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 0, timeout = "30s")]
async fn timeout<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 0, deadline = "2m")]
async fn deadline<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 0, breaker = "bench")]
async fn breaker<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 0, breaker = breaker("bench-consecutive", consecutive = 5))]
async fn breaker_consecutive<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 0, breaker = breaker("bench-within", failure_rate = 50, within = "60s"))]
async fn breaker_within<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 0, breaker = breaker("bench-last", failure_rate = 50, last = 100))]
async fn breaker_last<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 0, fallback = [spare])]
async fn fallback<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 0, otherwise = Ok(x))]
async fn otherwise<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 3, timeout = "30s", breaker = "bench-all", fallback = [spare])]
async fn all<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(
    retries = 3,
    timeout = "30s",
    breaker = breaker("bench-all-consecutive", consecutive = 5),
    fallback = [spare],
)]
async fn all_consecutive<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(
    retries = 3,
    timeout = "30s",
    deadline = "2m",
    breaker = "bench-everything",
    fallback = [x = x + 1, spare],
    otherwise = Ok(x),
)]
async fn everything<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 3, breaker = breaker("bench-rejects", consecutive = 1, open = "1h"))]
async fn rejected<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 0, breaker = breaker("bench-rejects", consecutive = 1, open = "1h"))]
async fn opens() -> Result<u64, Fault> {
    Err(Fault::Failed)
}

// Such a run of failures never comes, so the breaker stays closed.
#[resilient(
    retries = 3,
    backoff = none,
    timeout = "30s",
    breaker = breaker("bench-retries", consecutive = 1_000_000),
    fallback = [spare],
)]
async fn all_without_wait<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 3, backoff = constant("1ms"), jitter = none)]
async fn retries_after_1ms<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(
    retries = 3,
    backoff = constant("1ms"),
    jitter = none,
    timeout = "30s",
    breaker = breaker("bench-retries-1ms", consecutive = 1_000_000),
    fallback = [spare],
)]
async fn all_after_1ms<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(retries = 3, backoff = constant("50ms"), jitter = none)]
async fn retries_after_50ms<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

#[resilient(
    retries = 3,
    backoff = constant("50ms"),
    jitter = none,
    timeout = "30s",
    breaker = breaker("bench-retries-50ms", consecutive = 1_000_000),
    fallback = [spare],
)]
async fn all_after_50ms<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

async fn spare(x: u64) -> Result<u64, Fault> {
    Ok(x)
}

/// The function without anything around it.
pub fn plain<B: Body>() -> Row {
    row!("raw async fn", raw::<B>)
}

/// All options that the goals speak of.
pub const ALL: &str = "ours: retries + timeout + breaker + fallback";
pub const EVERYTHING: &str = "ours: same + deadline + link + otherwise";

/// The breaker that a success writes nothing to.
pub const CONSECUTIVE: &str = "ours: breaker, consecutive alone";

/// The rows of a call that succeeds.
pub fn rows<B: Body>() -> Vec<Row> {
    vec![
        row!("ours: nothing (retries = 0)", nothing::<B>),
        row!("ours: retries", retries::<B>),
        row!("ours: timeout", timeout::<B>),
        row!("ours: deadline", deadline::<B>),
        row!("ours: breaker, default", breaker::<B>),
        row!("ours: breaker, consecutive alone", breaker_consecutive::<B>),
        row!("ours: breaker, rate of the last 60 s", breaker_within::<B>),
        row!("ours: breaker, rate of the last 100", breaker_last::<B>),
        row!("ours: fallback", fallback::<B>),
        row!("ours: otherwise", otherwise::<B>),
        row!("ours: retries + timeout + breaker + fallback", all::<B>),
        row!("ours: same, consecutive alone", all_consecutive::<B>),
        row!(EVERYTHING, everything::<B>),
    ]
}

/// Retries without a wait, alone and with all other options.
pub fn retrying_at_once<B: Body>() -> Vec<Row> {
    vec![
        row!("ours: retries", retries::<B>),
        row!("ours: retries + timeout + breaker + fallback", all_without_wait::<B>),
    ]
}

/// Retries that wait for 1 ms.
pub fn retrying_after_1ms<B: Body>() -> Vec<Row> {
    vec![
        row!("ours: retries", retries_after_1ms::<B>),
        row!("ours: retries + timeout + breaker + fallback", all_after_1ms::<B>),
    ]
}

/// Retries that wait for 50 ms.
pub fn retrying_after_50ms<B: Body>() -> Vec<Row> {
    vec![
        row!("ours: retries", retries_after_50ms::<B>),
        row!("ours: retries + timeout + breaker + fallback", all_after_50ms::<B>),
    ]
}

async fn trailed<B: Body>(x: u64) -> Result<u64, Fault> {
    let calls = async {
        for _ in 0..3 {
            all::<B>(x).await?;
        }
        all::<B>(x).await
    };
    let (result, trail) = resilient::trail(calls).await;
    assert_eq!((trail.calls().count(), trail.attempts().count()), (4, 4));
    result
}

/// Four calls with an attempt each, in a trail that has room for these eight entries without an allocation.
pub fn in_a_trail<B: Body>() -> Row {
    row!("ours: 4 calls in a trail", trailed::<B>)
}

/// A call that a breaker turns away, which has opened by itself: it reads the clock.
pub fn turned_away<B: Body>() -> Row {
    drive::bare(1, |_| opens());
    row!("ours: rejected", rejected::<B>)
}
