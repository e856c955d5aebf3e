//! The lines of the log, as a listener of `tracing` gets them.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::sync::Once;
use std::time::Duration;

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

/// What a listener is told.
#[derive(Clone)]
enum Told {
    /// A line, as `LEVEL message name=value ..`, and how many spans it stands in.
    Event(usize, String),
    /// What becomes of a span.
    Span(String),
}

/// Keeps what is told on a thread that listens.
struct Kept;

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Kept {
    fn on_new_span(&self, span: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let mut line = Line(format!("{} > {}", span.metadata().level(), span.metadata().name()));
        span.record(&mut line);
        keep(Told::Span(line.0));
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut line = Line("=".to_owned());
        values.record(&mut line);
        keep(Told::Span(line.0));
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let depth = context.event_scope(event).map_or(0, Iterator::count);
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        keep(Told::Event(depth, line.0));
    }

    fn on_close(&self, _: Id, _: Context<'_, S>) {
        keep(Told::Span("<".to_owned()));
    }
}

thread_local! {
    static KEPT: RefCell<Vec<Told>> = const { RefCell::new(Vec::new()) };
}

fn keep(told: Told) {
    KEPT.with_borrow_mut(|kept| kept.push(told));
}

/// What the call tells. One listener serves all tests, and is there before the first line: one that comes later, on
/// one thread alone, may find that another thread has put a line down as heard by nobody.
async fn told_by<T>(call: impl Future<Output = T>) -> Vec<Told> {
    static LISTENER: Once = Once::new();
    LISTENER.call_once(|| {
        let registry = tracing_subscriber::registry().with(Kept);
        tracing::subscriber::set_global_default(registry).unwrap();
    });
    KEPT.take();
    call.await;
    KEPT.take()
}

/// The lines, and what becomes of the spans that they stand in.
async fn stream_of<T>(call: impl Future<Output = T>) -> Vec<String> {
    let told = told_by(call).await.into_iter().map(|told| match told {
        Told::Event(depth, line) => format!("{}{line}", "  ".repeat(depth)),
        Told::Span(line) => line,
    });
    told.collect()
}

/// The lines alone.
async fn lines_of<T>(call: impl Future<Output = T>) -> Vec<String> {
    let told = told_by(call).await.into_iter().filter_map(|told| match told {
        Told::Event(_, line) => Some(line),
        Told::Span(_) => None,
    });
    told.collect()
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

#[tokio::test(start_paused = true)]
async fn a_last_resort_does_not_hide_an_empty_wallet() {
    #[resilient(id = "wallet", otherwise = Ok(()))]
    async fn pay() -> Result<(), Fault> {
        Err(Fault(Class::Quota))
    }
    let lines = lines_of(pay()).await;
    let line = r#"ERROR attempt failed id="wallet" target="pay" attempt=1 class="quota" took_ms=0 next="give up""#;
    assert_eq!(lines[0], line);
}

#[tokio::test(start_paused = true)]
async fn a_timeout_tells_its_limit_in_milliseconds() {
    #[resilient(id = "hang", retries = 0, timeout = "3s")]
    async fn hang() -> Result<(), Fault> {
        std::future::pending().await
    }
    let lines = lines_of(hang()).await;
    let line = r#"DEBUG attempt failed id="hang" target="hang" attempt=1 class="timeout" limit_ms=3000 took_ms=3000 next="give up""#;
    assert_eq!(lines[0], line);
}

#[tokio::test(start_paused = true)]
async fn a_skipped_target_tells_which_breaker_kept_the_call_away() {
    #[resilient(id = "skip", retries = 0, breaker = breaker("log-lines", consecutive = 1))]
    async fn fail() -> Result<(), Fault> {
        Err(Fault(Class::Server))
    }
    lines_of(fail()).await;
    let lines = lines_of(fail()).await;
    let line =
        r#"DEBUG target skipped id="skip" target="fail" breaker="log-lines" why="breaker open""#;
    assert_eq!(without_chance(&lines[0]), line);
}

/// A line without the time that a breaker stays open, which the dice decide.
fn without_chance(line: &str) -> &str {
    let line = line.split(" retry_after_ms=").next().unwrap();
    line.split(" open_ms=").next().unwrap()
}

/// The lines at error level.
fn errors(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).filter(|line| line.starts_with("ERROR")).collect()
}

