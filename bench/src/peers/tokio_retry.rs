//! tokio-retry2.

use guard::body::{Body, Fault};
use tokio_retry2::strategy::{ExponentialBackoff, FixedInterval};
use tokio_retry2::{Retry, RetryError};

use super::hand::RETRIES;

pub(super) async fn retried<B: Body, const MILLIS: u64>(x: u64) -> Result<u64, Fault> {
    let attempt = async || B::call(x).await.map_err(RetryError::transient);
    if MILLIS == super::LONG {
        Retry::spawn(ExponentialBackoff::from_millis(MILLIS).take(RETRIES), attempt).await
    } else {
        Retry::spawn(FixedInterval::from_millis(MILLIS).take(RETRIES), attempt).await
    }
}
