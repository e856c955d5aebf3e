//! The option `fallback`: the next targets, and what each link of the chain sees.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use resilient::{Class, Classify, Verdict, resilient};

use common::{Api, ApiError, bad, failed, good, hangs, limited, s};

mod common;

#[resilient(retries = 0, fallback = [model = "spare"])]
async fn literal(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[resilient(retries = 0, fallback = [model = "spare"])]
async fn owned(api: &Api, model: String) -> Result<String, ApiError> {
    api.ask(&model).await
}

#[resilient(retries = 0, fallback = [(model = "spare", region = "eu"), region = "us"])]
async fn several(api: &Api, model: &str, region: &str) -> Result<String, ApiError> {
    api.ask(&format!("{model}@{region}")).await
}

#[derive(Clone)]
struct Request {
    model: String,
    region: &'static str,
}

fn request() -> Request {
    Request { model: "primary".into(), region: "eu" }
}

#[resilient(retries = 0, fallback = [request.model = "spare", request.region = "us"])]
async fn field(api: &Api, request: Request) -> Result<String, ApiError> {
    api.ask(&format!("{}@{}", request.model, request.region)).await
}

#[resilient(retries = 0, fallback = [request.model = "spare"])]
async fn field_of_a_reference(api: &Api, request: &mut Request) -> Result<String, ApiError> {
    api.ask(&request.model).await
}

#[resilient(retries = 0, fallback = [client = &backup])]
async fn argument(client: &Api, backup: Api) -> Result<String, ApiError> {
    client.ask("").await
}

#[resilient(retries = 0, fallback = [model in ["b", "c"]])]
async fn each(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[resilient(retries = 0, fallback = [number in counted(taken), number = 99])]
async fn lazily(api: &Api, number: usize, taken: &AtomicUsize) -> Result<String, ApiError> {
    api.ask(&number.to_string()).await
}

fn counted(taken: &AtomicUsize) -> impl Iterator<Item = usize> + Send {
    (1..).inspect(|_| {
        taken.fetch_add(1, SeqCst);
    })
}

#[resilient(retries = 0, fallback = [model in models])]
async fn from_an_argument(
    api: &Api,
    model: &str,
    models: Vec<&'static str>,
) -> Result<String, ApiError> {
    api.ask(model).await
}

#[resilient(retries = 0, fallback = [model = "spare", other])]
async fn path(api: &Api, model: String) -> Result<String, ApiError> {
    api.ask(&model).await
}

async fn other(api: &Api, model: String) -> Result<String, ApiError> {
    api.ask(&format!("other {model}")).await
}

#[resilient(retries = 5, fallback = [explained(api, error), model = "last"])]
async fn call(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[derive(Debug)]
struct OtherError(Class);

impl From<OtherError> for ApiError {
    fn from(OtherError(class): OtherError) -> Self {
        failed(class, 77)
    }
}

async fn explained(api: &Api, error: &ApiError) -> Result<String, OtherError> {
    let asked = api.ask(&format!("after {:?}", error.classify().class())).await;
    asked.map_err(|error| OtherError(error.classify().class()))
}

#[tokio::test(start_paused = true)]
async fn a_chain_is_not_asked_after_a_success() {
    let api = Api::new(&[good()]);
    assert_eq!(literal(&api, "primary").await.as_deref(), Ok("primary"));
    assert_eq!(api.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_link_runs_the_body_with_another_argument() {
    let api = Api::of(&[("primary", &[bad(Class::Server)]), ("spare", &[good()])]);
    assert_eq!(literal(&api, "primary").await.as_deref(), Ok("spare"));
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn a_string_becomes_what_the_argument_is() {
    let api = Api::of(&[("primary", &[bad(Class::Server)]), ("spare", &[good()])]);
    assert_eq!(owned(&api, "primary".into()).await.as_deref(), Ok("spare"));
}

#[tokio::test(start_paused = true)]
async fn a_link_replaces_several_arguments_and_the_next_sees_the_original_ones() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = several(&api, "primary", "asia").await;
    assert_eq!(api.asked(), ["primary@asia", "spare@eu", "primary@us"]);
}

#[tokio::test(start_paused = true)]
async fn a_link_replaces_a_field() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = field(&api, request()).await;
    assert_eq!(api.asked(), ["primary@eu", "spare@eu", "primary@us"]);
}

#[tokio::test(start_paused = true)]
async fn a_link_replaces_a_field_behind_a_reference() {
    let (api, mut request) = (Api::new(&[bad(Class::Server)]), request());
    let _ = field_of_a_reference(&api, &mut request).await;
    assert_eq!(api.asked(), ["primary", "spare"]);
}

#[tokio::test(start_paused = true)]
async fn a_field_behind_a_reference_is_the_callers_own_again_after_the_call() {
    let mut request = request();
    for last in [bad(Class::Server), good()] {
        let api = Api::new(&[bad(Class::Server), last]);
        let _ = field_of_a_reference(&api, &mut request).await;
        assert_eq!(request.model, "primary");
    }
}

#[tokio::test(start_paused = true)]
async fn a_link_replaces_an_argument_with_another() {
    let client = Api::new(&[bad(Class::Server)]);
    assert!(argument(&client, Api::new(&[good()])).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_iterator_gives_a_target_for_each_item() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(each(&api, "a").await, Err(failed(Class::Server, 3)));
    assert_eq!(api.asked(), ["a", "b", "c"]);
}

#[tokio::test(start_paused = true)]
async fn an_item_is_taken_when_it_is_needed() {
    let (api, taken) = (Api::of(&[("", &[bad(Class::Server)]), ("2", &[good()])]), 0.into());
    assert_eq!(lazily(&api, 0, &taken).await.as_deref(), Ok("2"));
    assert_eq!(taken.load(SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn an_iterator_is_not_touched_before_a_failure() {
    let (api, taken) = (Api::new(&[good()]), 0.into());
    assert!(lazily(&api, 0, &taken).await.is_ok());
    assert_eq!(taken.load(SeqCst), 0);
}

#[tokio::test(start_paused = true)]
async fn an_iterator_without_end_gives_sixteen_targets() {
    let (api, taken) = (Api::new(&[bad(Class::Server)]), 0.into());
    let _ = lazily(&api, 0, &taken).await;
    assert_eq!((api.attempts(), taken.load(SeqCst)), (1 + 16 + 1, 16));
    assert_eq!(api.asked().last().map(String::as_str), Some("99"));
}

#[tokio::test(start_paused = true)]
async fn an_argument_gives_the_items() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = from_an_argument(&api, "a", vec!["b"]).await;
    assert_eq!(api.asked(), ["a", "b"]);
}

#[resilient(
    retries = 1,
    backoff = none,
    fallback = [request.model = "b", request.model in sizes(&request.model)]
)]
async fn derived(api: &Api, request: Request) -> Result<String, ApiError> {
    api.ask(&request.model).await
}

fn sizes(model: &str) -> [String; 2] {
    [format!("{model}-small"), format!("{model}-large")]
}

#[tokio::test(start_paused = true)]
async fn an_iterator_sees_the_original_arguments() {
    let api = Api::of(&[("primary", &[bad(Class::Auth)]), ("", &[bad(Class::Server)])]);
    let _ = derived(&api, request()).await;
    assert_eq!(api.asked(), ["primary", "b", "b", "primary-small", "primary-large"]);
}

#[tokio::test(start_paused = true)]
async fn an_iterator_without_items_is_no_target() {
    let api = Api::new(&[bad(Class::Overloaded)]);
    assert_eq!(from_an_argument(&api, "a", vec![]).await, Err(failed(Class::Overloaded, 1)));
}

#[tokio::test(start_paused = true)]
async fn a_path_is_called_with_the_original_arguments() {
    let api = Api::of(&[("", &[bad(Class::Server)]), ("other primary", &[good()])]);
    assert_eq!(path(&api, "primary".into()).await.as_deref(), Ok("other primary"));
    assert_eq!(api.asked(), ["primary", "spare", "other primary"]);
}

#[tokio::test(start_paused = true)]
async fn a_called_link_sees_the_last_error() {
    let api = Api::of(&[("primary", &[bad(Class::Auth)]), ("after Auth", &[good()])]);
    assert_eq!(call(&api, "primary").await.as_deref(), Ok("after Auth"));
}

#[tokio::test(start_paused = true)]
async fn a_called_link_gets_no_retries() {
    let api = Api::of(&[
        ("primary", &[bad(Class::Auth)]),
        ("after Auth", &[bad(Class::Network)]),
        ("last", &[good()]),
    ]);
    assert_eq!(call(&api, "primary").await.as_deref(), Ok("last"));
    assert_eq!((api.asked().len(), api.elapsed()), (3, s(0)));
}

#[resilient(retries = 0, fallback = [explained(api, error)])]
async fn converted(api: &Api) -> Result<String, ApiError> {
    api.ask("primary").await
}

#[tokio::test(start_paused = true)]
async fn the_error_of_a_called_link_is_converted() {
    let api = Api::of(&[("primary", &[bad(Class::Auth)]), ("after Auth", &[bad(Class::Conflict)])]);
    assert_eq!(converted(&api).await, Err(failed(Class::Conflict, 77)));
}

#[tokio::test(start_paused = true)]
async fn the_error_of_a_called_link_is_judged_like_any_other() {
    let api = Api::of(&[("primary", &[bad(Class::Auth)]), ("after Auth", &[bad(Class::Invalid)])]);
    assert_eq!(call(&api, "primary").await, Err(failed(Class::Invalid, 77)));
}

#[resilient(retries = 3, backoff = none, fallback = [model in ["b", "c"]])]
async fn with_retries(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[tokio::test(start_paused = true)]
async fn a_chain_shares_its_retries() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(with_retries(&api, "a").await, Err(failed(Class::Server, 6)));
    assert_eq!(api.asked(), ["a", "a", "a", "b", "b", "c"]);
}

#[tokio::test(start_paused = true)]
async fn retries_that_the_first_target_spent_are_gone() {
    let api = Api::new(&[bad(Class::Network)]);
    let _ = with_retries(&api, "a").await;
    assert_eq!(api.asked(), ["a", "a", "a", "a", "b", "c"]);
}

#[tokio::test(start_paused = true)]
async fn the_last_target_may_use_every_retry_that_is_left() {
    let api = Api::new(&[bad(Class::Overloaded)]);
    let _ = with_retries(&api, "a").await;
    assert_eq!(api.asked(), ["a", "b", "c", "c", "c", "c"]);
}

#[tokio::test(start_paused = true)]
async fn an_error_of_the_callers_own_is_shown_to_no_other_target() {
    let api = Api::new(&[bad(Class::Invalid)]);
    assert_eq!(with_retries(&api, "a").await, Err(failed(Class::Invalid, 1)));
}

#[tokio::test(start_paused = true)]
async fn a_target_begins_with_a_backoff_of_its_own() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = with_backoff(&api, "a").await;
    assert_eq!(api.waits(), [s(1), s(2), s(0), s(1), s(2), s(4)]);
}

#[resilient(retries = 5, backoff = "1s", jitter = none, fallback = [model = "b"])]
async fn with_backoff(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[resilient(retries = 1, timeout = ["3s", "1s"], fallback = [model = "b"])]
async fn with_timeouts(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[tokio::test(start_paused = true)]
async fn a_target_begins_with_the_first_timeout() {
    let api = Api::new(&[hangs()]);
    let _ = with_timeouts(&api, "a").await;
    assert_eq!((api.starts(), api.elapsed()), (vec![s(0), s(3), s(4)], s(7)));
}

#[tokio::test(start_paused = true)]
async fn a_rate_limit_with_a_long_hint_goes_to_the_next_target_at_once() {
    let api = Api::of(&[("primary", &[limited(s(47))]), ("spare", &[good()])]);
    assert_eq!(with_retries_and_spare(&api, "primary").await.as_deref(), Ok("spare"));
    assert_eq!((api.attempts(), api.elapsed()), (2, s(0)));
}

#[resilient(retries = 5, fallback = [model = "spare"])]
async fn with_retries_and_spare(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[resilient(
    retries = 0,
    breaker = breaker("fallback:{model}", consecutive = 1),
    fallback = [model = "open", model in ["shut", "healthy"], other_without_breaker(api)]
)]
async fn with_breakers(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

async fn other_without_breaker(api: &Api) -> Result<String, ApiError> {
    api.ask("other").await
}

#[tokio::test(start_paused = true)]
async fn links_and_items_whose_breaker_is_open_are_skipped() {
    let api = Api::of(&[("", &[bad(Class::Server)]), ("healthy", &[good()])]);
    let _ = with_breakers(&api, "broken").await;
    assert_eq!(with_breakers(&api, "broken").await.as_deref(), Ok("healthy"));
    assert_eq!(api.asked(), ["broken", "open", "shut", "healthy", "healthy"]);
}

#[derive(Debug)]
struct Plain;

impl Classify for Plain {
    fn classify(&self) -> Verdict {
        Class::Auth.into()
    }
}

#[resilient(fallback = [number = 2])]
async fn without_stops(number: u32) -> Result<u32, Plain> {
    if number == 2 { Ok(number) } else { Err(Plain) }
}

#[tokio::test(start_paused = true)]
async fn a_chain_alone_asks_nothing_of_the_error_but_its_class() {
    assert_eq!(without_stops(1).await.unwrap(), 2);
}

#[resilient(retries = 30, backoff = none, fallback = [model in items])]
async fn many(api: &Api, model: usize, items: Vec<usize>) -> Result<String, ApiError> {
    api.ask(&model.to_string()).await
}

#[tokio::test(start_paused = true)]
async fn the_last_item_may_use_every_retry_that_is_left() {
    for items in [0, 1, 2, 16, 17] {
        let (api, last) = (Api::new(&[bad(Class::Overloaded)]), items.min(16).to_string());
        let _ = many(&api, 0, (1..=items).collect()).await;
        assert_eq!(api.asked().iter().filter(|asked| **asked == last).count(), 31, "{items}");
        assert_eq!(api.attempts(), 31 + items.min(16), "{items}");
    }
}

#[resilient(
    retries = 0,
    breaker = breaker("then-called", consecutive = 1),
    fallback = [after_rejection(api, error)]
)]
async fn guarded(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

async fn after_rejection(api: &Api, error: &ApiError) -> Result<String, ApiError> {
    let rejected = matches!(error, ApiError::Stopped(resilient::Error::BreakerOpen { .. }));
    api.ask(if rejected { "after a rejection" } else { "after a failure" }).await
}

#[tokio::test(start_paused = true)]
async fn a_called_link_after_an_open_breaker_sees_the_rejection_and_its_error_stands() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = guarded(&api).await;
    assert_eq!(guarded(&api).await, Err(failed(Class::Server, 3)));
    assert_eq!(api.asked(), ["", "after a failure", "after a rejection"]);
}
