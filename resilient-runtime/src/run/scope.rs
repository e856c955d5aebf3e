//! Which call is running: the innermost one whose body this thread polls right now.

use std::cell::Cell;

use crate::clock::{Moment, Span};
use crate::site::{Kind, Site, Target};

/// What a call tells those that are made inside its body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    pub(crate) site: &'static Site,
    /// Its number; 0 where nobody listens.
    pub(crate) call: u64,
    pub(crate) deadline: Bound,
    pub(crate) retries: u32,
    /// How many calls it is in itself.
    pub(crate) depth: u16,
    /// Where it stands in its chain.
    pub(crate) link: u16,
}

/// Until when a call may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    Never,
    /// So long from now: the call has just begun, and has read no clock yet.
    Within(Span),
    At(Moment),
}

impl Scope {
    /// How many attempts it can make where it stands. A called link is asked once.
    #[cfg_attr(not(feature = "tracing"), allow(dead_code))] // a log line's number
    pub(crate) fn attempts(&self) -> u32 {
        match self.site.targets().get(usize::from(self.link)).map(Target::kind) {
            Some(Kind::Call) => 1,
            _ => self.site.most_attempts(self.retries),
        }
    }
}

/// Says that `scope` is running, until the guard is dropped.
#[inline]
pub(crate) fn enter(scope: Scope) -> Guard {
    let outer = if is_inside() { CURRENT.get() } else { None };
    CURRENT.set(Some(scope));
    Guard { outer }
}

/// Whether a call is running.
#[inline]
pub(crate) fn is_inside() -> bool {
    CURRENT.get().is_some()
}

/// The call that is running.
pub(crate) fn current() -> Option<Scope> {
    CURRENT.get()
}

/// Puts the outer call back, also after a panic.
#[derive(Debug)]
pub(crate) struct Guard {
    outer: Option<Scope>,
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        // Most calls are in no other one, and then a single word says so.
        match self.outer {
            Some(outer) => CURRENT.set(Some(outer)),
            None => CURRENT.set(None),
        }
    }
}

// No destructor, so it can be used as long as the thread runs.
thread_local! {
    static CURRENT: Cell<Option<Scope>> = const { Cell::new(None) };
}

#[cfg(test)]
mod tests {
    use super::*;

    static SITE: Site = Site::new("scope", &[]);

    fn running(call: u64) -> Scope {
        Scope { site: &SITE, call, deadline: Bound::Never, retries: 0, depth: 0, link: 0 }
    }

    fn call() -> Option<u64> {
        current().map(|scope| scope.call)
    }

    #[test]
    fn leaving_a_scope_brings_the_outer_one_back() {
        let outer = enter(running(1));
        drop(enter(running(2)));
        assert_eq!(call(), Some(1));
        drop(outer);
        assert_eq!(call(), None);
    }

    #[test]
    fn a_panic_leaves_the_scope() {
        let panicked = std::panic::catch_unwind(|| {
            let _inside = enter(running(1));
            panic!("of the body");
        });
        assert!(panicked.is_err());
        assert_eq!(call(), None);
    }
}
