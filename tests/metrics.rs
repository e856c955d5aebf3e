//! The metrics: what the README lists is what is emitted, with labels from the code alone.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{Api, ApiError, bad, good, hangs, limited};
use metrics::{
    Counter, CounterFn, Gauge, GaugeFn, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder,
    SharedString, Unit,
};
use resilient::{Class, resilient};

const SECOND: Duration = Duration::from_secs(1);

/// Keeps the last or the summed value of each series, written as `name{label=value,..}`.
#[derive(Clone, Default)]
struct Series(Arc<Mutex<BTreeMap<String, f64>>>);

struct One {
    series: Series,
    name: String,
}

impl One {
    fn change(&self, change: impl FnOnce(&mut f64)) {
        change(self.series.0.lock().unwrap().entry(self.name.clone()).or_default());
    }
}

impl CounterFn for One {
    fn increment(&self, value: u64) {
        self.change(|it| *it += f64::from(u32::try_from(value).unwrap()));
    }

    fn absolute(&self, _: u64) {}
}

impl GaugeFn for One {
    fn increment(&self, value: f64) {
        self.change(|it| *it += value);
    }

    fn decrement(&self, value: f64) {
        self.change(|it| *it -= value);
    }

    fn set(&self, value: f64) {
        self.change(|it| *it = value);
    }
}

impl HistogramFn for One {
    fn record(&self, value: f64) {
        self.change(|it| *it += value);
    }
}

impl Series {
    fn one(&self, key: &Key) -> Arc<One> {
        let labels: Vec<_> =
            key.labels().map(|it| format!("{}={}", it.key(), it.value())).collect();
        let name = format!("{}{{{}}}", key.name(), labels.join(","));
        Arc::new(One { series: self.clone(), name })
    }

    fn value(&self, name: &str) -> Option<f64> {
        self.0.lock().unwrap().get(name).copied()
    }
}

impl Recorder for Series {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.one(key))
    }

    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::from_arc(self.one(key))
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(self.one(key))
    }
}

async fn series_of<T>(calls: impl Future<Output = T>) -> Series {
    let series = Series::default();
    let guard = metrics::set_default_local_recorder(&series);
    calls.await;
    drop(guard);
    series.clone()
}

