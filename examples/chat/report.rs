//! One event as the timeline reads it: its words and numbers by name.

use std::collections::HashMap;
use std::fmt;

use tracing::field::{Field, Visit};
use tracing::{Event, Level};

/// The fields of an event.
#[derive(Debug)]
pub(crate) struct Report {
    level: Level,
    words: HashMap<&'static str, String>,
    numbers: HashMap<&'static str, u64>,
}

impl Report {
    pub(crate) fn of(event: &Event<'_>) -> Self {
        let level = *event.metadata().level();
        let mut report = Self { level, words: HashMap::new(), numbers: HashMap::new() };
        event.record(&mut report);
        report
    }

    /// Whether it is an error in the log, too.
    pub(crate) fn is_urgent(&self) -> bool {
        self.level == Level::ERROR
    }

    /// A field of text; empty where there is none.
    pub(crate) fn word(&self, name: &str) -> &str {
        self.words.get(name).map_or("", String::as_str)
    }

    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.numbers.get(name).copied()
    }

    /// A field of milliseconds, as people say it; empty where there is none.
    pub(crate) fn time(&self, name: &str) -> String {
        self.number(name).map(spoken).unwrap_or_default()
    }
}

impl Visit for Report {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.words.insert(field.name(), value.to_owned());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.numbers.insert(field.name(), value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.words.insert(field.name(), format!("{value:?}"));
    }
}

/// Milliseconds as people say them: `174 ms`, `1.21 s`, `4 s`.
#[expect(clippy::cast_precision_loss, reason = "nobody waits for 2^53 ms")]
pub(crate) fn spoken(millis: u64) -> String {
    match millis {
        0..1_000 => format!("{millis} ms"),
        _ if millis % 1_000 == 0 => format!("{} s", millis / 1_000),
        _ => format!("{:.2} s", millis as f64 / 1_000.0),
    }
}
