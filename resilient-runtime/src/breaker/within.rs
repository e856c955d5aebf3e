//! Whose probes this thread is in: a call that a probe's body makes through the same breaker is part of the probe.

use std::cell::RefCell;

use crate::breaker::cell::Cell;

/// The body of a probe is polled until this is dropped.
#[derive(Debug)]
pub(crate) struct Within(());

pub(crate) fn enter(cell: &Cell) -> Within {
    let _ = PROBED.try_with(|probed| probed.borrow_mut().push(place(cell)));
    Within(())
}

pub(crate) fn is_within(cell: &Cell) -> bool {
    PROBED.try_with(|probed| probed.borrow().contains(&place(cell))).unwrap_or(false)
}

impl Drop for Within {
    fn drop(&mut self) {
        let _ = PROBED.try_with(|probed| probed.borrow_mut().pop());
    }
}

fn place(cell: &Cell) -> usize {
    std::ptr::from_ref(cell).addr()
}

thread_local! {
    // Polls end in the reverse order of their beginning.
    static PROBED: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}
