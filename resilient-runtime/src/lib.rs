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

#[cfg(feature = "http")]
mod answer;
mod backoff;
mod breaker;
mod classify;
mod decide;
mod dice;
#[cfg(feature = "http")]
mod duration;
#[cfg(feature = "http")]
mod envelope;
mod error;
mod event;
#[cfg(feature = "http")]
mod evidence;
#[cfg(feature = "http")]
mod facts;
mod foreign;
mod gate;
#[cfg(feature = "http")]
mod hint;
#[cfg(feature = "http")]
mod moment;
#[cfg(feature = "http")]
mod names;
mod policy;
mod registry;
#[cfg(feature = "reqwest")]
pub mod reqwest;
mod run;
mod settings;
mod state;
#[cfg(feature = "http")]
mod status_error;

pub use classify::{Class, Classify, Verdict};
pub use error::Error;
#[cfg(feature = "http")]
pub use evidence::{Evidence, Transport};
#[cfg(feature = "http")]
pub use status_error::StatusError;
