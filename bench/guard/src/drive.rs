//! What runs the calls of a row: a bare loop without a scheduler, or a task.

use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

/// Polls one call after the other to its end, with a waker that does nothing.
pub fn bare<F: Future>(calls: u64, mut call: impl FnMut(u64) -> F) {
    let mut context = Context::from_waker(Waker::noop());
    for x in 0..calls {
        let mut future = pin!(call(black_box(x)));
        let result = loop {
            if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
                break result;
            }
        };
        black_box(result);
    }
}

/// Awaits one call after the other.
pub async fn task<F: Future>(calls: u64, mut call: impl FnMut(u64) -> F) {
    for x in 0..calls {
        black_box(call(black_box(x)).await);
    }
}

/// A runtime on this thread alone.
pub fn current_thread() -> Runtime {
    let runtime = Builder::new_current_thread().enable_time().build().expect("a runtime");
    // A driver that never parks is woken, by a write to a file, for each timer nearer than its next; this one's next
    // stays near.
    runtime.block_on(async {
        tokio::spawn(tokio::time::sleep(Duration::from_millis(50)));
        tokio::time::sleep(Duration::from_millis(2)).await;
    });
    runtime
}
