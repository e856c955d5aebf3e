//! The story as it happens: the events of the client and of the library, a line each.

use std::io::{Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
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
    /// Whether the answer to the last line is still to come.
    asking: Arc<AtomicBool>,
}

impl Timeline {
    pub(crate) fn new(paint: Paint) -> Self {
        Self { paint, tally: Arc::default(), asking: Arc::default() }
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
            say(&format!("  {} {value}", self.paint.paint(Tone::Quiet, &column(name))));
        }
    }

    /// How many questions have no answer.
    pub(crate) fn unanswered(&self) -> u32 {
        self.tally().unanswered
    }

    /// What the annotated function itself tells.
    fn client(&self, report: &Report) {
        match report.word("message") {
            "asks" => self.asks(report.word("model")),
            "came back" => {
                let status = report.number("status").unwrap_or_default();
                let tone = if status < 400 { Tone::Good } else { Tone::Bad };
                self.came_back(tone, &named(status));
            }
            _ => {}
        }
    }

    /// What the library tells.
    fn library(&self, report: &Report) {
        let breaker = report.word("breaker");
        match report.word("message") {
            "attempt failed" => self.failed(report),
            "target skipped" => {
                self.line(breaker, Tone::Waiting, &format!("not asked, {}", report.word("why")));
            }
            "waiting for a rate limit" => {
                self.tally().lost(report);
                let text = format!("→ waits {} for the rate limit", report.time("wait_ms"));
                self.line("", Tone::Waiting, &text);
            }
            "rate limited by the server" => {
                let text = format!("nobody asks for {}", report.time("shut_ms"));
                self.line(breaker, Tone::Waiting, &text);
            }
            "breaker changed" => self.changed(breaker, report),
            "the last resort answered" => {
                self.line("", Tone::Waiting, "the last resort answers");
            }
            _ => {}
        }
    }

    fn failed(&self, report: &Report) {
        self.tally().lost(report);
        if report.number("limit_ms").is_some() {
            self.came_back(Tone::Bad, &format!("silent for {}", report.time("limit_ms")));
        }
        let class = report.word("class").replace('_', " ");
        let more = match report.number("hint_ms") {
            Some(_) => format!(", told to stay away for {}", report.time("hint_ms")),
            None if report.is_urgent() => ", somebody has to act".to_owned(),
            None => String::new(),
        };
        let next = match (report.word("next"), report.number("wait_ms")) {
            ("retry", Some(0)) => "asks again at once, with less patience".to_owned(),
            ("retry", _) => format!("asks again in {}", report.time("wait_ms")),
            ("next target", _) => "asks the next one".to_owned(),
            ("return", _) => "nobody else would answer that".to_owned(),
            _ => "nobody else to ask".to_owned(),
        };
        self.line("", Tone::Waiting, &format!("{class}{more} → {next}"));
    }

    fn changed(&self, breaker: &str, report: &Report) {
        let change = format!("breaker {} → {}", report.word("from"), report.word("to"));
        let (tone, text) = match report.word("to") {
            "open" => (Tone::Bad, format!("{change} for {}", report.time("open_ms"))),
            "half_open" => (Tone::Waiting, format!("{change}, one probe goes through")),
            _ => (Tone::Good, change),
        };
        self.line(breaker, tone, &text);
    }

    /// Leaves the line open, so that it is seen who is being waited for.
    fn asks(&self, model: &str) {
        self.tally().asked();
        self.asking.store(true, Relaxed);
        print(&format!("    {} ", self.paint.paint(Tone::Quiet, &column(model))));
    }

    fn came_back(&self, tone: Tone, text: &str) {
        if self.asking.swap(false, Relaxed) {
            say(&self.paint.paint(tone, text));
        }
    }

    fn line(&self, who: &str, tone: Tone, text: &str) {
        self.came_back(Tone::Bad, "no answer");
        let who = self.paint.paint(Tone::Quiet, &column(who));
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

fn column(text: &str) -> String {
    format!("{text:<20}")
}

fn say(line: &str) {
    print(&format!("{line}\n"));
}

/// Whoever has closed the other end has seen enough.
fn print(text: &str) {
    let mut out = stdout();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// `429 Too Many Requests`.
fn named(status: u64) -> String {
    let status =
        u16::try_from(status).ok().and_then(|code| reqwest::StatusCode::from_u16(code).ok());
    status.map(|status| status.to_string()).unwrap_or_default()
}
