//! What functions annotated with `#[resilient]` call.
//!
//! Arrows point down: `run` drives, everything below it is told the time and the dice.
//!
//! ```text
//! run ── decide ── policy ── backoff
//!  │        └───── classify
//!  ├── breaker ── state ── settings
//!  │      └────── gate
//!  ├── registry
//!  └── event
//! ```
//! Depend on `resilient-fn`, not on this crate: only what the facade re-exports is kept stable.

mod backoff;
mod breaker;
mod classify;
mod decide;
mod dice;
mod error;
mod event;
mod evidence;
mod gate;
mod hint;
mod policy;
mod probes;
mod registry;
#[cfg(feature = "reqwest")]
pub mod reqwest;
mod rules;
mod run;
mod settings;
mod snapshot;
mod state;
mod window;

pub use classify::{Class, Classify, Verdict};
pub use error::Error;
pub use settings::Settings;
pub use snapshot::BreakerState;
pub use snapshot::Snapshot;
