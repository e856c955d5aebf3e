//! What the measured functions do: nothing, a yield, or a failure or two before it.

use std::hint::black_box;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

use resilient::{Class, Classify, Verdict};

/// The error of every row. As wide as the value, so that a result goes through `black_box` in two whole words: a
/// narrow tag that is read back in a wide load would stall for longer than most wrappers take.
#[repr(u64)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Failed,
    Stopped,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("fault")
    }
}

impl std::error::Error for Fault {}

impl Classify for Fault {
    fn classify(&self) -> Verdict {
        Class::Network.into()
    }
}

impl From<resilient::Error> for Fault {
    fn from(_: resilient::Error) -> Self {
        Self::Stopped
    }
}

/// The body of a row. Its result goes through `black_box`, so that no error arm is optimised away.
pub trait Body: Send + Sync + 'static {
    fn call(x: u64) -> impl Future<Output = Result<u64, Fault>> + Send;
}

/// Is ready at once.
#[derive(Debug)]
pub struct Ready;

impl Body for Ready {
    async fn call(x: u64) -> Result<u64, Fault> {
        black_box(Ok(x))
    }
}

/// Is pending once.
#[derive(Debug)]
pub struct Pending;

impl Body for Pending {
    async fn call(x: u64) -> Result<u64, Fault> {
        tokio::task::yield_now().await;
        black_box(Ok(x))
    }
}

/// Fails `N` times in each call, then succeeds.
#[derive(Debug)]
pub struct Fails<const N: u8>;

impl<const N: u8> Body for Fails<N> {
    async fn call(x: u64) -> Result<u64, Fault> {
        let attempts = &ATTEMPTS[usize::try_from(x).unwrap_or(0) % ATTEMPTS.len()];
        let attempt = attempts.load(Relaxed);
        attempts.store(if attempt == N { 0 } else { attempt + 1 }, Relaxed);
        black_box(if attempt == N { Ok(x) } else { Err(Fault::Failed) })
    }
}

/// The attempts that the calls in flight have made, so that a body can tell which one it is.
static ATTEMPTS: [AtomicU8; 1 << 14] = [const { AtomicU8::new(0) }; 1 << 14];
