//! The section as it is written, compared with a plain file; `BLESS=1` writes it anew.

mod worst;

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use super::*;
use crate::testing::accepts;

/// The attribute, and what is said about it.
const CASES: &[&str] = &[
    "",
    "retries = 0",
    "retries = 1, timeout = \"10s\"",
    "timeout = [\"30s\", \"15s\"], deadline = \"2m\"",
    "retries = MAX, timeout = limit, deadline = limits::CALL, backoff = waits::SHORT, patience = PATIENCE",
    "retries = 5, timeout = [\"30s\", \"15s\"], deadline = \"2m\", breaker = \"chat:{model}\", fallback = [model = \"gpt-5.4\", (model = \"deepseek-r1\", client = &backup), other_provider(&prompt)], otherwise = cached_reply(&prompt, error).await",
    "fallback = [region in [\"a\", \"b\"], other], timeout = \"5s\", switch_after = \"1s\"",
    "fallback = [model in models], breaker = CHAT[self.tenant], deadline = \"1m\"",
    "policy = LLM, retries = 3",
    "policy = &self.policy, backoff = \"1s\", jitter = full",
    "backoff = none, retries = 100, timeout = \"365d\"",
    "backoff = linear(step = \"2s\", max = \"5s\"), jitter = none, patience = \"2s\"",
    "backoff = exponential(base = \"200ms\", factor = 1.5, max = \"10s\", plus = \"1s\"), jitter = full, retries = 8",
    "backoff = exponential(base = BASE, max = \"10s\", factor = 1.5)",
    "backoff = constant(\"3s\"), breaker = breaker(\"chat\", consecutive = 3), timeout = \"1s\"",
    "on(timeout = fail), timeout = \"10s\", fallback = [a = b]",
    "on(timeout = retry(3)), timeout = \"10s\", deadline = \"25s\", fallback = [a = \"`\"]",
];

#[test]
fn the_section_says_what_the_file_says() {
    let mut found = String::new();
    for args in CASES {
        let _ = write!(found, "#[resilient({args})]{}\n\n", text(&accepts(args)));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/section.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(&path).unwrap_or_default());
}

fn section(args: &str, item: &str) -> Option<String> {
    of(&syn::parse_str(item).unwrap(), &accepts(args))
}

#[test]
fn only_a_documented_function_has_the_section() {
    let body = "async fn ask() -> Result<u32, E> { Ok(1) }";
    assert!(section("", &format!("/// Asks.\n{body}")).is_some());
    assert!(section("docs = true", &format!("/// Asks.\n{body}")).is_some());
    assert!(section("docs = false", &format!("/// Asks.\n{body}")).is_none());
    assert!(section("", body).is_none());
    assert!(section("", &format!("#[doc(hidden)] {body}")).is_none());
    assert!(section("", &format!("#[doc(alias = \"x\")] #[inline] {body}")).is_none());
}

#[test]
fn waits_are_those_of_the_runtime() {
    let seconds = Duration::from_secs;
    for (args, backoff) in [
        ("backoff = \"3s\"", resilient::Backoff::exponential(seconds(3))),
        (
            "backoff = exponential(base = \"1s\", factor = 1.1, max = \"90s\")",
            resilient::Backoff::exponential(seconds(1)).factor(1_100).max(seconds(90)),
        ),
        ("backoff = linear(step = \"7s\")", resilient::Backoff::linear(seconds(7))),
        ("backoff = constant(\"7s\")", resilient::Backoff::constant(seconds(7))),
        ("backoff = none", resilient::Backoff::none()),
    ] {
        let waits = Numbers::of(&accepts(args)).pace.unwrap().waits;
        for retry in 1..=100 {
            assert_eq!(waits.unjittered(retry), backoff.unjittered(retry), "{args} {retry}");
        }
    }
}
