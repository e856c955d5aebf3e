//! backon, its attribute, and the composition that people publish around it.

use std::future::{Ready, ready};
use std::time::Duration;

use backon::{
    BackoffBuilder, ConstantBuilder, ExponentialBuilder, Retryable, Sleeper, TokioSleeper,
};
use guard::body::{Body, Fault};

use super::breakers::composed_failsafe;
use super::hand::{RETRIES, spare, timeout};

pub(super) async fn retried<B: Body, const MILLIS: u64>(x: u64) -> Result<u64, Fault> {
    if MILLIS == super::LONG {
        (|| B::call(x)).retry(ExponentialBuilder::default().with_max_times(RETRIES)).await
    } else {
        (|| B::call(x)).retry(constant::<MILLIS>()).await
    }
}

pub(super) async fn without_sleep<B: Body>(x: u64) -> Result<u64, Fault> {
    (|| B::call(x)).retry(constant::<0>()).sleep(no_sleep).await
}

#[backon_macros::backon(backoff = ExponentialBuilder::default, sleep = tokio_sleep)]
pub(super) async fn attribute<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

pub(super) async fn timed<B: Body>(x: u64) -> Result<u64, Fault> {
    (|| timeout::<B>(x)).retry(ExponentialBuilder::default().with_max_times(RETRIES)).await
}

pub(super) async fn composed<B: Body, const MILLIS: u64>(x: u64) -> Result<u64, Fault> {
    let attempt = || composed_failsafe(timeout::<B>(x));
    match attempt.retry(constant::<MILLIS>()).await {
        Ok(value) => Ok(value),
        Err(_) => spare(x).await,
    }
}

fn constant<const MILLIS: u64>() -> impl BackoffBuilder {
    ConstantBuilder::default().with_delay(Duration::from_millis(MILLIS)).with_max_times(RETRIES)
}

fn tokio_sleep(pause: Duration) -> <TokioSleeper as Sleeper>::Sleep {
    TokioSleeper.sleep(pause)
}

fn no_sleep(_: Duration) -> Ready<()> {
    ready(())
}
