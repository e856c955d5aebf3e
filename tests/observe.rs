//! `mode = observe`: a breaker on trial decides and tells, and turns nobody away.

use resilient::{BreakerMode, BreakerState, Class, breaker, resilient};
use tokio::time::advance;

use common::{Api, ApiError, asking, bad, failed, good, limited, s};

mod common;

breaker! {
    static DECLARED = "observe-declared" { consecutive = 2, mode = observe }
}

asking! {
    watched(retries = 0, breaker = breaker("observe-watched", consecutive = 2, failure_rate = 100, min_calls = 1000, mode = observe))
    held(retries = 0, breaker = breaker("observe-held", mode = observe))
    forced(retries = 0, breaker = breaker("observe-forced", mode = observe))
    declared(retries = 0, breaker = DECLARED)
    enforced(retries = 0, breaker = breaker("observe-enforced", mode = enforce))
}

#[tokio::test(start_paused = true)]
async fn it_opens_and_every_call_is_made() {
    let api = Api::new(&[bad(Class::Server)]);
    for attempt in 1..=5 {
        assert_eq!(watched(&api).await, Err(failed(Class::Server, attempt)));
    }
    let snapshot = breaker("observe-watched").unwrap().snapshot();
    assert_eq!((snapshot.state, snapshot.mode), (BreakerState::Open, BreakerMode::Observe));
    assert_eq!((snapshot.calls, snapshot.rejected), (2, 3));
    assert!(snapshot.open_for.is_some());
    advance(s(34)).await;
    assert!(watched(&Api::new(&[good()])).await.is_ok());
    assert_eq!(breaker("observe-watched").unwrap().state(), BreakerState::Closed);
}

#[resilient(
    retries = 3,
    backoff = constant("1s"),
    jitter = none,
    breaker = breaker("observe-retried:{model}", consecutive = 1, mode = observe),
    fallback = [model = "spare"]
)]
async fn retried(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[tokio::test(start_paused = true)]
async fn retries_go_on_as_if_there_were_no_breaker() {
    let api = Api::of(&[("first", &[bad(Class::Server), good()]), ("spare", &[good()])]);
    assert_eq!(retried(&api, "first").await.as_deref(), Ok("first"));
    assert_eq!(breaker("observe-retried:first").unwrap().state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn its_gate_holds_nobody() {
    let _ = held(&Api::new(&[limited(s(50))])).await;
    assert!(breaker("observe-held").unwrap().snapshot().shut_for.is_some());
    let api = Api::new(&[good()]);
    assert!(held(&api).await.is_ok());
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn a_hand_that_opens_it_is_obeyed() {
    assert!(forced(&Api::new(&[good()])).await.is_ok());
    breaker("observe-forced").unwrap().force_open();
    let api = Api::new(&[good()]);
    assert!(forced(&api).await.is_err());
    assert_eq!(api.attempts(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_declared_one_can_be_on_trial_and_another_one_in_force() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = (declared(&api).await, declared(&api).await, declared(&api).await);
    assert_eq!((api.attempts(), DECLARED.state()), (3, BreakerState::Open));
    let api = Api::new(&[bad(Class::Server)]);
    for _ in 0..7 {
        let _ = enforced(&api).await;
    }
    assert_eq!(api.attempts(), 5);
}
