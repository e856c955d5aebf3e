//! An annotated function inside another one: seen in the trail, bound by the outer deadline, and what its breaker says
//! to the outer one.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

mod common;

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use common::{Api, ApiError, bad, good, hangs, limited};
use resilient::{BreakerState, Class, Classify, breaker, resilient, trail};
use tokio::time::Instant;

const SECOND: Duration = Duration::from_secs(1);

#[resilient(id = "inner", retries = 5, deadline = "60s", backoff = "2s", jitter = none)]
async fn inner(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(id = "outer", retries = 1, deadline = "3s", jitter = none)]
async fn outer(api: &Api) -> Result<String, ApiError> {
    inner(api).await
}

#[tokio::test(start_paused = true)]
async fn a_nested_call_stands_in_the_attempt_that_made_it() {
    #[resilient(id = "around", retries = 1, timeout = "9s", backoff = none, on(auth = retry(1)))]
    async fn around(api: &Api) -> Result<String, ApiError> {
        inner(api).await
    }
    let api = Api::new(&[bad(Class::Auth), good()]);
    let (_, trail) = trail(around(&api)).await;
    let story = "\
around: answered by around after 0ns
  1 around: auth after 0ns; again at once
    inner: failed with auth of inner after 0ns
      1 inner: auth after 0ns
  2 around: answered after 0ns
    inner: answered by inner after 0ns
      1 inner: answered after 0ns
";
    assert_eq!(trail.to_string(), story);
    let call = trail.calls().next().unwrap();
    assert_eq!((trail.calls().count(), call.calls().count()), (1, 2));
    assert_eq!(call.attempts().next().unwrap().calls().next().unwrap().id(), "inner");
}

