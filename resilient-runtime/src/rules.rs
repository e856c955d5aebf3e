//! The rule book of every option: ranges, waits, the class table and what can be proven of a call.
//!
//! One set of files for both crates, as the macro may not depend on tokio: those of the macro are
//! links to these, which `cargo package` follows. Pure `const` arithmetic, so nothing else is needed.
#![allow(dead_code, unreachable_pub, reason = "each of the two crates uses its part")]

pub(crate) mod bound;
pub(crate) mod breaker;
pub(crate) mod classes;
pub(crate) mod course;
pub(crate) mod proofs;
pub(crate) mod range;
pub(crate) mod wait;
