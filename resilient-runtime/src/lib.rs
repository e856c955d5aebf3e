//! What functions annotated with `#[resilient]` call.
//!
//! Arrows point down: `run` drives, everything below it is told the time and the dice.
//!
//! ```text
//! generated code
//!   run        one call: its chain, its attempts, its steps
//!    ├─ decide      what follows from a failure, by the class table
//!    │   └─ policy ─ backoff ─ rules
//!    ├─ registry    breakers by name
//!    │   └─ breaker      the shared cell, its state, window and gate
//!    ├─ evidence    what an answer of an API means
//!    │   └─ classify
//!    ├─ chain       what an error means that holds others
//!    ├─ testing     scopes, scripts and recordings of tests
//!    ├─ switch      whether a call is a plain one
//!    └─ event       what happened
//! ```
//!
//! Depend on `resilient-fn`, not on this crate: only what the facade re-exports is kept stable.

#[cfg(feature = "async-openai")]
pub mod async_openai;
mod backoff;
mod breaker;
mod chain;
mod classify;
mod clock;
mod decide;
mod dice;
mod emit;
mod error;
mod event;
#[cfg(feature = "http")]
mod evidence;
mod field;
mod foreign;
#[cfg(feature = "genai")]
mod genai;
mod generated;
#[doc(hidden)]
pub mod hints;
#[cfg(feature = "hyper")]
mod hyper;
#[cfg(feature = "tracing")]
mod log;
#[cfg(feature = "metrics")]
mod metrics;
mod policy;
mod registry;
#[cfg(feature = "reqwest")]
pub mod reqwest;
mod rules;
mod run;
mod site;
mod switch;
mod sync;
#[cfg(feature = "test-util")]
pub mod testing;
#[cfg(feature = "tonic")]
mod tonic;
mod trail;
mod watch;

pub use backoff::Backoff;
pub use breaker::Breaker;
pub use breaker::change::{BreakerChange, Listener, on_breaker_change};
pub use breaker::settings::{BreakerMode, Settings};
pub use breaker::snapshot::{BreakerState, Snapshot};
pub use chain::{Chain, KnownErrors, chain};
pub use classify::{Class, Classify, Verdict};
pub use error::Error;
#[cfg(feature = "http")]
pub use evidence::status_error::StatusError;
#[cfg(feature = "http")]
pub use evidence::{Evidence, Transport};
pub use policy::{Policy, PolicyBuilder, PolicyError};
pub use registry::declared::Declared;
pub use registry::{breaker, breakers};
pub use rules::classes::Action;
pub use rules::wait::Jitter;
pub use switch::{bypass, set_enabled};
pub use trail::call::Call;
pub use trail::step::{Attempt, End, Skipped};
pub use trail::{Trail, trail};

/// What generated code calls. Not for people: nothing here is kept stable.
#[doc(hidden)]
pub mod __private {
    pub use crate::field::{Hint, Status};
    pub use crate::generated::*;
    pub use crate::hints;
    pub use crate::registry::declared::Declaration;
    pub use crate::run::Run;
    pub use crate::run::feed::{Feed, items_of};
    pub use crate::run::held::Held;
    pub use crate::run::last::last;
    pub use crate::run::linked::{Gives, linked};
    pub use crate::run::own::Own;
    pub use crate::run::slot::{Slot, again, unwritable};
    pub use crate::run::step::Turn;
    pub use crate::run::stop::stopped;
    pub use crate::site::{Site, Target};
    #[cfg(feature = "test-util")]
    pub use crate::testing::probe::{
        Answers, AnswersNot, Errs, ErrsNot, Makes, Named, Names, NamesNot, TakesNoStatus,
        TakesStatus, probe,
    };
    pub use crate::{
        __ask as ask, __attempt as attempt, __body_first as body_first, __end as end,
        __guard as guard, __hints as hints, __lent as lent, __links as links, __resort as resort,
        __returns as returns, __run as run,
    };
    pub use crate::{
        Action, Backoff, BreakerMode, Class, Classify, Declared, Error, Jitter, Policy, Settings,
    };
    pub use std::option::Option::{None, Some};
    pub use std::pin::pin;
    pub use std::time::Duration;
}