#[resilient(
    id = "chat", retries = 1, timeout = "10s", backoff = "1s", jitter = none,
    breaker = breaker("metrics:{model}", consecutive = 1), fallback = [model = "b"],
    otherwise = Err(error.clone()),
)]
async fn chat(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[resilient(id = "one", retries = 0, breaker = breaker("metrics-one", consecutive = 1))]
async fn one(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn the_readme_lists_exactly_what_is_emitted() {
    let series = series_of(async {
        let api = Api::of(&[("a", &[bad(Class::Server)]), ("b", &[limited(SECOND), good()])]);
        let _ = chat(&api, "a").await;
        let _ = one(&Api::new(&[bad(Class::Server)])).await;
        let _ = one(&Api::new(&[good()])).await;
    })
    .await;
    let emitted: BTreeSet<String> = series.0.lock().unwrap().keys().map(|key| shape(key)).collect();
    let readme = include_str!("../README.md");
    let rows = readme.lines().filter(|line| line.starts_with("| `resilient_"));
    let listed: BTreeSet<String> =
        rows.map(|row| row.split('`').nth(1).unwrap().to_owned()).collect();
    assert_eq!(emitted, listed);
}

/// A series as the README writes it: `name{label, label}`.
fn shape(key: &str) -> String {
    let (name, labels) = key.trim_end_matches('}').split_once('{').unwrap();
    let labels: Vec<_> = labels.split(',').map(|it| it.split('=').next().unwrap()).collect();
    format!("{name}{{{}}}", labels.join(", "))
}

#[tokio::test(start_paused = true)]
async fn a_call_is_counted_once_and_timed() {
    let api = Api::of(&[
        ("x", &[bad(Class::Conflict), bad(Class::Auth)]),
        ("b", &[good().after(SECOND)]),
    ]);
    let series = series_of(chat(&api, "x")).await;
    for (name, value) in [
        ("resilient_calls_total{id=chat,outcome=fallback}", 1.0),
        ("resilient_attempts_total{id=chat,class=conflict}", 1.0),
        ("resilient_attempts_total{id=chat,class=auth}", 1.0),
        ("resilient_attempts_total{id=chat,class=ok}", 1.0),
        ("resilient_fallbacks_total{id=chat,to=model = \"b\"}", 1.0),
        ("resilient_backoff_seconds{id=chat}", 1.0),
        ("resilient_call_seconds{id=chat}", 2.0),
        ("resilient_attempt_seconds{id=chat}", 1.0),
    ] {
        assert_eq!(series.value(name), Some(value), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_iterator_is_counted_once_an_item() {
    #[resilient(id = "items", retries = 0, timeout = "1s", fallback = [
        model in Vec::new(), model in ["c", "d"], model = "e"
    ])]
    async fn items(api: &Api, model: &str) -> Result<String, ApiError> {
        api.ask(model).await
    }
    let api = Api::of(&[("", &[bad(Class::Auth)]), ("e", &[good()])]);
    let series = series_of(items(&api, "x")).await;
    for (to, value) in [
        ("model in Vec::new()", None),
        ("model in [\"c\", \"d\"]", Some(2.0)),
        ("model = \"e\"", Some(1.0)),
    ] {
        let name = format!("resilient_fallbacks_total{{id=items,to={to}}}");
        assert_eq!(series.value(&name), value, "{to}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_is_counted_as_cancelled() {
    let api = Api::new(&[hangs()]);
    let series = series_of(tokio::time::timeout(SECOND, chat(&api, "c"))).await;
    assert_eq!(series.value("resilient_calls_total{id=chat,outcome=cancelled}"), Some(1.0));
}

#[tokio::test(start_paused = true)]
async fn the_state_of_a_breaker_is_one_number() {
    resilient::breaker! { static GAUGED = "metrics-gauged" }
    let name = "resilient_breaker_state{breaker=metrics-gauged}";
    let mut seen = Vec::new();
    for turn in [
        resilient::Breaker::force_open,
        resilient::Breaker::disable,
        resilient::Breaker::force_close,
        resilient::Breaker::reset,
    ] {
        let series = series_of(async { turn(&GAUGED.breaker()) }).await;
        seen.push(series.value(name));
    }
    assert_eq!(seen, [Some(3.0), Some(-1.0), Some(-2.0), Some(0.0)]);
}

#[tokio::test(start_paused = true)]
async fn the_state_of_a_breaker_is_there_from_the_first_call_on() {
    #[resilient(id = "met", retries = 0, breaker = "metrics-met")]
    async fn met(api: &Api) -> Result<String, ApiError> {
        api.ask("").await
    }
    let series = series_of(async { met(&Api::new(&[good()])).await }).await;
    assert_eq!(series.value("resilient_breaker_state{breaker=metrics-met}"), Some(0.0));
}

#[tokio::test(start_paused = true)]
async fn no_key_of_a_family_is_a_label() {
    resilient::breaker! { static KEYED = "metrics-keyed" }
    let breaker = KEYED.keyed(format_args!("tenant-7"));
    let series = series_of(async {
        breaker.force_open();
    })
    .await;
    assert_eq!(series.value("resilient_breaker_keys_open{breaker=metrics-keyed}"), Some(1.0));
    assert!(series.0.lock().unwrap().keys().all(|key| !key.contains("tenant-7")));
}

#[tokio::test(start_paused = true)]
async fn an_open_key_that_has_made_room_for_another_is_no_open_key() {
    #[resilient(id = "crowded", retries = 0, breaker = breaker("crowded:{key}", consecutive = 1, keys = 1))]
    async fn crowded(api: &Api, key: &str) -> Result<String, ApiError> {
        api.ask("").await
    }
    let series = series_of(async {
        let _ = crowded(&Api::new(&[bad(Class::Server)]), "a").await;
        tokio::time::advance(SECOND * 1_000).await;
        let _ = crowded(&Api::new(&[good()]), "b").await;
    })
    .await;
    assert!(resilient::breaker("crowded:a").is_none());
    assert_eq!(series.value("resilient_breaker_keys_open{breaker=crowded:{key}}"), Some(0.0));
}
