//! The option `breaker`: a target that keeps failing is left alone for a while.

use std::panic::AssertUnwindSafe;

use resilient::{BreakerState, Class, Error, breaker, resilient};
use tokio::time::advance;

use common::{Api, ApiError, asking, bad, failed, good, hangs, limited, ms, panics, s};

mod common;

/// Each test has a breaker of its own: `name`.
#[resilient(retries = 0, breaker = breaker("breaker:{name}", consecutive = 3, open = "30s"))]
async fn once(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(
    retries = 5,
    backoff = constant("1s"),
    jitter = none,
    breaker = breaker("repeated:{name}", consecutive = 3, open = "30s")
)]
async fn repeated(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask("").await
}

/// The state of the breaker `breaker:{name}`.
fn state(name: &str) -> BreakerState {
    breaker(&format!("breaker:{name}")).map_or(BreakerState::Disabled, |known| known.state())
}

async fn open(name: &str) {
    let api = Api::new(&[bad(Class::Server)]);
    for _ in 0..3 {
        let _ = once(&api, name).await;
    }
    assert_eq!(state(name), BreakerState::Open);
}

fn is_rejected(result: &Result<String, ApiError>) -> bool {
    matches!(result, Err(ApiError::Stopped(Error::BreakerOpen { .. })))
}

#[tokio::test(start_paused = true)]
async fn an_open_breaker_turns_calls_away_with_its_name_and_time() {
    open("turns-away").await;
    let api = Api::new(&[good()]);
    let Err(ApiError::Stopped(Error::BreakerOpen { breaker, retry_after, .. })) =
        once(&api, "turns-away").await
    else {
        panic!("the call was let through");
    };
    assert_eq!((&*breaker, api.attempts()), ("breaker:turns-away", 0));
    assert!(retry_after.is_some_and(|wait| wait >= s(27) && wait <= s(33)));
}

#[tokio::test(start_paused = true)]
async fn fewer_failures_than_the_threshold_leave_it_closed() {
    let api = Api::new(&[bad(Class::Server), bad(Class::Server), good()]);
    for _ in 0..3 {
        let _ = once(&api, "fewer").await;
    }
    assert_eq!(state("fewer"), BreakerState::Closed);
}

#[tokio::test(start_paused = true)]
async fn a_success_ends_a_run_of_failures() {
    let fails = bad(Class::Server);
    let api = Api::new(&[fails, fails, good(), fails, fails, good()]);
    for _ in 0..6 {
        let _ = once(&api, "run").await;
    }
    assert_eq!(state("run"), BreakerState::Closed);
}

