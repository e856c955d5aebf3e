//! What threads share in a breaker: std's, or loom's, whose models try every order of steps.

#[cfg(resilient_loom)]
pub(crate) use loom::sync::atomic::{AtomicU64, Ordering, fence};
#[cfg(resilient_loom)]
pub(crate) use loom::sync::{Mutex, MutexGuard};
#[cfg(not(resilient_loom))]
pub(crate) use std::sync::atomic::{AtomicU64, Ordering, fence};
#[cfg(not(resilient_loom))]
pub(crate) use std::sync::{Mutex, MutexGuard};
