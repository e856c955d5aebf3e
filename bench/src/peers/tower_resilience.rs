//! tower-resilience: each layer that has a counterpart in ours, and all four stacked.

use std::future::poll_fn;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use guard::body::{Body, Fault};
use guard::row::{Call, Row, Task};
use tokio::runtime::Handle;
use tower::{Layer, Service, service_fn};
use tower_resilience::circuitbreaker::CircuitBreakerLayer;
use tower_resilience::fallback::FallbackLayer;
use tower_resilience::retry::RetryLayer;
use tower_resilience::timelimiter::TimeLimiterLayer;

use super::hand::{RETRIES, TIMEOUT};

pub(super) fn rows<B: Body>() -> Vec<Row> {
    vec![
        service_row!("tower-resilience: retry", retry::<B, 500>),
        service_row!("tower-resilience: circuit breaker", circuit_breaker::<B>),
        service_row!("tower-resilience: time limiter", time_limiter::<B>),
        service_row!("tower-resilience: fallback", fallback::<B>),
        service_row!("tower-resilience: all four stacked", stacked::<B, 500>),
    ]
}

pub(super) fn retrying<B: Body, const MILLIS: u64>() -> Row {
    service_row!("tower-resilience: retry", retry::<B, MILLIS>)
}

pub(super) fn stacked_retrying<B: Body, const MILLIS: u64>() -> Row {
    service_row!("tower-resilience: all four stacked", stacked::<B, MILLIS>)
}

/// Calls that an open breaker turns away.
pub fn turned_away<B: Body>() -> Row {
    service_row!("tower-resilience: rejected", open_circuit_breaker::<B>)
}

/// What runs calls through one shared breaker, for each thread that asks.
pub fn closed_on_threads<B: Body>() -> impl Fn() -> Box<dyn FnMut(u64) + Send> {
    shared(circuit_breaker::<B>())
}

/// The same, with an open breaker.
pub fn open_on_threads<B: Body>() -> impl Fn() -> Box<dyn FnMut(u64) + Send> {
    shared(open_circuit_breaker::<B>())
}

/// Parks when it has to wait, as its breaker sleeps when it loses a race.
fn shared<E: 'static>(service: impl Guarded<E>) -> impl Fn() -> Box<dyn FnMut(u64) + Send> {
    move || {
        let mut service = service.clone();
        Box::new(move |calls| {
            Handle::current().block_on(async {
                for x in 0..calls {
                    black_box(ask(&mut service, black_box(x)).await).ok();
                }
            });
        })
    }
}

/// A row of a service: one for each loop of calls, as a connection has it.
macro_rules! service_row {
    ($name:literal, $make:expr) => {
        Row {
            name: $name,
            bare: |calls| bare(calls, &mut $make()),
            task: |calls| -> Task {
                Box::pin(async move {
                    let mut service = $make();
                    for x in 0..calls {
                        black_box(ask(&mut service, black_box(x)).await).ok();
                    }
                })
            },
            spawn: || {
                let service = $make();
                Box::new(move |x| {
                    let mut service = service.clone();
                    tokio::spawn(Box::pin(async move { ask(&mut service, x).await }) as Call)
                })
            },
            bytes: || std::mem::size_of_val(&ask(&mut $make(), 0)),
        }
    };
}
use service_row;

async fn ask<S: Service<u64, Response = u64>>(service: &mut S, x: u64) -> Result<u64, Fault> {
    poll_fn(|context| service.poll_ready(context)).await.map_err(|_| Fault::Stopped)?;
    service.call(x).await.map_err(|_| Fault::Stopped)
}

fn bare<S: Service<u64, Response = u64>>(calls: u64, service: &mut S) {
    let mut context = Context::from_waker(Waker::noop());
    for x in 0..calls {
        let mut future = pin!(ask(service, black_box(x)));
        let result = loop {
            if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
                break result;
            }
        };
        black_box(result).ok();
    }
}

/// The types of services can't be named, so their makers say what they can do.
trait Guarded<E>:
    Service<u64, Response = u64, Error = E, Future: Send> + Clone + Send + 'static
{
}

impl<S, E> Guarded<E> for S where
    S: Service<u64, Response = u64, Error = E, Future: Send> + Clone + Send + 'static
{
}

fn retry<B: Body, const MILLIS: u64>() -> impl Guarded<Fault> {
    retry_layer::<Fault, MILLIS>().layer(service_fn(B::call))
}

fn circuit_breaker<B: Body>() -> impl Guarded<CircuitError<Fault>> {
    circuit_layer().layer(service_fn(B::call))
}

fn open_circuit_breaker<B: Body>() -> impl Guarded<CircuitError<Fault>> {
    let builder = CircuitBreakerLayer::builder().wait_duration_in_open(Duration::from_secs(3_600));
    let (layer, handle) = builder.build_with_handle().expect("settings that fit");
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(handle.force_open()).poll(&mut context).is_ready());
    layer.layer(service_fn(B::call))
}

fn time_limiter<B: Body>() -> impl Guarded<TimeError<Fault>> {
    time_layer().layer(service_fn(B::call))
}

fn fallback<B: Body>() -> impl Guarded<FallbackError<Fault>> {
    fallback_layer::<Fault>().layer(service_fn(B::call))
}

fn stacked<B: Body, const MILLIS: u64>()
-> impl Guarded<FallbackError<CircuitError<TimeError<Fault>>>> {
    let timed = time_layer().layer(service_fn(B::call));
    let guarded = circuit_layer().layer(timed);
    let retried = retry_layer::<_, MILLIS>().layer(guarded);
    fallback_layer().layer(retried)
}

fn retry_layer<E: Send + 'static, const MILLIS: u64>() -> RetryLayer<u64, u64, E> {
    RetryLayer::builder()
        .max_attempts(RETRIES + 1)
        .fixed_backoff(Duration::from_millis(MILLIS))
        .build()
}

fn circuit_layer() -> CircuitBreakerLayer {
    // A run of failures that never comes, so that failing rows are those of a closed breaker.
    CircuitBreakerLayer::builder()
        .consecutive_failures(1_000_000)
        .build()
        .expect("settings that fit")
}

fn time_layer() -> TimeLimiterLayer {
    TimeLimiterLayer::builder().timeout_duration(TIMEOUT).build()
}

fn fallback_layer<E: Send + Sync + 'static>() -> FallbackLayer<u64, u64, E> {
    FallbackLayer::from_request_error(|x: &u64, _: &E| *x)
}

type CircuitError<E> = tower_resilience::circuitbreaker::CircuitBreakerError<E>;
type FallbackError<E> = tower_resilience::fallback::FallbackError<E>;
type TimeError<E> = tower_resilience::timelimiter::TimeLimiterError<E>;
