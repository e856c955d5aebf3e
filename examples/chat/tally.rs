//! What the day came to, as a table.

use crate::report::{Report, spoken};

/// What is counted while the timeline is told.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    calls: u32,
    attempts: u32,
    pub(crate) unanswered: u32,
    /// Who answered, and how often, in the order of their first answer.
    answers: Vec<(String, u32)>,
    rate_limits: u64,
    backoffs: u64,
    timeouts: u64,
}

impl Tally {
    pub(crate) fn called(&mut self) {
        self.calls += 1;
    }

    pub(crate) fn asked(&mut self) {
        self.attempts += 1;
    }

    pub(crate) fn answered(&mut self, by: &str) {
        match self.answers.iter_mut().find(|(known, _)| known == by) {
            Some((_, times)) => *times += 1,
            None => self.answers.push((by.to_owned(), 1)),
        }
    }

    pub(crate) fn unanswered(&mut self) {
        self.unanswered += 1;
    }

    /// Counts the time that a failed attempt, or a shut gate, costs.
    pub(crate) fn lost(&mut self, report: &Report) {
        let wait = report.number("wait_ms").unwrap_or_default();
        match report.word("class") {
            // A wait for a gate has no class.
            "rate_limited" | "" => self.rate_limits += wait,
            _ => self.backoffs += wait,
        }
        self.timeouts += report.number("limit_ms").unwrap_or_default();
    }

    /// The lines of the table: what, and how much.
    pub(crate) fn rows(&self) -> Vec<(&'static str, String)> {
        let answers = self.answers.iter().map(|(by, times)| format!("{by} {times}"));
        let answers: Vec<String> = answers.collect();
        vec![
            ("calls", self.calls.to_string()),
            ("attempts", self.attempts.to_string()),
            ("answered by", answers.join(" · ")),
            ("unanswered", self.unanswered.to_string()),
            ("lost to rate limits", spoken(self.rate_limits)),
            ("lost to backoff", spoken(self.backoffs)),
            ("lost to silence", spoken(self.timeouts)),
            ("lost in all", spoken(self.rate_limits + self.backoffs + self.timeouts)),
        ]
    }
}
