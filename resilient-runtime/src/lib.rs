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

mod attempt;
mod backoff;
mod breaker;
mod cell;
mod chain;
mod classify;
mod clock;
mod decide;
mod declared;
mod dice;
mod error;
mod event;
#[cfg(feature = "http")]
mod evidence;
mod family;
mod feed;
mod foreign;
mod gate;
mod generated;
mod last;
mod ledger;
#[cfg(feature = "tracing")]
mod log;
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
mod site;
mod slot;
mod snapshot;
mod state;
mod step;
mod window;

pub use backoff::{Backoff, Jitter};
pub use breaker::Breaker;
pub use classify::{Class, Classify, Verdict};
pub use declared::Declared;
pub use error::Error;
#[cfg(feature = "http")]
pub use evidence::status_error::StatusError;
#[cfg(feature = "http")]
pub use evidence::{Evidence, Transport};
pub use policy::{Action, Policy, PolicyBuilder, PolicyError};
pub use registry::{breaker, breakers};
pub use settings::Settings;
pub use snapshot::{BreakerState, Snapshot};

/// What generated code calls. Not for people: nothing here is kept stable.
#[doc(hidden)]
pub mod __private {
    pub use crate::feed::Feed;
    pub use crate::generated::*;
    pub use crate::last::Last;
    pub use crate::run::Run;
    pub use crate::site::{Site, Target};
    pub use crate::slot::Slot;
    pub use crate::step::{Entry, Outcome, Step};
}
