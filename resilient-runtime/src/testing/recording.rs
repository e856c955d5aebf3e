//! A recording of what functions and breakers do in a scope.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use crate::testing::event::Event;
use crate::testing::ids;
use crate::testing::scope::{self, Scope};

/// An event and its time, on tokio's clock, since the recording began.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recorded {
    /// When it happened.
    pub at: Duration,
    /// What happened.
    pub event: Event,
}

/// Hears everything that happens in its scope, until it is dropped.
///
/// Its `Display` has a line for each event. A test that fails while it records prints them.
#[derive(Debug)]
pub struct Recording {
    scope: Scope,
    began: Instant,
    place: usize,
}

impl Recording {
    pub(super) fn begin(scope: Scope) -> Self {
        let place = scope.log().begin();
        Self { scope, began: Instant::now(), place }
    }

    /// What has happened so far.
    pub fn events(&self) -> Vec<Recorded> {
        let log = self.scope.log();
        let since = |at: &Instant| at.saturating_duration_since(self.began);
        let events = log.since(self.place).iter();
        events.map(|(at, event)| Recorded { at: since(at), event: event.clone() }).collect()
    }

    /// How many attempts the function has begun, in all its calls: runs of its body and calls of links.
    ///
    /// `id` is the function's path, or its last parts as long as they fit one function only.
    ///
    /// # Panics
    ///
    /// Where nothing of this function was recorded, or the id may be that of several.
    #[track_caller]
    pub fn attempts(&self, id: &str) -> usize {
        self.of(id).iter().filter(|event| matches!(event, Event::Asked { .. })).count()
    }

    /// The waits of the function's calls, in order: before each retry, zero where it came at once, and for gates.
    ///
    /// # Panics
    ///
    /// As [`attempts`](Self::attempts).
    #[track_caller]
    pub fn waits(&self, id: &str) -> Vec<Duration> {
        let waits = self.of(id).into_iter().filter_map(|event| match event {
            Event::Failed { wait, .. } => wait,
            Event::WaitedForGate { wait, .. } => Some(wait),
            _ => None,
        });
        waits.collect()
    }

    /// The ids of the functions that did anything.
    pub fn ids(&self) -> Vec<&'static str> {
        let mut ids: Vec<_> =
            self.events().iter().filter_map(|recorded| recorded.event.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    #[track_caller]
    fn of(&self, id: &str) -> Vec<Event> {
        let ids = self.ids();
        let id = ids::find(&ids, id).unwrap_or_else(|problem| panic!("{problem}"));
        let events = self.events().into_iter().map(|recorded| recorded.event);
        events.filter(|event| event.id() == Some(id)).collect()
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("what was recorded:\n{self}");
        }
        self.scope.log().end();
    }
}

impl fmt::Display for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.events().iter().try_for_each(|recorded| writeln!(f, "{recorded}"))
    }
}

impl fmt::Display for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.at, self.event)
    }
}

/// Hears an event, if the code that it happens in is in a scope.
pub(crate) fn note(told: &crate::event::Event<'_>) {
    if let Some(scope) = scope::current() {
        scope.log().note(|| (Instant::now(), Event::of(told)));
    }
}
