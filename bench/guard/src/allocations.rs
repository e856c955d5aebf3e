//! Counts what is allocated while it is asked to. The only file with `unsafe`: an allocator can't be had without.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// What one thread has allocated.
#[derive(Debug, Clone, Copy, Default)]
pub struct Allocations {
    pub count: u64,
    pub bytes: u64,
    /// The most that was held at once, over what was held at the start.
    pub peak: i64,
    held: i64,
}

/// Runs `work` and tells what this thread allocated meanwhile.
pub fn during(work: impl FnOnce()) -> Allocations {
    COUNTED.set(Allocations { count: 0, bytes: 0, peak: 0, held: 0 });
    COUNTS.store(true, Relaxed);
    work();
    COUNTS.store(false, Relaxed);
    COUNTED.get()
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Off while times are taken: then an allocation costs a load and a branch more than it does without.
static COUNTS: AtomicBool = AtomicBool::new(false);

thread_local! {
    static COUNTED: Cell<Allocations> =
        const { Cell::new(Allocations { count: 0, bytes: 0, peak: 0, held: 0 }) };
}

fn note(taken: usize, given_back: usize) {
    if COUNTS.load(Relaxed) {
        let mut counted = COUNTED.get();
        counted.count += u64::from(taken > 0);
        counted.bytes += taken as u64;
        counted.held += taken.cast_signed() as i64 - given_back.cast_signed() as i64;
        counted.peak = counted.peak.max(counted.held);
        COUNTED.set(counted);
    }
}

// SAFETY: everything is handed to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(layout.size(), 0);
        // SAFETY: the caller's promises are those of `System`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        note(0, layout.size());
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note(size, layout.size());
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }
}
