//! What a scope's recordings have heard.

use tokio::time::Instant;

use crate::testing::event::Event;

/// Events in order, kept while somebody records.
#[derive(Debug, Default)]
pub(super) struct Log {
    recordings: usize,
    events: Vec<(Instant, Event)>,
}

impl Log {
    /// Begins a recording, which hears what comes from this place on.
    pub(super) fn begin(&mut self) -> usize {
        self.recordings += 1;
        self.events.len()
    }

    /// Ends a recording; after the last one nothing is kept.
    pub(super) fn end(&mut self) {
        self.recordings -= 1;
        if self.recordings == 0 {
            self.events = Vec::new();
        }
    }

    /// Keeps an event, if anybody records.
    pub(super) fn note(&mut self, make: impl FnOnce() -> (Instant, Event)) {
        if self.recordings > 0 {
            self.events.push(make());
        }
    }

    pub(super) fn since(&self, place: usize) -> &[(Instant, Event)] {
        self.events.get(place..).unwrap_or_default()
    }
}
