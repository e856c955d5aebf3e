//! Which call is running: the innermost one whose body this thread polls right now.

use std::cell::Cell;
use std::time::Duration;

use tokio::time::Instant;

use crate::site::{Kind, Site, Target};

/// What a call tells those that are made inside its body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    pub(crate) site: &'static Site,
    /// Its number; 0 where nobody listens.
    pub(crate) call: u64,
    pub(crate) deadline: Bound,
    /// How many calls it is in itself.
    pub(crate) depth: u32,
    retries: u32,
    link: usize,
}

/// Until when a call may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    Never,
    /// So long from now: the call has just begun, and has read no clock yet.
    Within(Duration),
    At(Instant),
}

impl Bound {
    /// Shortens a deadline to what is left of this one. The clock is read only if it has to be.
    pub(crate) fn bound(
        self,
        own: Option<Duration>,
        started: &mut Option<Instant>,
    ) -> Option<Duration> {
        let left = match self {
            Self::Never => return own,
            Self::Within(left) => left,
            Self::At(end) => {
                end.saturating_duration_since(*started.get_or_insert_with(Instant::now))
            }
        };
        Some(own.map_or(left, |own| own.min(left)))
    }
}

impl Scope {
    pub(crate) const fn new(site: &'static Site, call: u64, deadline: Bound) -> Self {
        Self { site, call, deadline, depth: 0, retries: 0, link: 0 }
    }

    /// Says where it stands: how deep, with how many retries, at which link of its chain.
    pub(crate) const fn at(mut self, depth: u32, retries: u32, link: usize) -> Self {
        self.depth = depth;
        self.retries = retries;
        self.link = link;
        self
    }

    /// How many attempts it can make where it stands. A called link is asked once.
    #[cfg_attr(not(feature = "tracing"), allow(dead_code))] // a log line's number
    pub(crate) fn attempts(&self) -> u32 {
        match self.site.targets().get(self.link).map(Target::kind) {
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

    fn call() -> Option<u64> {
        current().map(|scope| scope.call)
    }

    #[test]
    fn leaving_a_scope_brings_the_outer_one_back() {
        let outer = enter(Scope::new(&SITE, 1, Bound::Never));
        drop(enter(Scope::new(&SITE, 2, Bound::Never)));
        assert_eq!(call(), Some(1));
        drop(outer);
        assert_eq!(call(), None);
    }

    #[test]
    fn a_panic_leaves_the_scope() {
        let panicked = std::panic::catch_unwind(|| {
            let _inside = enter(Scope::new(&SITE, 1, Bound::Never));
            panic!("of the body");
        });
        assert!(panicked.is_err());
        assert_eq!(call(), None);
    }

    #[test]
    fn a_bound_shortens_and_never_lengthens() {
        let second = Duration::from_secs(1);
        for (own, left) in
            [(None, second), (Some(second * 2), second), (Some(second / 2), second / 2)]
        {
            assert_eq!(Bound::Within(second).bound(own, &mut None), Some(left));
        }
        assert_eq!(Bound::Never.bound(Some(second), &mut None), Some(second));
    }

    #[test]
    fn a_bound_that_has_passed_leaves_nothing() {
        let mut started = Some(Instant::now());
        let end = Bound::At(started.unwrap());
        assert_eq!(end.bound(None, &mut started), Some(Duration::ZERO));
    }
}
