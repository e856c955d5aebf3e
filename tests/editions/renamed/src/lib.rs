//! The attribute under another name, and through a crate that hands it on.

pub use try_again::*;