#[tokio::test(start_paused = true)]
async fn a_call_that_asked_nobody_names_the_target_and_the_class_of_the_rejection() {
    #[resilient(id = "shut", breaker = "log-shut")]
    async fn fail() -> Result<(), Fault> {
        Err(Fault(Class::Auth))
    }
    lines_of(fail()).await;
    resilient::breaker("log-shut").unwrap().force_open();
    let lines = lines_of(fail()).await;
    let line =
        r#"ERROR call failed id="shut" target="fail" attempts=0 class="overloaded" took_ms=0"#;
    assert_eq!(errors(&lines), [line]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_too_late_is_a_timeout_in_the_log() {
    #[resilient(id = "late", deadline = "1s")]
    async fn hang() -> Result<(), Fault> {
        std::future::pending().await
    }
    let lines = lines_of(hang()).await;
    let line =
        r#"ERROR call failed id="late" target="hang" attempts=1 class="timeout" took_ms=1000"#;
    assert_eq!(errors(&lines), [line]);
}

#[tokio::test(start_paused = true)]
async fn the_line_of_a_failed_call_names_the_target_whose_error_comes_back() {
    #[resilient(id = "chain", breaker = "log-chain:{n}", fallback = [n = 2])]
    async fn fail(n: u8) -> Result<(), Fault> {
        Err(Fault(Class::Auth))
    }
    lines_of(fail(1)).await;
    resilient::breaker("log-chain:2").unwrap().force_open();
    let lines = lines_of(fail(1)).await;
    let last = r#"ERROR call failed id="chain" target="fail" attempts=1 class="auth" took_ms=0"#;
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
    let stream: Vec<_> = stream.iter().map(|line| without_chance(line)).collect();
    assert_eq!(
        stream,
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

#[tokio::test(start_paused = true)]
async fn a_breaker_changes_in_the_span_of_the_call_that_moved_it() {
    #[resilient(id = "mover", retries = 0, breaker = breaker("log-mover", consecutive = 1, open = "1s"))]
    async fn ask(fails: bool) -> Result<(), Fault> {
        if fails { Err(Fault(Class::Server)) } else { Ok(()) }
    }
    let stream = stream_of(async {
        assert!(ask(true).await.is_err());
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert!(ask(false).await.is_ok());
    })
    .await;
    let changes: Vec<_> = stream.iter().filter(|line| line.contains("breaker changed")).collect();
    let changes: Vec<_> = changes.iter().map(|line| without_chance(line)).collect();
    let expected = [
        r#"  WARN breaker changed breaker="log-mover" from="closed" to="open""#,
        r#"  WARN breaker changed breaker="log-mover" from="open" to="half_open""#,
        r#"  INFO breaker changed breaker="log-mover" from="half_open" to="closed""#,
    ];
    assert_eq!(changes, expected);
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
async fn retries_within_retries_are_warned_of_where_nothing_stands_around_the_outer_body() {
    #[resilient(id = "nested-unguarded", retries = 2)]
    async fn outer() -> Result<(), Fault> {
        inner().await
    }
    let lines = lines_of(outer()).await;
    let line = r#"WARN nested calls multiply their attempts id="nested-inner" outer="nested-unguarded" at_most=12"#;
    assert_eq!(lines[0], line);
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
async fn a_breaker_on_trial_says_so_and_whom_it_would_have_turned_away() {
    #[resilient(id = "trial", retries = 0, breaker = breaker("log-trial", consecutive = 1, mode = observe))]
    async fn fail() -> Result<(), Fault> {
        Err(Fault(Class::Server))
    }
    let lines = lines_of(async { (fail().await.is_err(), fail().await.is_err()) }).await;
    let told: Vec<_> = lines.iter().filter(|line| line.contains("on trial")).collect();
    let told: Vec<_> = told.iter().map(|line| without_chance(line)).collect();
    let expected = [
        r#"INFO breaker on trial changed breaker="log-trial" from="closed" to="open""#,
        r#"DEBUG a breaker on trial would have turned a call away breaker="log-trial""#,
    ];
    assert_eq!(told, expected);
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
