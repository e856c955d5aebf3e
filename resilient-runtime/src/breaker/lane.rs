//! Counters that several threads move without waiting for one another: a cache line for each.

use std::cell::Cell;
use std::sync::atomic::AtomicUsize;
use std::thread::available_parallelism;

use crate::sync::{AtomicU64, Ordering};

/// A breaker's lanes; a thread always takes the same one.
#[derive(Debug)]
pub(crate) struct Lanes(Box<[Lane]>);

#[derive(Debug, Default)]
#[repr(align(128))]
struct Lane {
    /// Successes, under the edition of the sign that they were counted for in the upper half.
    successes: AtomicU64,
    rejected: AtomicU64,
}

impl Lanes {
    pub(crate) fn new() -> Self {
        let threads = available_parallelism().map_or(1, usize::from);
        // A model is the same on every machine.
        let lanes = if cfg!(resilient_loom) { 2 } else { threads.min(MOST).next_power_of_two() };
        Self((0..lanes).map(|_| Lane::default()).collect())
    }

    /// Counts a success, unless the lane has been emptied for another edition or is full.
    pub(crate) fn count(&self, edition: u32) -> bool {
        let counted = |known| {
            let fits = known >> 32 == u64::from(edition) && known & COUNT != COUNT;
            fits.then_some(known + 1)
        };
        let mine = &self.mine().successes;
        mine.fetch_update(Ordering::Release, Ordering::Relaxed, counted).is_ok()
    }

    pub(crate) fn reject(&self) {
        self.mine().rejected.fetch_add(1, Ordering::Relaxed);
    }

    /// Returns the successes, and begins to count for `edition`.
    pub(crate) fn empty(&self, edition: u32) -> u64 {
        let next = u64::from(edition) << 32;
        self.0.iter().map(|lane| lane.successes.swap(next, Ordering::AcqRel) & COUNT).sum()
    }

    pub(crate) fn rejected(&self) -> u64 {
        self.0.iter().map(|lane| lane.rejected.load(Ordering::Relaxed)).sum()
    }

    #[cfg(test)]
    pub(crate) fn heap(&self) -> usize {
        size_of_val(&*self.0)
    }

    fn mine(&self) -> &Lane {
        // In bounds: the length is a power of two.
        &self.0[number() & (self.0.len() - 1)]
    }
}

/// This thread's number, given when it is first asked for.
fn number() -> usize {
    NUMBER.with(|number| {
        if number.get() == NONE {
            number.set(NEXT.fetch_add(1, Ordering::Relaxed) % NONE);
        }
        number.get()
    })
}

#[cfg(not(resilient_loom))]
thread_local! {
    static NUMBER: Cell<usize> = const { Cell::new(NONE) };
}

#[cfg(resilient_loom)]
loom::thread_local! {
    static NUMBER: Cell<usize> = Cell::new(0);
}

/// Gives a model's thread its number: one that is drawn would differ from run to run.
#[cfg(all(test, resilient_loom))]
pub(crate) fn set_number(number: usize) {
    NUMBER.with(|it| it.set(number));
}

static NEXT: AtomicUsize = AtomicUsize::new(0);
const NONE: usize = usize::MAX;
/// More would cost memory in every breaker, and few threads meet in one at the same nanosecond.
const MOST: usize = 4;
/// The half of a word that counts.
const COUNT: u64 = u32::MAX as u64;
