//! Which call is running: the innermost one whose body this thread polls right now.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use crate::clock::Moment;
use crate::site::{Site, Target};

/// What a call tells those that are made inside its body. It is put together at every poll, so it is
/// what the call has at hand, and the rest is worked out by those who ask.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    pub(crate) site: &'static Site,
    /// Its number; 0 where nobody listens.
    pub(crate) call: u64,
    /// The time of the whole call.
    pub(crate) deadline: Option<Duration>,
    /// When that began to run, if it has.
    pub(crate) started: Option<Moment>,
    pub(crate) retries: u32,
    /// How many calls it is in itself.
    pub(crate) depth: u16,
    /// Where it stands in its chain.
    pub(crate) link: u16,
}

impl Scope {
    /// Whether it has a deadline that runs, so that the time matters.
    pub(crate) const fn is_running_out(&self) -> bool {
        self.deadline.is_some() && self.started.is_some()
    }

    /// What is left of its deadline at a moment that is now; without one, and where it does not run yet, all of it.
    pub(crate) fn left(&self, now: Option<Instant>) -> Option<Duration> {
        let deadline = self.deadline?;
        let (Some(started), Some(now)) = (self.started, now) else {
            return Some(deadline);
        };
        Some(deadline.saturating_sub(now.saturating_duration_since(started.instant())))
    }

    /// How many attempts it can make where it stands. A called link is asked once.
    #[cfg_attr(not(feature = "tracing"), allow(dead_code))] // a log line's number
    pub(crate) fn attempts(&self) -> u32 {
        match self.site.targets().get(usize::from(self.link)) {
            Some(Target::Call(_)) => 1,
            _ => self.site.most_attempts(self.retries),
        }
    }
}

/// Says that `scope` is running, until the guard is dropped.
#[inline]
pub(crate) fn enter(scope: Scope) -> Guard {
    let has_outer = is_inside() && set_aside();
    CURRENT.set(Some(scope));
    Guard { has_outer }
}

/// Keeps the running call for later; not where the thread is about to end.
#[cold]
fn set_aside() -> bool {
    OUTER.try_with(|outer| outer.borrow_mut().extend(CURRENT.get())).is_ok()
}

/// The call that was set aside last.
#[cold]
fn bring_back() -> Option<Scope> {
    OUTER.try_with(|outer| outer.borrow_mut().pop()).ok().flatten()
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

/// Puts the outer call back, also after a panic. It is moved at every poll, so it holds no more than that there is one.
#[derive(Debug)]
pub(crate) struct Guard {
    has_outer: bool,
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        CURRENT.set(if self.has_outer { bring_back() } else { None });
    }
}

thread_local! {
    // No destructor, so it can be used as long as the thread runs.
    static CURRENT: Cell<Option<Scope>> = const { Cell::new(None) };
    /// The calls around it, the outermost first. Polls end in the reverse order of their beginning.
    static OUTER: RefCell<Vec<Scope>> = const { RefCell::new(Vec::new()) };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    static SITE: Site = Site::new("scope", &[], Policy::builder(), None);

    fn running(call: u64) -> Scope {
        Scope { site: &SITE, call, deadline: None, started: None, retries: 0, depth: 0, link: 0 }
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

    #[test]
    fn what_is_left_depends_on_the_time_once_the_deadline_runs() {
        let (second, now) = (Duration::from_secs(1), Instant::now());
        assert_eq!(running(1).left(Some(now)), None);
        let begun = Scope { deadline: Some(second), ..running(1) };
        assert_eq!((begun.is_running_out(), begun.left(None)), (false, Some(second)));
        let runs = Scope { started: Some(Moment::of(now)), ..begun };
        assert!(runs.is_running_out());
        assert_eq!(runs.left(Some(now + second / 4)), Some(second * 3 / 4));
        assert_eq!(runs.left(Some(now + second * 2)), Some(Duration::ZERO));
    }
}
