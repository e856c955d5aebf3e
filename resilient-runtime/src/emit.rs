//! The one place where events are told, to all who listen.

use crate::event::Event;
use crate::{trail, watch};

/// Whether anybody may listen, so that it is worth looking at clocks and telling of beginnings.
#[inline]
pub(crate) fn is_wanted() -> bool {
    cfg!(any(feature = "metrics", feature = "tracing")) || watch::is_wished()
}

/// Tells whoever listens. Never called under a lock.
pub(crate) fn emit(event: &Event<'_>) {
    #[cfg(feature = "test-util")]
    crate::testing::note(event);
    if watch::is_wished() {
        trail::record(event);
    }
    #[cfg(feature = "tracing")]
    crate::log::write(event);
    #[cfg(feature = "metrics")]
    crate::metrics::count(event);
}
