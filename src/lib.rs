//! One attribute that makes an async function survive an API that fails: it retries, times out, breaks circuits and
//! falls back.
//!
//! ```
//! use resilient::resilient;
//! use std::io;
//!
//! #[resilient(
//!     retries = 4,
//!     timeout = "10s",
//!     breaker = "mirror:{host}",
//!     fallback = [host = "mirror.example.com"],
//! )]
//! async fn load(host: &str, path: String) -> io::Result<String> {
//!     fetch(host, path).await // any code that may fail
//! }
//! # async fn fetch(host: &str, path: String) -> io::Result<String> {
//! #     match host {
//! #         "mirror.example.com" => Ok(format!("{host}/{path}")),
//! #         _ => Err(io::ErrorKind::ConnectionRefused.into()),
//! #     }
//! # }
//! # let runtime =
//! #     tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()?;
//! # let loaded = runtime.block_on(load("www.example.com", "index".into()))?;
//! # assert_eq!(loaded, "mirror.example.com/index");
//! # Ok::<(), io::Error>(())
//! ```
//!
//! - [`macro@resilient`] has every option with its default, its range and an example.
//! - [`Classify`](trait@Classify) says what an error means, [`Class`] what follows from it; many errors have a
//!   classification already, and [`#[derive(Classify)]`](derive@Classify) gives one to yours.
//! - [`breaker!`] and [`policy!`] declare what many functions share; [`Policy::builder`] makes a policy at run time.
//! - [`breakers()`] and [`breaker()`] find the breakers of the process, to look at them or to switch them by hand;
//!   [`on_breaker_change`] tells when one changes.
//! - [`Error`] is what the attribute itself has to say: too late, or not let through.
//!
//! - [`set_enabled`] and [`bypass`] switch everything off, for the process or for one future.
//!
//! The README has recipes, and what to know before use; the module `guide` has a page on testing.
//!
//! # Features
//!
//! | feature | brings |
//! |---|---|
//! | `anyhow` | what `anyhow::Error` means, by its contexts and sources |
//! | `async-openai` | what the errors of async-openai 0.43 mean, and the module `async_openai`, with a service that does not retry |
//! | `genai` | what the errors of genai 0.7 mean |
//! | `http` | `Evidence`, `StatusError`: what a status, headers and a body mean, for any client |
//! | `hyper` | what the errors of hyper 1 and of the client in hyper-util 0.1 mean |
//! | `reqwest` | `http`, and the module `reqwest`: what the errors of reqwest 0.13 mean |
//! | `serde` | a [`Snapshot`] and a [`BreakerChange`] can be serialised |
//! | `tonic` | what a gRPC status of tonic 0.14 means, with its retry delay |
//! | `tracing` | events under the target `resilient` |
//! | `test-util` | the module `testing`: breakers of a test's own, recordings, scripted failures |
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(any(doc, doctest))]
pub mod guide;

#[doc(inline)]
pub use resilient_macros::{Classify, breaker, policy, resilient};
#[doc(hidden)]
pub use resilient_runtime::__private;
#[cfg(feature = "async-openai")]
#[cfg_attr(docsrs, doc(cfg(feature = "async-openai")))]
#[doc(inline)]
pub use resilient_runtime::async_openai;
#[cfg(feature = "reqwest")]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
#[doc(inline)]
pub use resilient_runtime::reqwest;
#[cfg(feature = "test-util")]
#[cfg_attr(docsrs, doc(cfg(feature = "test-util")))]
#[doc(inline)]
pub use resilient_runtime::testing;
#[doc(inline)]
pub use resilient_runtime::{
    Action, Backoff, Breaker, BreakerChange, BreakerMode, BreakerState, Chain, Class, Classify,
    Declared, Error, Jitter, KnownErrors, Listener, Policy, PolicyBuilder, PolicyError, Settings,
    Snapshot, Verdict, breaker, breakers, bypass, chain, on_breaker_change, set_enabled,
};
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
#[doc(inline)]
pub use resilient_runtime::{Evidence, StatusError, Transport};

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
