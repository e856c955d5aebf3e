//! What an error means: the option `classify`, the trait, and every line of the class table.

use std::sync::Arc;

use resilient::{Class, Classify, Verdict, resilient};

use common::{Api, ApiError, CLASSES, bad, s};

mod common;

#[resilient(retries = 4, backoff = none)]
async fn alone(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(
    retries = 4,
    backoff = none,
    breaker = breaker("classify:{model}", consecutive = 1),
    fallback = [model = "spare"]
)]
async fn chain(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[resilient(
    retries = 4,
    backoff = none,
    fallback = [model = "spare"]
)]
async fn chain_without_breaker(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[tokio::test(start_paused = true)]
async fn without_a_chain_a_class_is_repeated_as_its_line_says() {
    for class in CLASSES {
        let expected = match class {
            Class::RateLimited
            | Class::Overloaded
            | Class::Server
            | Class::Timeout
            | Class::Network
            | Class::Malformed
            | Class::Conflict => 5,
            _ => 1,
        };
        let api = Api::new(&[bad(class)]);
        let _ = alone(&api).await;
        assert_eq!(api.attempts(), expected, "{class:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn with_a_chain_a_class_is_repeated_and_passed_on_as_its_line_says() {
    // Attempts on the first target while it fails, and whether the next one is asked.
    let expected = |class| match class {
        Class::RateLimited | Class::Network => (5, true),
        Class::Server => (3, true),
        Class::Timeout | Class::Malformed | Class::Conflict => (2, true),
        Class::Filtered | Class::Invalid | Class::Cancelled => (1, false),
        _ => (1, true),
    };
    for class in CLASSES {
        let api = Api::of(&[("primary", &[bad(class)]), ("spare", &[common::good()])]);
        let answered = chain_without_breaker(&api, "primary").await.is_ok();
        let attempts = api.asked().iter().filter(|target| *target == "primary").count();
        assert_eq!((attempts, answered), expected(class), "{class:?}");
    }
}

/// A breaker that one failure opens, and that any other answer leaves as it is.
#[resilient(retries = 0, breaker = breaker("line:{name}", consecutive = 1, open = "1s"))]
async fn guarded(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask("").await
}

const FAILURES: [Class; 6] = [
    Class::Overloaded,
    Class::Server,
    Class::Timeout,
    Class::Network,
    Class::Malformed,
    Class::Unknown,
];

#[tokio::test(start_paused = true)]
async fn a_class_is_a_failure_for_the_breaker_as_its_line_says() {
    for class in CLASSES {
        let name = format!("failure-{class:?}");
        let _ = guarded(&Api::new(&[bad(class)]), &name).await;
        let state = resilient::breaker(&format!("line:{name}")).unwrap().state();
        let open = state == resilient::BreakerState::Open;
        assert_eq!(open, FAILURES.contains(&class), "{class:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_class_enters_the_window_only_as_a_failure() {
    for class in CLASSES.into_iter().filter(|class| !FAILURES.contains(class)) {
        let name = format!("window-{class:?}");
        let _ = guarded(&Api::new(&[bad(class)]), &name).await;
        let snapshot = resilient::breaker(&format!("line:{name}")).unwrap().snapshot();
        assert_eq!((snapshot.calls, snapshot.consecutive), (0, 0), "{class:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_class_closes_a_half_open_breaker_as_its_line_says() {
    use resilient::BreakerState::{Closed, HalfOpen, Open};
    for class in CLASSES {
        let name = format!("probe-{class:?}");
        let _ = guarded(&Api::new(&[bad(Class::Server)]), &name).await;
        tokio::time::advance(s(2)).await;
        let _ = guarded(&Api::new(&[bad(class)]), &name).await;
        let expected = match class {
            _ if FAILURES.contains(&class) => Open,
            Class::RateLimited | Class::Quota | Class::Auth | Class::Cancelled => HalfOpen,
            _ => Closed,
        };
        let state = resilient::breaker(&format!("line:{name}")).unwrap().state();
        assert_eq!(state, expected, "{class:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn with_a_breaker_a_failing_target_is_left_as_soon_as_it_opens() {
    let api = Api::of(&[("left", &[bad(Class::Network)]), ("spare", &[common::good()])]);
    assert_eq!(chain(&api, "left").await.as_deref(), Ok("spare"));
    assert_eq!(api.asked(), ["left", "spare"]);
}

/// An error of another crate, without a classification.
#[derive(Debug, PartialEq)]
struct Foreign(u16);

fn by_status(error: &Foreign) -> Class {
    Class::from_status(error.0)
}

#[resilient(retries = 4, backoff = none, classify = by_status)]
async fn with_a_path(calls: &mut Vec<u16>, status: u16) -> Result<(), Foreign> {
    calls.push(status);
    Err(Foreign(status))
}

#[resilient(
    retries = 4,
    backoff = none,
    classify = |error: &Foreign| Verdict::from(Class::from_status(error.0)).no_retry()
)]
async fn with_a_closure(calls: &mut Vec<u16>, status: u16) -> Result<(), Foreign> {
    calls.push(status);
    Err(Foreign(status))
}

#[tokio::test(start_paused = true)]
async fn a_path_says_what_a_foreign_error_means() {
    let (mut server, mut auth) = (Vec::new(), Vec::new());
    assert_eq!(with_a_path(&mut server, 500).await, Err(Foreign(500)));
    assert_eq!(with_a_path(&mut auth, 401).await, Err(Foreign(401)));
    assert_eq!((server.len(), auth.len()), (5, 1));
}

#[tokio::test(start_paused = true)]
async fn a_closure_says_what_a_foreign_error_means() {
    let mut calls = Vec::new();
    let _ = with_a_closure(&mut calls, 500).await;
    assert_eq!(calls.len(), 1);
}

struct Strict(ApiError);

impl Classify for Strict {
    fn classify(&self) -> Verdict {
        self.0.classify().no_retry()
    }
}

impl From<ApiError> for Strict {
    fn from(error: ApiError) -> Self {
        Self(error)
    }
}

#[resilient(retries = 4, fallback = [model = "spare"])]
async fn strictly(api: &Api, model: &str) -> Result<String, Strict> {
    Ok(api.ask(model).await?)
}

#[tokio::test(start_paused = true)]
async fn a_veto_of_the_server_goes_to_the_next_target() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = strictly(&api, "primary").await;
    assert_eq!(api.asked(), ["primary", "spare"]);
}

#[resilient(retries = 4, backoff = none)]
async fn shared(api: &Api) -> Result<String, Arc<ApiError>> {
    Ok(api.ask("").await?)
}

#[tokio::test(start_paused = true)]
async fn a_shared_error_means_what_it_holds() {
    let api = Api::new(&[bad(Class::Network), bad(Class::Invalid)]);
    assert!(shared(&api).await.is_err());
    assert_eq!(api.calls().len(), 2);
}

fn buggy(_: &ApiError) -> Class {
    panic!("a bug of the user's")
}

#[resilient(retries = 4, backoff = none, classify = buggy)]
async fn panicking(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "a bug of the user's")]
async fn a_classification_that_panics_ends_the_call() {
    let _ = panicking(&Api::new(&[bad(Class::Server)])).await;
}
