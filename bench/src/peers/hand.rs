//! What one writes by hand around tokio's timeout: a loop, a match, and a breaker of two atomics.

use std::hint::black_box;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use guard::body::{Body, Fault};
use tokio::time;

pub(super) async fn timeout<B: Body>(x: u64) -> Result<u64, Fault> {
    time::timeout(TIMEOUT, B::call(x)).await.unwrap_or(Err(Fault::Stopped))
}

/// The floor of whatever has to know the time.
pub(super) async fn looks_at_the_clock<B: Body>(x: u64) -> Result<u64, Fault> {
    let result = B::call(x).await;
    black_box(time::Instant::now());
    result
}

pub(super) async fn guarded<B: Body>(x: u64) -> Result<u64, Fault> {
    GUARD.admit()?;
    let result = B::call(x).await;
    GUARD.learn(result.is_ok());
    result
}

/// Attempts in a loop and nothing else: what no wrapper can be cheaper than.
pub(super) async fn looped<B: Body, const MILLIS: u64>(x: u64) -> Result<u64, Fault> {
    let mut retries = 0;
    loop {
        match B::call(x).await {
            Err(_) if retries < RETRIES => wait::<MILLIS>().await,
            result => return result,
        }
        retries += 1;
    }
}

pub(super) async fn retried<B: Body>(x: u64) -> Result<u64, Fault> {
    let mut retries = 0;
    loop {
        RETRIED.admit()?;
        let result = B::call(x).await;
        RETRIED.learn(result.is_ok());
        match result {
            Err(_) if retries < RETRIES => wait::<500>().await,
            result => return result,
        }
        retries += 1;
    }
}

pub(super) async fn timed<B: Body>(x: u64) -> Result<u64, Fault> {
    timed_and_waiting::<B, 500>(x).await
}

pub(super) async fn all<B: Body, const MILLIS: u64>(x: u64) -> Result<u64, Fault> {
    match timed_and_waiting::<B, MILLIS>(x).await {
        Ok(value) => Ok(value),
        Err(_) => spare(x).await,
    }
}

pub(super) async fn spare(x: u64) -> Result<u64, Fault> {
    Ok(x)
}

/// A call that an open breaker turns away.
pub(super) async fn rejected<B: Body>(x: u64) -> Result<u64, Fault> {
    OPEN.admit()?;
    let result = B::call(x).await;
    OPEN.learn(result.is_ok());
    result
}

async fn timed_and_waiting<B: Body, const MILLIS: u64>(x: u64) -> Result<u64, Fault> {
    let mut retries = 0;
    loop {
        TIMED.admit()?;
        let result = timeout::<B>(x).await;
        TIMED.learn(result.is_ok());
        match result {
            Err(_) if retries < RETRIES => wait::<MILLIS>().await,
            result => return result,
        }
        retries += 1;
    }
}

/// Skips the timer when there is nothing to wait for, as tokio's `sleep` does not.
async fn wait<const MILLIS: u64>() {
    if MILLIS > 0 {
        time::sleep(Duration::from_millis(MILLIS)).await;
    }
}

/// Opens after a run of failures. A success writes only if there is a run to end.
struct Breaker {
    failures: AtomicU32,
    /// When it opened, in milliseconds since the start of the program.
    opened: AtomicU64,
}

impl Breaker {
    const fn new() -> Self {
        Self { failures: AtomicU32::new(0), opened: AtomicU64::new(0) }
    }

    fn admit(&self) -> Result<(), Fault> {
        let is_closed = self.failures.load(Relaxed) < OPENS_AFTER;
        let is_over = || millis() >= self.opened.load(Relaxed) + OPEN_MILLIS;
        if is_closed || is_over() { Ok(()) } else { Err(Fault::Stopped) }
    }

    fn learn(&self, succeeded: bool) {
        if !succeeded {
            if self.failures.fetch_add(1, Relaxed) + 1 >= OPENS_AFTER {
                self.opened.store(millis(), Relaxed);
            }
        } else if self.failures.load(Relaxed) != 0 {
            self.failures.store(0, Relaxed);
        }
    }
}

fn millis() -> u64 {
    u64::try_from(START.elapsed().as_millis()).unwrap_or(u64::MAX)
}

static GUARD: Breaker = Breaker::new();
static RETRIED: Breaker = Breaker::new();
static TIMED: Breaker = Breaker::new();
static OPEN: Breaker =
    Breaker { failures: AtomicU32::new(OPENS_AFTER), opened: AtomicU64::new(u64::MAX / 2) };
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

pub(super) const TIMEOUT: Duration = Duration::from_secs(30);
pub(super) const RETRIES: usize = 3;
/// Never reached here, so that failing rows are those of a closed breaker.
const OPENS_AFTER: u32 = 1_000_000;
const OPEN_MILLIS: u64 = 30_000;
