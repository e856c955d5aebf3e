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
mod cell;
mod classify;
mod clock;
mod decide;
mod declared;
mod dice;
mod error;
mod event;
mod evidence;
mod family;
mod gate;
mod hint;
mod ledger;
mod names;
mod open_time;
mod permit;
mod policy;
mod probes;
mod registry;
#[cfg(feature = "reqwest")]
pub mod reqwest;
mod rules;
mod run;
mod scratch;
mod settings;
mod snapshot;
mod state;
mod window;

pub use breaker::Breaker;
pub use classify::{Class, Classify, Verdict};
pub use declared::Declared;
pub use error::Error;
pub use registry::breaker;
pub use registry::breakers;
pub use settings::Settings;
pub use snapshot::BreakerState;
pub use snapshot::Snapshot;
