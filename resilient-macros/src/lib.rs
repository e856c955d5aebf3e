//! The attribute of `resilient-fn`, and its two declarations.

#![allow(dead_code, reason = "expand.rs uses the options")]

mod backoff;
mod breaker;
mod config;
mod count;
mod declaration;
mod diagnostics;
mod duration;
mod exits;
mod factor;
mod jitter;
mod length;
mod links;
mod list;
mod mistakes;
mod name;
mod near;
mod options;
mod relations;
mod rule;
mod settings;
mod table;
#[cfg(test)]
mod testing;
mod timeout;
mod value;
