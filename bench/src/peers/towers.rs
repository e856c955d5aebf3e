//! tower's own layers, whose services are as cheap to make as to clone.

use std::future::{Ready, ready};
use std::time::Duration;

use guard::body::{Body, Fault};
use tokio::time::{Sleep, sleep};
use tower::retry::{Policy, Retry};
use tower::timeout::Timeout;
use tower::{BoxError, Service, ServiceExt, service_fn};

use super::hand::{RETRIES, TIMEOUT};

pub(super) async fn retried<B: Body, const MILLIS: u64>(x: u64) -> Result<u64, Fault> {
    ask(Retry::new(Later::<MILLIS>(RETRIES), service_fn(B::call)), x).await
}

pub(super) async fn at_once<B: Body>(x: u64) -> Result<u64, Fault> {
    ask(Retry::new(AtOnce(RETRIES), service_fn(B::call)), x).await
}

pub(super) async fn timed<B: Body>(x: u64) -> Result<u64, Fault> {
    ask(Timeout::new(service_fn(B::call), TIMEOUT), x).await.map_err(stopped)
}

pub(super) async fn both<B: Body, const MILLIS: u64>(x: u64) -> Result<u64, Fault> {
    let service = Timeout::new(service_fn(B::call), TIMEOUT);
    ask(Retry::new(Later::<MILLIS>(RETRIES), service), x).await.map_err(stopped)
}

async fn ask<S: Service<u64>>(mut service: S, x: u64) -> Result<S::Response, S::Error> {
    service.ready().await?.call(x).await
}

fn stopped(_: BoxError) -> Fault {
    Fault::Stopped
}

/// So many retries, each after `MILLIS` milliseconds.
#[derive(Clone, Copy)]
struct Later<const MILLIS: u64>(usize);

impl<const MILLIS: u64, T, E> Policy<u64, T, E> for Later<MILLIS> {
    type Future = Sleep;

    fn retry(&mut self, _: &mut u64, result: &mut Result<T, E>) -> Option<Sleep> {
        let retries = result.is_err() && self.0 > 0;
        retries.then(|| {
            self.0 -= 1;
            sleep(Duration::from_millis(MILLIS))
        })
    }

    fn clone_request(&mut self, x: &u64) -> Option<u64> {
        Some(*x)
    }
}

/// So many retries at once.
#[derive(Clone, Copy)]
struct AtOnce(usize);

impl<T, E> Policy<u64, T, E> for AtOnce {
    type Future = Ready<()>;

    fn retry(&mut self, _: &mut u64, result: &mut Result<T, E>) -> Option<Ready<()>> {
        let retries = result.is_err() && self.0 > 0;
        retries.then(|| {
            self.0 -= 1;
            ready(())
        })
    }

    fn clone_request(&mut self, x: &u64) -> Option<u64> {
        Some(*x)
    }
}
