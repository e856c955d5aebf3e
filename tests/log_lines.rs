//! The lines of the log, as a listener of `tracing` gets them.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use resilient::{Class, Classify, Verdict, resilient};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

#[derive(Debug)]
struct Fault(Class);

impl Classify for Fault {
    fn classify(&self) -> Verdict {
        self.0.into()
    }
}

impl From<resilient::Error> for Fault {
    fn from(stop: resilient::Error) -> Self {
        Self(stop.classify().class())
    }
}

/// Keeps each line as `LEVEL message name=value ..`.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Lines {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        match field.name() {
            "message" => write!(self.0, " {value:?}").unwrap(),
            name => write!(self.0, " {name}={value:?}").unwrap(),
        }
    }
}

async fn lines_of<T>(call: impl Future<Output = T>) -> Vec<String> {
    let lines = Lines::default();
    let guard =
        tracing::subscriber::set_default(tracing_subscriber::registry().with(lines.clone()));
    call.await;
    drop(guard);
    let lines = lines.0.lock().unwrap();
    lines.clone()
}

#[tokio::test]
async fn a_last_resort_does_not_hide_an_empty_wallet() {
    #[resilient(id = "wallet", otherwise = Ok(()))]
    async fn pay() -> Result<(), Fault> {
        Err(Fault(Class::Quota))
    }
    let lines = lines_of(pay()).await;
    assert!(lines[0].starts_with("ERROR attempt failed"), "{lines:?}");
    assert!(lines[0].contains(r#"class="quota""#), "{lines:?}");
}

#[tokio::test(start_paused = true)]
async fn a_timeout_tells_its_limit_in_milliseconds() {
    #[resilient(id = "hang", retries = 0, timeout = "3s")]
    async fn hang() -> Result<(), Fault> {
        std::future::pending().await
    }
    let lines = lines_of(hang()).await;
    assert!(lines[0].contains("limit_ms=3000"), "{lines:?}");
}

#[tokio::test]
async fn a_skipped_target_tells_which_breaker_kept_the_call_away() {
    #[resilient(id = "skip", retries = 0, breaker = breaker("log-lines", consecutive = 1))]
    async fn fail() -> Result<(), Fault> {
        Err(Fault(Class::Server))
    }
    let _ = fail().await;
    let lines = lines_of(fail()).await;
    assert!(lines[0].starts_with("DEBUG target skipped"), "{lines:?}");
    assert!(
        lines[0].contains(r#"breaker="log-lines" why="breaker open" retry_after_ms="#),
        "{lines:?}"
    );
}

/// The lines at error level.
fn errors(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).filter(|line| line.starts_with("ERROR")).collect()
}

#[tokio::test]
async fn a_call_that_asked_nobody_names_the_target_and_the_class_of_the_rejection() {
    #[resilient(id = "shut", breaker = "log-shut")]
    async fn fail() -> Result<(), Fault> {
        Err(Fault(Class::Auth))
    }
    let _ = fail().await;
    resilient::breaker("log-shut").unwrap().force_open();
    let lines = lines_of(fail()).await;
    let line = r#"ERROR call failed id="shut" target="fail" attempts=0 class="overloaded""#;
    assert_eq!(errors(&lines), [line]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_too_late_is_a_timeout_in_the_log() {
    #[resilient(id = "late", deadline = "1s")]
    async fn hang() -> Result<(), Fault> {
        std::future::pending().await
    }
    let lines = lines_of(hang()).await;
    let line = r#"ERROR call failed id="late" target="hang" attempts=1 class="timeout""#;
    assert_eq!(errors(&lines), [line]);
}

#[tokio::test]
async fn the_line_of_a_failed_call_names_the_target_whose_error_comes_back() {
    #[resilient(id = "chain", breaker = "log-chain:{n}", fallback = [n = 2])]
    async fn fail(n: u8) -> Result<(), Fault> {
        Err(Fault(Class::Auth))
    }
    let _ = fail(1).await;
    resilient::breaker("log-chain:2").unwrap().force_open();
    let lines = lines_of(fail(1)).await;
    let last = r#"ERROR call failed id="chain" target="fail" attempts=1 class="auth""#;
    assert_eq!(lines.last().map(String::as_str), Some(last));
}

#[tokio::test]
async fn an_end_without_a_last_resort_is_one_line() {
    #[resilient(id = "ended", on(auth = fail), otherwise = Ok(()))]
    async fn fail() -> Result<(), Fault> {
        Err(Fault(Class::Auth))
    }
    let lines = lines_of(fail()).await;
    assert_eq!(errors(&lines).len(), 1, "{lines:?}");
}

#[tokio::test]
async fn an_error_of_no_known_class_is_warned_of_once() {
    #[resilient(id = "puzzle", retries = 5, backoff = none, fallback = [n = 2])]
    async fn fail(n: u8) -> Result<(), Fault> {
        if n == 1 { Err(Fault(Class::Unknown)) } else { Ok(()) }
    }
    let calls = async {
        for _ in 0..3 {
            assert!(fail(1).await.is_ok());
        }
    };
    let lines = lines_of(calls).await;
    let warned = lines.iter().filter(|line| line.contains("not classified")).count();
    assert_eq!(warned, 1, "{lines:?}");
}

#[tokio::test]
async fn an_empty_wallet_is_told_once_although_the_next_target_answers() {
    #[resilient(id = "chained", retries = 5, fallback = [n = 2])]
    async fn pay(n: u8) -> Result<(), Fault> {
        if n == 1 { Err(Fault(Class::Quota)) } else { Ok(()) }
    }
    let lines = lines_of(pay(1)).await;
    assert_eq!(errors(&lines).len(), 1, "{lines:?}");
    assert!(errors(&lines)[0].contains(r#"class="quota""#), "{lines:?}");
}
