//! Whether anybody wants more of calls than their answers: one word to look at, so that it is free while nobody does.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Somebody's wish to see calls, or to change what they do. Withdrawn on drop.
#[derive(Debug)]
pub(crate) struct Wish(());

impl Wish {
    pub(crate) fn new() -> Self {
        WISHES.fetch_add(1, Ordering::Relaxed);
        Self(())
    }
}

impl Drop for Wish {
    fn drop(&mut self) {
        WISHES.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Whether there is a wish in the process; whose it is and what for, a slower look tells.
/// Relaxed: a wish concerns calls of the thread or task that made it, and it sees its own writes.
#[inline]
pub(crate) fn is_wished() -> bool {
    WISHES.load(Ordering::Relaxed) != 0
}

static WISHES: AtomicUsize = AtomicUsize::new(0);
