//! Turning everything off: for the process by hand, or for one task.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::watch::{self, Wish};

/// Turns all annotated functions of the process into plain ones, or back.
///
/// A call that begins while they are off is its body, once, with nothing around it: no retry, timeout, deadline,
/// breaker, gate, fallback or last resort, and no event. A call that has begun goes on as it began.
///
/// ```
/// # use resilient_runtime as resilient;
/// resilient::set_enabled(false); // a call makes one attempt, and its error comes back as it is
/// resilient::set_enabled(true);
/// ```
pub fn set_enabled(enabled: bool) {
    let mut wish = DISABLED.lock().unwrap_or_else(PoisonError::into_inner);
    *wish = (!enabled).then(Wish::new);
    OFF.store(!enabled, Ordering::Relaxed);
}

/// Makes the annotated functions that `future` calls plain ones, as [`set_enabled`] does for the whole process.
///
/// It is what `future` itself does that counts, wherever it is polled; a task that it spawns is on its own.
///
/// ```
/// # use resilient_runtime as resilient;
/// # async fn health() -> u32 { 1 }
/// # async fn example() {
/// let healthy = resilient::bypass(health()).await; // one attempt, whatever breakers say
/// # let _ = healthy;
/// # }
/// ```
pub fn bypass<F: Future>(future: F) -> impl Future<Output = F::Output> {
    Bypass { future, wish: Wish::new() }
}

/// Whether a call that begins here and now is a plain one.
#[inline]
pub(crate) fn is_off() -> bool {
    watch::is_wished() && (OFF.load(Ordering::Relaxed) || BYPASSED.get())
}

pin_project! {
    /// A future whose calls are plain ones.
    struct Bypass<F> {
        #[pin]
        future: F,
        wish: Wish,
    }
}

impl<F: Future> Future for Bypass<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let _inside = Inside(BYPASSED.replace(true));
        self.project().future.poll(cx)
    }
}

/// A poll under way, and whether it is inside of another one; also a panic ends it.
struct Inside(bool);

impl Drop for Inside {
    fn drop(&mut self) {
        BYPASSED.set(self.0);
    }
}

/// Holds the wish while everything is off, so that the driver looks.
static DISABLED: Mutex<Option<Wish>> = Mutex::new(None);
static OFF: AtomicBool = AtomicBool::new(false);

thread_local! {
    static BYPASSED: Cell<bool> = const { Cell::new(false) };
}
