//! The story as it happens: the events of the client and of the library, a line each.

use std::io::{Write, stdout};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use crate::client::{Answer, ChatError};
use crate::paint::{Paint, Tone};
use crate::report::Report;
use crate::tally::Tally;

/// Prints what it hears of, and counts it. A clone tells the same story.
#[derive(Debug, Clone)]
pub(crate) struct Timeline {
    paint: Paint,
    tally: Arc<Mutex<Tally>>,
}

impl Timeline {
    pub(crate) fn new(paint: Paint) -> Self {
        Self { paint, tally: Arc::default() }
    }

    pub(crate) fn title(&self, text: &str) {
        say(&format!("\n{}", self.paint.paint(Tone::Title, text)));
    }

    pub(crate) fn question(&self, text: &str) {
        self.tally().called();
        say(&format!("\n  {text}"));
    }

    pub(crate) fn answer(&self, result: &Result<Answer, ChatError>) {
        match result {
            Ok(Answer { text, by }) => {
                self.tally().answered(by);
                let by = self.paint.paint(Tone::Quiet, &format!("({by})"));
                say(&format!("    {} {by}", self.paint.paint(Tone::Good, &format!("“{text}”"))));
            }
            Err(error) => {
                self.tally().unanswered();
                say(&format!("    {}", self.paint.paint(Tone::Bad, &error.to_string())));
            }
        }
    }

    pub(crate) fn table(&self) {
        self.title("The day in numbers");
        say("");
        for (name, value) in self.tally().rows() {
            say(&format!("  {} {value}", self.paint.paint(Tone::Quiet, &format!("{name:<20}"))));
        }
    }

    /// What the annotated function itself tells.
    fn client(&self, report: &Report) {
        let model = report.word("model");
        match report.word("message") {
            "asks" => self.tally().asked(),
            "came back" => {
                let status = report.number("status").unwrap_or_default();
                let tone = if status < 400 { Tone::Good } else { Tone::Bad };
                self.line(model, tone, &named(status));
            }
            _ => {}
        }
    }

    /// What the library tells.
    fn library(&self, report: &Report) {
        let time = |name| report.time(name).unwrap_or_default();
        match report.word("message") {
            "attempt failed" => self.failed(report),
            "target skipped" => {
                self.line(
                    report.word("breaker"),
                    Tone::Waiting,
                    &format!("not asked: {}", report.word("why")),
                );
            }
            "waiting for a rate limit" => {
                self.tally().lost(report);
                self.line(
                    "",
                    Tone::Waiting,
                    &format!("waits {} for the rate limit", time("wait_ms")),
                );
            }
            "rate limited by the server" => {
                let text = format!("shut for everybody for {}", time("shut_ms"));
                self.line(report.word("breaker"), Tone::Waiting, &text);
            }
            "breaker changed" => {
                let (from, to) = (report.word("from"), report.word("to"));
                let (tone, more) = match to {
                    "open" => (Tone::Bad, format!(" for {}", time("open_ms"))),
                    "half_open" => (Tone::Waiting, ": one probe may pass".to_owned()),
                    _ => (Tone::Good, String::new()),
                };
                self.line(report.word("breaker"), tone, &format!("{from} → {to}{more}"));
            }
            "the last resort answered" => {
                self.line("", Tone::Waiting, "all have failed; the last resort answers")
            }
            _ => {}
        }
    }

    fn failed(&self, report: &Report) {
        self.tally().lost(report);
        let class = report.word("class").replace('_', " ");
        let why = match (report.time("hint_ms"), report.time("limit_ms")) {
            (Some(hint), _) => format!("{class}, come back in {hint}"),
            (None, Some(limit)) => format!("{class}, silent for {limit}"),
            (None, None) => class,
        };
        let next = match (report.word("next"), report.number("wait_ms")) {
            ("retry", Some(0)) => "asks again at once, with less patience".to_owned(),
            ("retry", _) => format!("asks again in {}", report.time("wait_ms").unwrap_or_default()),
            ("next target", _) => "asks the next one at once".to_owned(),
            _ => "that was the last one".to_owned(),
        };
        self.line("", Tone::Waiting, &format!("{why}: {next}"));
    }

    fn line(&self, who: &str, tone: Tone, text: &str) {
        let who = self.paint.paint(Tone::Quiet, &format!("{who:<20}"));
        say(&format!("    {who} {}", self.paint.paint(tone, text)));
    }

    fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Subscriber> Layer<S> for Timeline {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        match event.metadata().target() {
            "resilient" => self.library(&Report::of(event)),
            "chat::client" => self.client(&Report::of(event)),
            _ => {}
        }
    }
}

/// Prints a line. Whoever has closed the other end has seen enough.
fn say(line: &str) {
    let _ = writeln!(stdout(), "{line}");
}

/// `429 Too Many Requests`.
fn named(status: u64) -> String {
    let status =
        u16::try_from(status).ok().and_then(|code| reqwest::StatusCode::from_u16(code).ok());
    status.map(|status| status.to_string()).unwrap_or_default()
}
