//! A scope of tests: breakers, dice, scripts and recordings of its own, for a thread or a tree of tasks.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::dice::splitmix64;
use crate::registry::Registry;
use crate::site::Site;
use crate::testing::ids;
use crate::testing::log::Log;
use crate::testing::scoped::Scoped;
use crate::testing::script::Scripts;
use crate::watch::{self, Wish};

/// A world of its own for annotated functions: what they do in it is not seen outside, and nothing outside of it is
/// seen by them.
///
/// [`isolate`](crate::testing::isolate) and [`scope`](crate::testing::scope) make one and enter it. A task or a thread
/// that is started in it is outside again; this is how to take it along:
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::testing::{self, Scope};
///
/// # async fn work() {}
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(
/// testing::scope(async {
///     let scope = Scope::current();
///     tokio::spawn(scope.run(work())).await.unwrap();
/// })
/// # );
/// ```
#[derive(Clone)]
pub struct Scope(Arc<Shared>);

struct Shared {
    registry: Registry,
    dice: Mutex<u64>,
    scripts: Mutex<Scripts>,
    log: Mutex<Log>,
    /// The functions that were called.
    called: Mutex<BTreeSet<&'static str>>,
    /// The functions whose first error of unknown meaning has been told.
    puzzled: Mutex<BTreeSet<&'static str>>,
    _wish: Wish,
}

impl Scope {
    /// Makes a scope: no breaker is known in it, and its dice are the same each time.
    #[expect(clippy::new_without_default, reason = "each one is another world")]
    pub fn new() -> Self {
        Self(Arc::new(Shared {
            registry: Registry::default(),
            dice: Mutex::new(FIRST_SEED),
            scripts: Mutex::default(),
            log: Mutex::default(),
            called: Mutex::default(),
            puzzled: Mutex::default(),
            _wish: Wish::new(),
        }))
    }

    /// The scope that this code runs in.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[track_caller]
    pub fn current() -> Self {
        match current() {
            Some(scope) => scope,
            None => panic!(
                "there is no scope here; begin the test with `let _isolated = testing::isolate();`, \
                 or wrap it in `testing::scope(..)`"
            ),
        }
    }

    /// Enters it on this thread, until the guard is dropped.
    pub fn isolate(&self) -> Isolated {
        Isolated { inside: Inside::enter(self), checks: false, _stays: PhantomData }
    }

    /// Enters it for a future, wherever that is polled.
    pub fn run<F: Future>(&self, future: F) -> Scoped<F> {
        Scoped::new(self.clone(), future)
    }

    /// Fails a test whose script was for a function that was never called.
    pub(super) fn check(&self) {
        let unused = self.scripts().unused();
        if let Some(id) = unused {
            let called: Vec<_> = lock(&self.0.called).iter().copied().collect();
            panic!("the script for `{id}` was not used; {}", ids::existing("called", &called));
        }
    }

    pub(crate) fn registry(&self) -> &Registry {
        &self.0.registry
    }

    pub(crate) fn throw(&self) -> u64 {
        let mut state = lock(&self.0.dice);
        let (next, dice) = splitmix64(*state);
        *state = next;
        dice
    }

    pub(crate) fn seed(&self, seed: u64) {
        *lock(&self.0.dice) = seed;
    }

    pub(crate) fn is_puzzled_for_the_first_time(&self, site: &Site) -> bool {
        lock(&self.0.puzzled).insert(site.id())
    }

    pub(super) fn note_call(&self, id: &'static str) {
        lock(&self.0.called).insert(id);
    }

    pub(super) fn scripts(&self) -> MutexGuard<'_, Scripts> {
        lock(&self.0.scripts)
    }

    pub(super) fn log(&self) -> MutexGuard<'_, Log> {
        lock(&self.0.log)
    }

    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").field("breakers", &self.0.registry.all()).finish_non_exhaustive()
    }
}

/// The scope of this thread, as long as this value lives.
#[must_use = "the scope ends where this is dropped; write `let _isolated = ..`"]
#[derive(Debug)]
pub struct Isolated {
    inside: Inside,
    checks: bool,
    /// It is about this thread.
    _stays: PhantomData<*const ()>,
}

impl Isolated {
    /// The one that also looks at the end whether the scripts were used.
    pub(super) fn checked(scope: &Scope) -> Self {
        Self { inside: Inside::enter(scope), checks: true, _stays: PhantomData }
    }
}

impl Drop for Isolated {
    fn drop(&mut self) {
        if self.checks && !std::thread::panicking() {
            self.inside.0.check();
        }
    }
}

/// Marks that this thread is in a scope; dropped, it no longer is.
#[derive(Debug)]
pub(super) struct Inside(Scope);

impl Inside {
    pub(super) fn enter(scope: &Scope) -> Self {
        ENTERED.with_borrow_mut(|entered| entered.push(scope.clone()));
        Self(scope.clone())
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        // Guards of tasks that share a thread may end in any order. No panic where the thread is ending.
        let _ = ENTERED.try_with(|entered| {
            let mut entered = entered.borrow_mut();
            let place = entered.iter().rposition(|scope| scope.is(&self.0));
            place.map(|place| entered.remove(place))
        });
    }
}

/// The scope that this code runs in, if any.
pub(crate) fn current() -> Option<Scope> {
    if !watch::is_wished() {
        return None;
    }
    ENTERED.try_with(|entered| entered.borrow().last().cloned()).ok().flatten()
}

/// A test that panicked under one of these locks has left nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

thread_local! {
    /// The scopes that this thread is in, the innermost last.
    static ENTERED: RefCell<Vec<Scope>> = const { RefCell::new(Vec::new()) };
}

/// Any number does: a test that fails fails again.
const FIRST_SEED: u64 = 0;
