//! What tests of users' code need: breakers of their own, what happened, and failures on demand.
//!
//! All of it is about a [`Scope`]: a test begins with [`isolate`], or is wrapped in [`scope`] if its tasks run on
//! several threads. In it, the breakers of the process are out of sight, [`script`] says what attempts come to,
//! [`record`] hears what follows, and waits repeat exactly. Any number of tests can run at once.
//!
//! ```
//! # use resilient_runtime as resilient;
//! use resilient::testing;
//!
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! # runtime.block_on(async {
//! let _isolated = testing::isolate();
//! let recording = testing::record();
//! // .. call annotated functions ..
//! assert!(recording.ids().is_empty()); // `attempts("chat")`, `waits("chat")`, `events()`
//! # });
//! ```

mod event;
mod ids;
pub(crate) mod instead;
mod log;
pub(crate) mod probe;
mod recording;
pub(crate) mod scope;
mod scoped;
mod script;

use std::future::Future;

pub use event::Event;
pub(crate) use recording::note;
pub use recording::{Recorded, Recording};
pub use scope::{Isolated, Scope};
pub use scoped::Scoped;
pub use script::Outcome;

use crate::{dice, registry};

/// Gives this thread a scope of its own, until the guard is dropped.
///
/// It covers what the thread runs: with `#[tokio::test]`, also the tasks that the test spawns. Dropped at the end of
/// a test that passes, it fails the test if a [`script`] was for a function that was never called.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::{Declared, Settings, testing};
///
/// static CHAT: Declared = Declared::new("isolate-example", Settings::DEFAULT);
///
/// let isolated = testing::isolate();
/// CHAT.force_open();
/// drop(isolated);
/// assert!(resilient::breaker("isolate-example").is_none());
/// ```
pub fn isolate() -> Isolated {
    Isolated::checked(&Scope::new())
}

/// Runs a future in a scope of its own, whichever threads poll it.
///
/// A task that it spawns is outside, unless it takes the scope along: [`Scope::current`]. At the end it looks at
/// scripts as [`isolate`] does.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::testing;
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(
/// testing::scope(async {
///     assert!(resilient::breakers().is_empty());
/// })
/// # );
/// ```
pub fn scope<F: Future>(future: F) -> Scoped<F> {
    Scoped::checked(Scope::new(), future)
}

/// Begins to record what happens in the scope.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::testing;
///
/// let _isolated = testing::isolate();
/// let recording = testing::record();
/// assert_eq!(recording.to_string(), "");
/// ```
///
/// # Panics
///
/// Outside of a scope.
#[track_caller]
pub fn record() -> Recording {
    Recording::begin(Scope::current())
}

/// Says what the next attempts of a function come to, in all its calls; after them its body runs.
///
/// `id` is the function's path or its last parts: `chat`, `shop::client::chat`, or what the option `id` says. A second
/// script for the same id goes on where the first one ends.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::testing::{self, Outcome};
/// use std::io;
///
/// let _isolated = testing::isolate();
/// testing::script("chat", [Outcome::error(io::Error::other("down")), Outcome::hang(), Outcome::real()]);
/// # testing::reset();
/// ```
///
/// # Panics
///
/// Outside of a scope. A call panics whose function does not return what the script has for it, or where the id fits
/// several functions.
#[track_caller]
pub fn script(id: &str, outcomes: impl IntoIterator<Item = Outcome>) {
    // Made first: an iterator is the test's own code, which may be anywhere.
    let outcomes: Vec<Outcome> = outcomes.into_iter().collect();
    Scope::current().scripts().add(id, outcomes);
}

/// Starts the dice anew from `seed`, so that waits and open times repeat exactly: those of the scope, or of this
/// thread where there is none.
///
/// ```
/// # use resilient_runtime as resilient;
/// resilient::testing::seed(7);
/// ```
pub fn seed(seed: u64) {
    match scope::current() {
        Some(scope) => scope.seed(seed),
        None => dice::seed(seed),
    }
}

/// Closes all breakers and gates, with nothing counted, and forgets all scripts: of the scope, or of the process where
/// there is none. A breaker stays the same one, so who holds it sees it.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::{BreakerState, Declared, Settings, testing};
///
/// static CHAT: Declared = Declared::new("reset-example", Settings::DEFAULT);
///
/// let _isolated = testing::isolate();
/// CHAT.force_open();
/// testing::reset();
/// assert_eq!(CHAT.state(), BreakerState::Closed);
/// ```
pub fn reset() {
    if let Some(scope) = scope::current() {
        scope.scripts().forget();
    }
    for breaker in registry::breakers() {
        breaker.reset();
    }
}
