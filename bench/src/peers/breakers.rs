//! The breakers of the peers, closed and open.

use std::sync::LazyLock;
use std::time::Duration;

use ::recloser::{AsyncRecloser, Recloser};
use circuitbreaker_rs::{BreakerError, CircuitBreaker, DefaultPolicy};
use failsafe::backoff::{Constant, EqualJittered, constant};
use failsafe::failure_policy::consecutive_failures;
use failsafe::failure_policy::{ConsecutiveFailures, OrElse, SuccessRateOverTimeWindow};
use failsafe::futures::CircuitBreaker as _;
use failsafe::{Config, StateMachine};
use guard::body::{Body, Fault};
use guard::row;
use guard::row::Row;

use super::hand;

pub(super) async fn failsafe_consecutive<B: Body>(x: u64) -> Result<u64, Fault> {
    FAILSAFE.call(B::call(x)).await.map_err(failsafe_fault)
}

pub(super) async fn failsafe_default<B: Body>(x: u64) -> Result<u64, Fault> {
    FAILSAFE_DEFAULT.call(B::call(x)).await.map_err(failsafe_fault)
}

pub(super) async fn composed_failsafe<F>(attempt: F) -> Result<u64, Fault>
where
    F: Future<Output = Result<u64, Fault>>,
{
    COMPOSED.call(attempt).await.map_err(failsafe_fault)
}

pub(super) async fn recloser<B: Body>(x: u64) -> Result<u64, Fault> {
    RECLOSER.call(B::call(x)).await.map_err(recloser_fault)
}

pub(super) async fn circuitbreaker_rs<B: Body>(x: u64) -> Result<u64, Fault> {
    CIRCUITBREAKER.call_async(|| B::call(x)).await.map_err(circuitbreaker_fault)
}

/// Calls that an open breaker turns away.
pub fn turned_away<B: Body>() -> Vec<Row> {
    vec![
        row!("hand: rejected", hand::rejected::<B>),
        row!("failsafe: rejected", async |x| {
            FAILSAFE_OPEN.call(B::call(x)).await.map_err(failsafe_fault)
        }),
        row!("recloser: rejected", async |x| {
            RECLOSER_OPEN.call(B::call(x)).await.map_err(recloser_fault)
        }),
        row!("circuitbreaker-rs: rejected", async |x| {
            CIRCUITBREAKER_OPEN.call_async(|| B::call(x)).await.map_err(circuitbreaker_fault)
        }),
    ]
}

fn failsafe_fault(error: failsafe::Error<Fault>) -> Fault {
    match error {
        failsafe::Error::Inner(fault) => fault,
        failsafe::Error::Rejected => Fault::Stopped,
    }
}

fn recloser_fault(error: ::recloser::Error<Fault>) -> Fault {
    match error {
        ::recloser::Error::Inner(fault) => fault,
        ::recloser::Error::Rejected => Fault::Stopped,
    }
}

fn circuitbreaker_fault(error: BreakerError<Fault>) -> Fault {
    match error {
        BreakerError::Operation(fault) => fault,
        BreakerError::Open | BreakerError::Internal(_) => Fault::Stopped,
    }
}

fn consecutive(failures: u32) -> Consecutive {
    let policy = consecutive_failures(failures, constant(LONG));
    Config::new().failure_policy(policy).build()
}

type Consecutive = StateMachine<ConsecutiveFailures<Constant>, ()>;
type ByDefault = StateMachine<
    OrElse<SuccessRateOverTimeWindow<EqualJittered>, ConsecutiveFailures<EqualJittered>>,
    (),
>;

static FAILSAFE: LazyLock<Consecutive> = LazyLock::new(|| consecutive(5));
static COMPOSED: LazyLock<Consecutive> = LazyLock::new(|| consecutive(1_000_000));
static FAILSAFE_DEFAULT: LazyLock<ByDefault> = LazyLock::new(|| Config::new().build());
static FAILSAFE_OPEN: LazyLock<Consecutive> = LazyLock::new(|| {
    let breaker = consecutive(1);
    failsafe::CircuitBreaker::call(&breaker, || Err::<(), ()>(())).ok();
    breaker
});
static RECLOSER: LazyLock<AsyncRecloser> =
    LazyLock::new(|| AsyncRecloser::from(Recloser::custom().open_wait(LONG).build()));
static RECLOSER_OPEN: LazyLock<AsyncRecloser> = LazyLock::new(|| {
    let breaker = Recloser::custom().closed_len(1).open_wait(LONG).build();
    for _ in 0..3 {
        breaker.call(|| Err::<(), ()>(())).ok();
    }
    AsyncRecloser::from(breaker)
});
static CIRCUITBREAKER: LazyLock<CircuitBreaker<DefaultPolicy, Fault>> =
    LazyLock::new(|| CircuitBreaker::<DefaultPolicy, Fault>::builder().cooldown(LONG).build());
static CIRCUITBREAKER_OPEN: LazyLock<CircuitBreaker<DefaultPolicy, Fault>> = LazyLock::new(|| {
    let breaker = CircuitBreaker::<DefaultPolicy, Fault>::builder().cooldown(LONG).build();
    breaker.force_open();
    breaker
});

/// What is open stays so for as long as it is measured.
const LONG: Duration = Duration::from_secs(3_600);
