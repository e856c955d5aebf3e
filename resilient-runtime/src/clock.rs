//! Where the time comes from: tokio's clock, so that a paused one moves breakers and gates too.

use std::time::Instant;

/// Reads the clock. Once per operation, by whoever begins it.
pub(crate) fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}