#[tokio::test(start_paused = true)]
async fn a_nested_call_begins_no_wait_that_the_outer_deadline_would_cut() {
    let api = Api::new(&[bad(Class::Server)]);
    let started = Instant::now();
    let error = outer(&api).await.unwrap_err();
    // At 0 s and 2 s; another 4 s would pass the deadline. The outer call repeats it after its own 500 ms.
    assert_eq!(started.elapsed(), 2 * SECOND + Duration::from_millis(500));
    assert!(matches!(error, ApiError::Failed { attempt: 3, .. }), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_nested_call_ends_with_the_outer_deadline() {
    let api = Api::new(&[hangs()]);
    let (result, trail) = trail(outer(&api)).await;
    assert!(result.is_err());
    let inner = trail.calls().next().unwrap().calls().next().unwrap();
    assert_eq!(inner.took(), Some(3 * SECOND), "{trail}");
}

#[tokio::test(start_paused = true)]
async fn a_deadline_goes_through_a_call_that_has_none() {
    #[resilient(id = "middle", retries = 0, timeout = "1h")]
    async fn middle(api: &Api) -> Result<String, ApiError> {
        inner(api).await
    }
    #[resilient(id = "top", retries = 0, deadline = "5s")]
    async fn top(api: &Api) -> Result<String, ApiError> {
        tokio::time::sleep(SECOND).await;
        middle(api).await
    }
    let api = Api::new(&[hangs()]);
    let (_, trail) = trail(top(&api)).await;
    let middle = trail.calls().next().unwrap().calls().next().unwrap();
    assert_eq!(middle.calls().next().unwrap().took(), Some(4 * SECOND), "{trail}");
}

#[resilient(id = "unguarded", retries = 1, backoff = "1s", jitter = none)]
async fn unguarded(api: &Api) -> Result<String, ApiError> {
    inner(api).await
}

#[tokio::test(start_paused = true)]
async fn a_call_in_a_function_with_nothing_around_its_body_stands_in_its_attempt() {
    #[resilient(id = "retried", retries = 1, backoff = "1s", jitter = none, on(auth = retry(1)))]
    async fn retried(api: &Api) -> Result<String, ApiError> {
        inner(api).await
    }
    let api = Api::new(&[bad(Class::Auth).after(SECOND), good()]);
    let (_, trail) = trail(retried(&api)).await;
    let story = "\
retried: answered by retried after 2s
  1 retried: auth after 1s; again in 1s
    inner: failed with auth of inner after 1s
      1 inner: auth after 1s
  2 retried: answered after 0ns
    inner: answered by inner after 0ns
      1 inner: answered after 0ns
";
    assert_eq!(trail.to_string(), story);
}

#[tokio::test(start_paused = true)]
async fn a_deadline_goes_through_a_call_with_nothing_around_its_body() {
    #[resilient(id = "top", retries = 0, deadline = "5s")]
    async fn top(api: &Api) -> Result<String, ApiError> {
        tokio::time::sleep(SECOND).await;
        unguarded(api).await
    }
    let api = Api::new(&[bad(Class::Server)]);
    let (result, trail) = trail(top(&api)).await;
    // At 1 s and 3 s; another 4 s would pass the deadline of 5 s. So would the outer one's retry after it.
    assert!(matches!(result, Err(ApiError::Failed { attempt: 3, .. })), "{result:?}");
    let unguarded = trail.calls().next().unwrap().calls().next().unwrap();
    let took: Vec<_> = unguarded.calls().map(|inner| inner.took().unwrap()).collect();
    assert_eq!(took, [2 * SECOND, Duration::ZERO], "{trail}");
}

#[tokio::test(start_paused = true)]
async fn a_call_with_nothing_around_its_body_counts_its_first_attempt_against_the_outer_deadline() {
    #[resilient(id = "plain", retries = 1, backoff = "3s", jitter = none)]
    async fn plain(api: &Api) -> Result<String, ApiError> {
        api.ask("").await
    }
    #[resilient(id = "top", retries = 0, deadline = "5s")]
    async fn top(api: &Api) -> Result<String, ApiError> {
        plain(api).await
    }
    let api = Api::new(&[bad(Class::Server).after(3 * SECOND)]);
    // Another 3 s would pass the deadline, so the error of the server is the last one.
    assert!(matches!(top(&api).await, Err(ApiError::Failed { attempt: 1, .. })));
    assert_eq!(api.elapsed(), 3 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_hanging_call_in_a_function_with_nothing_around_its_body_ends_with_the_outermost_deadline()
 {
    #[resilient(id = "top", retries = 0, deadline = "5s")]
    async fn top(api: &Api) -> Result<String, ApiError> {
        unguarded(api).await
    }
    let api = Api::new(&[hangs()]);
    let (result, trail) = trail(top(&api)).await;
    assert!(result.is_err());
    let inner = trail.calls().next().unwrap().calls().next().unwrap().calls().next().unwrap();
    assert_eq!((inner.id(), inner.took()), ("inner", Some(5 * SECOND)), "{trail}");
}

#[tokio::test(start_paused = true)]
async fn a_called_link_of_a_function_with_nothing_around_its_body_stands_in_its_attempt() {
    #[resilient(id = "linked", retries = 0, fallback = [inner(api)])]
    async fn linked(api: &Api) -> Result<String, ApiError> {
        Err(api.ask("first").await.unwrap_err())
    }
    let api = Api::of(&[("first", &[bad(Class::Missing)]), ("", &[good()])]);
    let (_, trail) = trail(linked(&api)).await;
    let story = "\
linked: answered by inner(..) after 0ns
  1 linked: missing after 0ns; on to the next target
  2 inner(..): answered after 0ns
    inner: answered by inner after 0ns
      1 inner: answered after 0ns
";
    assert_eq!(trail.to_string(), story);
}

#[tokio::test(start_paused = true)]
async fn a_spawned_call_is_on_its_own() {
    #[resilient(id = "spawns", deadline = "1s", retries = 0)]
    async fn spawns() -> Result<String, ApiError> {
        let task = tokio::spawn(async {
            let api = Api::new(&[good().after(2 * SECOND)]);
            inner(&api).await
        });
        std::mem::forget(task);
        Ok(String::new())
    }
    let (_, trail) = trail(spawns()).await;
    assert_eq!(trail.calls().next().unwrap().calls().count(), 0);
}

/// Its breaker is shut: a person has opened it, or a rate limit was met.
#[resilient(id = "shut", retries = 0, breaker = "nested-shut:{name}")]
async fn shut(name: &str) -> Result<String, resilient::Error> {
    Ok(name.to_owned())
}

#[resilient(id = "limits", retries = 0, breaker = "nested-shut:{name}")]
async fn limits(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask("").await
}

async fn with_an_open_breaker(name: &str) {
    assert!(shut(name).await.is_ok());
    breaker(&format!("nested-shut:{name}")).unwrap().force_open();
}

async fn with_a_shut_gate(name: &str) {
    let api = Api::new(&[limited(600 * SECOND)]);
    assert!(limits(&api, name).await.is_err());
}

/// The state of an outer breaker, and the run of failures that it has seen.
fn seen(name: &str) -> (BreakerState, u32) {
    let snapshot = breaker(name).unwrap().snapshot();
    (snapshot.state, snapshot.consecutive)
}

#[derive(Debug, Classify)]
enum Wrapped {
    #[classify(transparent)]
    Stopped(#[allow(dead_code, reason = "it is only shown")] resilient::Error),
}

impl From<resilient::Error> for Wrapped {
    fn from(stop: resilient::Error) -> Self {
        Self::Stopped(stop)
    }
}

#[tokio::test(start_paused = true)]
async fn h11_a_call_that_its_own_breaker_or_gate_turns_away_says_nothing_to_the_outer_breaker() {
    #[resilient(retries = 0, breaker = breaker("nested-own", consecutive = 1))]
    async fn own(name: &str) -> Result<String, resilient::Error> {
        shut(name).await
    }
    #[resilient(retries = 0, breaker = breaker("nested-own", consecutive = 1))]
    async fn by_hand(name: &str) -> Result<String, ApiError> {
        Ok(shut(name).await?)
    }
    #[resilient(retries = 0, breaker = breaker("nested-own", consecutive = 1))]
    async fn derived(name: &str) -> Result<String, Wrapped> {
        Ok(shut(name).await?)
    }
    #[resilient(retries = 0, breaker = breaker("nested-own", consecutive = 1))]
    async fn of_io(name: &str) -> io::Result<String> {
        Ok(shut(name).await?)
    }
    #[resilient(retries = 0, breaker = breaker("nested-own", consecutive = 1))]
    async fn boxed(name: &str) -> Result<String, Box<dyn StdError + Send + Sync>> {
        Ok(shut(name).await?)
    }
    #[resilient(
        retries = 0,
        breaker = breaker("nested-own", consecutive = 1),
        classify = resilient::chain::<(io::Error,)>(),
    )]
    async fn found(name: &str) -> Result<String, Box<dyn StdError + Send + Sync>> {
        Ok(of_io(name).await?)
    }
    with_an_open_breaker("open").await;
    with_a_shut_gate("gated").await;
    for name in ["open", "gated"] {
        assert!(own(name).await.is_err());
        assert!(by_hand(name).await.is_err());
        assert!(derived(name).await.is_err());
        assert!(of_io(name).await.is_err());
        assert!(boxed(name).await.is_err());
        assert!(found(name).await.is_err());
        assert_eq!(seen("nested-own"), (BreakerState::Closed, 0), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_probe_whose_nested_call_is_turned_away_gives_its_place_back() {
    #[resilient(
        retries = 0,
        breaker = breaker("nested-probed", consecutive = 1, open = "1s", open_max = "1s"),
    )]
    async fn probed(api: &Api, name: &str) -> Result<String, ApiError> {
        api.ask("").await?;
        Ok(shut(name).await?)
    }
    let api = Api::new(&[bad(Class::Server), good()]);
    assert!(probed(&api, "probed").await.is_err());
    tokio::time::advance(2 * SECOND).await;
    with_an_open_breaker("probed").await;
    assert!(probed(&api, "probed").await.is_err());
    assert_eq!(seen("nested-probed").0, BreakerState::HalfOpen);
    breaker("nested-shut:probed").unwrap().reset();
    assert_eq!(probed(&api, "probed").await.as_deref(), Ok("probed"));
    assert_eq!(seen("nested-probed").0, BreakerState::Closed);
}

#[tokio::test(start_paused = true)]
async fn a_nested_call_that_is_turned_away_leads_to_the_next_target_at_once() {
    #[resilient(id = "falls", retries = 5, breaker = "nested-falls", fallback = [name = "spare"])]
    async fn falls(name: &str) -> Result<String, ApiError> {
        Ok(shut(name).await?)
    }
    with_an_open_breaker("falls").await;
    let (result, trail) = trail(falls("falls")).await;
    assert_eq!(result.as_deref(), Ok("spare"));
    let attempt = trail.calls().next().unwrap().attempts().next().unwrap();
    assert_eq!(attempt.class(), Some(Class::Overloaded), "{trail}");
}

#[tokio::test(start_paused = true)]
async fn a_nested_call_that_gets_no_answer_is_a_failure_for_the_outer_breaker() {
    #[resilient(retries = 0, timeout = "1s")]
    async fn times_out(api: &Api) -> Result<String, ApiError> {
        api.ask("").await
    }
    #[resilient(retries = 0, breaker = breaker("nested-late", consecutive = 1))]
    async fn late(api: &Api) -> Result<String, ApiError> {
        times_out(api).await
    }
    assert!(late(&Api::new(&[hangs()])).await.is_err());
    assert_eq!(seen("nested-late").0, BreakerState::Open);
}
