//! The lines of the log, as a listener of `tracing` gets them.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use resilient::{Class, Classify, Verdict, resilient};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

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

/// Keeps each line as `LEVEL message name=value ..`, and what becomes of spans.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Lines {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
}

/// Keeps the lines, each with the span it stands in, and what becomes of the spans.
#[derive(Clone, Default)]
struct Stream(Lines);

impl Stream {
    fn keep(&self, line: String) {
        self.0.0.lock().unwrap().push(line);
    }
}

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Stream {
    fn on_new_span(&self, span: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let mut line = Line(format!("{} > {}", span.metadata().level(), span.metadata().name()));
        span.record(&mut line);
        self.keep(line.0);
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut line = Line("=".to_owned());
        values.record(&mut line);
        self.keep(line.0);
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let depth = context.event_scope(event).map_or(0, Iterator::count);
        let mut line = Line(format!("{}{}", "  ".repeat(depth), event.metadata().level()));
        event.record(&mut line);
        self.keep(line.0);
    }

    fn on_close(&self, _: Id, _: Context<'_, S>) {
        self.keep("<".to_owned());
    }
}

async fn stream_of<T>(call: impl Future<Output = T>) -> Vec<String> {
    let stream = Stream::default();
    let guard =
        tracing::subscriber::set_default(tracing_subscriber::registry().with(stream.clone()));
    call.await;
    drop(guard);
    let lines = stream.0.0.lock().unwrap();
    lines.clone()
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        match field.name() {
            "message" => write!(self.0, " {value:?}").unwrap(),
            // The number of the call depends on the other tests.
            "call" => {}
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
    assert!(matches!(errors(&lines)[..], [one] if one.starts_with(line)), "{lines:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_too_late_is_a_timeout_in_the_log() {
    #[resilient(id = "late", deadline = "1s")]
    async fn hang() -> Result<(), Fault> {
        std::future::pending().await
    }
    let lines = lines_of(hang()).await;
    let line = r#"ERROR call failed id="late" target="hang" attempts=1 class="timeout""#;
    assert!(matches!(errors(&lines)[..], [one] if one.starts_with(line)), "{lines:?}");
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
    assert!(lines.last().is_some_and(|line| line.starts_with(last)), "{lines:?}");
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

#[tokio::test(start_paused = true)]
async fn the_stream_of_a_failed_call_is_its_span_its_attempts_and_one_error() {
    #[resilient(
        id = "stream", retries = 1, timeout = "9s", backoff = "1s", jitter = none,
        breaker = breaker("log-stream", consecutive = 2), fallback = [n = 2],
    )]
    async fn fail(n: u8) -> Result<(), Fault> {
        tracing::info!(n, "in the body");
        Err(Fault(Class::Server))
    }
    let stream = stream_of(fail(1)).await;
    let without_chance: Vec<_> =
        stream.iter().map(|line| line.split(" open_ms=").next().unwrap()).collect();
    let without_chance: Vec<_> =
        without_chance.iter().map(|line| line.split(" retry_after_ms=").next().unwrap()).collect();
    assert_eq!(
        without_chance,
        [
            r#"INFO > resilient.call id="stream" depth=0"#,
            "  INFO in the body n=1",
            r#"  DEBUG attempt failed id="stream" target="fail" attempt=1 class="server" took_ms=0 wait_ms=1000 next="retry""#,
            "  INFO in the body n=1",
            r#"  WARN breaker changed breaker="log-stream" from="closed" to="open""#,
            r#"  DEBUG attempt failed id="stream" target="fail" attempt=2 class="server" took_ms=0 next="next target""#,
            r#"  DEBUG target skipped id="stream" target="n = 2" breaker="log-stream" why="breaker open""#,
            r#"  ERROR call failed id="stream" target="fail" attempts=2 class="server" took_ms=1000"#,
            "= retry.attempt=2",
            r#"= error.type="server""#,
            r#"= otel.status_code="ERROR""#,
            "<",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn the_span_of_a_call_that_has_an_answer_tells_who_gave_it() {
    #[resilient(id = "answer", retries = 0, timeout = "9s", fallback = [n = 2])]
    async fn answer(n: u8) -> Result<(), Fault> {
        if n == 2 { Ok(()) } else { Err(Fault(Class::Missing)) }
    }
    let stream = stream_of(answer(1)).await;
    let span: Vec<_> = stream.iter().filter(|line| line.starts_with(['=', '<'])).collect();
    assert_eq!(span, [r#"= answered_by="n = 2""#, "= retry.attempt=2", "<"]);
}

#[resilient(id = "nested-inner", retries = 3, timeout = "9s")]
async fn inner() -> Result<(), Fault> {
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn retries_within_retries_are_warned_of_once() {
    #[resilient(id = "nested-outer", retries = 2, timeout = "9s")]
    async fn outer() -> Result<(), Fault> {
        inner().await
    }
    let lines = lines_of(async {
        let _ = outer().await;
        let _ = outer().await;
    })
    .await;
    let nested: Vec<_> = lines.iter().filter(|line| line.contains("nested calls")).collect();
    let line = r#"WARN nested calls multiply their attempts id="nested-inner" outer="nested-outer" at_most=12"#;
    assert_eq!(nested, [line]);
}

#[tokio::test(start_paused = true)]
async fn a_link_that_is_a_call_of_its_own_multiplies_nothing() {
    #[resilient(id = "nested-link", retries = 2, timeout = "9s", fallback = [inner()])]
    async fn outer() -> Result<(), Fault> {
        Err(Fault(Class::Missing))
    }
    let lines = lines_of(outer()).await;
    let nested: Vec<_> = lines.iter().filter(|line| line.contains("nested call ")).collect();
    let line = r#"DEBUG nested call id="nested-inner" outer="nested-link" at_most=4"#;
    assert_eq!(nested[0], line);
}

#[tokio::test(start_paused = true)]
async fn what_follows_a_call_stands_outside_of_its_span() {
    #[resilient(id = "inside", retries = 0, timeout = "9s")]
    async fn quick() -> Result<(), Fault> {
        Ok(())
    }
    let stream = stream_of(async {
        let _ = quick().await;
        tracing::info!("after");
    })
    .await;
    assert_eq!(stream.last().map(String::as_str), Some("INFO after"));
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