#[tokio::test(start_paused = true)]
async fn after_its_time_a_probe_that_succeeds_closes_it() {
    open("closes").await;
    advance(s(34)).await;
    assert!(once(&Api::new(&[good()]), "closes").await.is_ok());
    assert_eq!(state("closes"), BreakerState::Closed);
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_fails_opens_it_for_twice_as_long() {
    open("reopens").await;
    advance(s(34)).await;
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(once(&api, "reopens").await, Err(failed(Class::Server, 1)));
    advance(s(50)).await;
    assert!(is_rejected(&once(&api, "reopens").await));
    advance(s(17)).await;
    assert!(!is_rejected(&once(&api, "reopens").await));
}

#[tokio::test(start_paused = true)]
async fn one_probe_at_a_time_is_let_through() {
    open("one-probe").await;
    advance(s(34)).await;
    let api = Api::new(&[good().after(s(1))]);
    let (probe, other) = tokio::join!(once(&api, "one-probe"), once(&api, "one-probe"));
    assert!(probe.is_ok() && is_rejected(&other));
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_is_cancelled_gives_its_place_back() {
    open("cancelled-probe").await;
    advance(s(34)).await;
    let api = Api::new(&[hangs(), good()]);
    let _ = tokio::time::timeout(s(1), once(&api, "cancelled-probe")).await;
    assert_eq!(state("cancelled-probe"), BreakerState::HalfOpen);
    assert!(once(&api, "cancelled-probe").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_panics_opens_it_again() {
    open("panicking-probe").await;
    advance(s(34)).await;
    let api = Api::new(&[panics()]);
    let call = AssertUnwindSafe(once(&api, "panicking-probe"));
    assert!(caught(call).await.is_none());
    assert_eq!(state("panicking-probe"), BreakerState::Open);
}

/// Awaits a call and swallows its panic.
async fn caught<F: Future>(call: AssertUnwindSafe<F>) -> Option<F::Output> {
    let mut call = Some(Box::pin(call.0));
    std::future::poll_fn(|cx| {
        let polled = std::panic::catch_unwind(AssertUnwindSafe(|| {
            call.as_mut().map(|call| call.as_mut().poll(cx))
        }));
        match polled {
            Ok(Some(std::task::Poll::Pending)) => std::task::Poll::Pending,
            Ok(Some(std::task::Poll::Ready(output))) => std::task::Poll::Ready(Some(output)),
            Ok(None) | Err(_) => {
                call = None;
                std::task::Poll::Ready(None)
            }
        }
    })
    .await
}

#[tokio::test(start_paused = true)]
async fn a_body_that_panics_has_failed() {
    let api = Api::new(&[panics()]);
    for _ in 0..3 {
        assert!(caught(AssertUnwindSafe(once(&api, "panics"))).await.is_none());
    }
    assert_eq!(state("panics"), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_panics_late_has_failed() {
    let api = Api::new(&[panics().after(s(1))]);
    for _ in 0..3 {
        assert!(caught(AssertUnwindSafe(once(&api, "panics-late"))).await.is_none());
    }
    assert_eq!(state("panics-late"), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn fault_13_a_call_that_is_cancelled_says_nothing() {
    let api = Api::new(&[hangs()]);
    for _ in 0..10 {
        let _ = tokio::time::timeout(s(1), once(&api, "cancelled")).await;
    }
    let snapshot = breaker("breaker:cancelled").unwrap().snapshot();
    assert_eq!((snapshot.state, snapshot.consecutive), (BreakerState::Closed, 0));
}

#[resilient(retries = 0, timeout = "1s", breaker = breaker("timed:{name}", consecutive = 2))]
async fn timed(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn l11_fault_69_our_own_timeout_is_a_failure() {
    let api = Api::new(&[hangs()]);
    let _ = timed(&api, "out").await;
    let _ = timed(&api, "out").await;
    assert!(is_rejected(&timed(&api, "out").await));
}

#[resilient(retries = 0, deadline = "1s", breaker = breaker("dropped", consecutive = 1))]
async fn dropped(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn an_attempt_dropped_at_the_deadline_says_nothing() {
    let api = Api::new(&[hangs()]);
    let _ = dropped(&api).await;
    assert_eq!(breaker("dropped").unwrap().state(), BreakerState::Closed);
}

#[tokio::test(start_paused = true)]
async fn m3_fault_68_a_rejected_retry_keeps_the_last_error() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(repeated(&api, "rejected").await, Err(failed(Class::Server, 3)));
}

#[resilient(
    retries = 1,
    backoff = constant("2s"),
    jitter = none,
    breaker = "turned-away:{model}",
    fallback = [model = "spare"]
)]
async fn one_retry(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[tokio::test(start_paused = true)]
async fn a_rejected_retry_is_left_for_the_next_target() {
    let fails = bad(Class::Server);
    let api = Api::of(&[("shut-meanwhile", &[fails]), ("spare", &[fails, good()])]);
    let shut = async {
        tokio::time::sleep(s(1)).await;
        breaker("turned-away:shut-meanwhile").unwrap().force_open();
    };
    let (answer, ()) = tokio::join!(one_retry(&api, "shut-meanwhile"), shut);
    assert_eq!(answer.as_deref(), Ok("spare"));
}

#[tokio::test(start_paused = true)]
async fn m8_fault_67_a_breaker_that_opens_ends_the_attempts_without_another_wait() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = repeated(&api, "no-wait").await;
    assert_eq!(api.elapsed(), s(2));
}

#[resilient(
    retries = 5,
    backoff = constant("50ms"),
    jitter = none,
    breaker = breaker("short", consecutive = 2, open = "10ms")
)]
async fn shortly(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_the_open_time_is_the_probe() {
    let api = Api::new(&[bad(Class::Server), bad(Class::Server), good()]);
    assert!(shortly(&api).await.is_ok());
    assert_eq!(api.waits(), [ms(50), ms(50)]);
}

#[tokio::test(start_paused = true)]
async fn a28_each_key_has_a_breaker_of_its_own() {
    open("key-a").await;
    assert!(once(&Api::new(&[good()]), "key-b").await.is_ok());
}

#[resilient(
    retries = 0,
    breaker = breaker("model:{model}", consecutive = 1),
    fallback = [model = "spare"]
)]
async fn chain(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[tokio::test(start_paused = true)]
async fn m14_n9_a_target_whose_breaker_is_open_is_skipped() {
    let api = Api::of(&[("skipped", &[bad(Class::Server)]), ("spare", &[good()])]);
    assert_eq!(chain(&api, "skipped").await.as_deref(), Ok("spare"));
    assert_eq!(chain(&api, "skipped").await.as_deref(), Ok("spare"));
    assert_eq!(api.asked(), ["skipped", "spare", "spare"]);
}

#[resilient(
    retries = 0,
    breaker = breaker("shut:{model}", consecutive = 1),
    fallback = [model = "shut-spare"]
)]
async fn all_shut(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[tokio::test(start_paused = true)]
async fn when_every_target_is_skipped_the_first_rejection_comes_back() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = all_shut(&api, "shut-primary").await;
    let Err(ApiError::Stopped(Error::BreakerOpen { breaker, .. })) =
        all_shut(&api, "shut-primary").await
    else {
        panic!("something was asked");
    };
    assert_eq!((&*breaker, api.elapsed()), ("shut:shut-primary", s(0)));
}

asking! {
    named_here(retries = 0, breaker = "shared-by-name")
    named_there(retries = 0, breaker = "shared-by-name")
    braces(retries = 0, breaker = "braces{{x}}")
}

#[tokio::test(start_paused = true)]
async fn functions_that_name_the_same_breaker_share_it() {
    let api = Api::new(&[bad(Class::Server)]);
    for _ in 0..5 {
        let _ = named_here(&api).await;
    }
    assert!(is_rejected(&named_there(&api).await));
    assert_eq!(breaker("shared-by-name").unwrap().snapshot().conflict, None);
}

#[tokio::test(start_paused = true)]
async fn doubled_braces_are_braces() {
    let _ = braces(&Api::new(&[good()])).await;
    assert!(breaker("braces{x}").is_some());
}

#[resilient(retries = 0, breaker = "computed:{model.len()}:{request.tenant}")]
async fn computed(api: &Api, model: &str, request: &Request) -> Result<String, ApiError> {
    api.ask(&request.tenant).await
}

struct Request {
    tenant: String,
}

#[tokio::test(start_paused = true)]
async fn places_and_method_calls_make_the_name() {
    let request = Request { tenant: "acme".into() };
    let _ = computed(&Api::new(&[good()]), "four", &request).await;
    assert!(breaker("computed:4:acme").is_some());
}

breaker! {
    static DECLARED = "declared" { consecutive = 2, open = "5s" }
    static KEYED = "keyed" { consecutive = 1 }
    static RATED = "rated" { failure_rate = 50, last = 4 }
}

asking! {
    declared(retries = 0, breaker = DECLARED)
    rated(retries = 0, breaker = RATED)
}

#[resilient(retries = 0, breaker = KEYED[request.tenant])]
async fn keyed(api: &Api, request: &Request) -> Result<String, ApiError> {
    api.ask(&request.tenant).await
}

#[tokio::test(start_paused = true)]
async fn a_declared_breaker_is_used_by_its_path() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = (declared(&api).await, declared(&api).await);
    assert!(is_rejected(&declared(&api).await));
    assert_eq!(DECLARED.state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn a_declared_breaker_has_one_for_each_key() {
    let (api, request) = (Api::new(&[bad(Class::Server)]), Request { tenant: "acme".into() });
    let _ = keyed(&api, &request).await;
    assert!(is_rejected(&keyed(&api, &request).await));
    assert!(!is_rejected(&keyed(&api, &Request { tenant: "other".into() }).await));
    assert!(breaker("keyed:acme").is_some());
}

#[tokio::test(start_paused = true)]
async fn a_share_of_failures_opens_it_too() {
    let api = Api::new(&[good(), bad(Class::Server), good(), bad(Class::Server), good()]);
    for _ in 0..4 {
        let _ = rated(&api).await;
    }
    assert_eq!(RATED.state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn a_hand_opens_and_resets_it() {
    let api = Api::new(&[good()]);
    let _ = once(&api, "by-hand").await;
    let breaker = breaker("breaker:by-hand").unwrap();
    breaker.force_open();
    advance(s(600)).await;
    assert!(is_rejected(&once(&api, "by-hand").await));
    breaker.reset();
    assert!(once(&api, "by-hand").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_disabled_breaker_lets_everything_through() {
    open("disabled").await;
    breaker("breaker:disabled").unwrap().disable();
    let api = Api::new(&[bad(Class::Server)]);
    for _ in 0..10 {
        assert!(!is_rejected(&once(&api, "disabled").await));
    }
}

asking! {
    first_settings(retries = 0, breaker = breaker("contested", consecutive = 3))
    other_settings(retries = 0, breaker = breaker("contested", consecutive = 4))
}

#[tokio::test(start_paused = true)]
async fn other_settings_for_the_same_name_are_reported_with_both_places() {
    let api = Api::new(&[good()]);
    let _ = (first_settings(&api).await, other_settings(&api).await);
    let conflict = breaker("contested").unwrap().snapshot().conflict.unwrap();
    assert_eq!(conflict.matches("breaker.rs:").count(), 2, "{conflict}");
}

#[tokio::test(start_paused = true)]
async fn a_hint_is_a_lower_bound_of_the_open_time() {
    let hint = resilient::Verdict::from(Class::Overloaded).retry_after(s(100));
    let api = Api::new(&[bad(hint)]);
    for _ in 0..3 {
        let _ = once(&api, "hinted").await;
    }
    advance(s(99)).await;
    assert!(is_rejected(&once(&api, "hinted").await));
}

#[tokio::test(start_paused = true)]
async fn a_late_answer_from_before_it_opened_decides_nothing() {
    let slow = Api::new(&[good().after(s(5))]);
    let late = once(&slow, "late");
    let (answer, ()) = tokio::join!(late, open("late"));
    assert!(answer.is_ok());
    assert_eq!(state("late"), BreakerState::Open);
}

#[resilient(
    retries = 0,
    breaker = breaker("puzzled", consecutive = 1),
    classify = |_: &ApiError| -> Class { panic!("a classification that panics") }
)]
async fn puzzled(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn fault_19_a_classification_that_panics_is_a_failure() {
    let api = Api::new(&[bad(Class::Server)]);
    assert!(caught(AssertUnwindSafe(puzzled(&api))).await.is_none());
    assert_eq!(breaker("puzzled").unwrap().state(), BreakerState::Open);
}

#[resilient(
    retries = 3,
    timeout = "1s",
    deadline = "10s",
    breaker = breaker("any-moment:{name}", consecutive = 2),
    fallback = [spare(api)]
)]
async fn at_length(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask(name).await
}

async fn spare(api: &Api) -> Result<String, ApiError> {
    api.ask("spare").await
}

#[tokio::test(start_paused = true)]
async fn r9_fault_10_a_call_may_be_dropped_at_any_moment() {
    for tenths in 0..40 {
        let (name, late) = (tenths.to_string(), ms(300));
        let api = Api::new(&[bad(Class::Server).after(late), limited(s(1)).after(late), hangs()]);
        let _ = tokio::time::timeout(ms(tenths * 100), at_length(&api, &name)).await;
        let probes = breaker(&format!("any-moment:{name}")).map(|it| it.snapshot().probes);
        assert!(probes.is_none_or(|probes| probes == 0), "{tenths}");
        advance(s(400)).await;
        let answer = at_length(&Api::new(&[good()]), &name).await;
        assert_eq!(answer.as_deref(), Ok(&*name), "{tenths}");
    }
}
