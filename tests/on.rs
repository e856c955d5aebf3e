//! The option `on(..)`: another rule for a class of errors.

use resilient::{Class, resilient};

use common::{Api, ApiError, asking, bad, failed, hangs, s};

mod common;

const ONCE: u32 = 1;

asking! {
    once(retries = 5, backoff = none, on(server = retry(1), overloaded = retry(ONCE)))
    failing(retries = 5, backoff = none, on(network = fail), otherwise = Ok("cached".to_owned()))
    falling(retries = 5, backoff = none, on(server = fallback), otherwise = Ok("cached".to_owned()))
    trusting(retries = 5, backoff = none, on(unknown = retry(3), auth = retry(2)))
    impatient(retries = 5, timeout = "1s", on(timeout = fail))
}

#[resilient(
    retries = 5,
    backoff = none,
    fallback = [model = "spare"],
    on(server = retry(4), network = fallback, auth = fail, filtered = fallback)
)]
async fn chain(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

/// How often the first target and the second were asked.
async fn asked(class: Class) -> (usize, usize) {
    let api = Api::new(&[bad(class)]);
    let _ = chain(&api, "primary").await;
    let asked = api.asked();
    let first = asked.iter().filter(|target| *target == "primary").count();
    (first, asked.len() - first)
}

#[tokio::test(start_paused = true)]
async fn retry_bounds_the_repeats_on_the_last_target_too() {
    for class in [Class::Server, Class::Overloaded] {
        let api = Api::new(&[bad(class)]);
        assert_eq!(once(&api).await, Err(failed(class, 2)));
    }
}

#[tokio::test(start_paused = true)]
async fn retry_holds_on_every_target_within_the_retries_of_the_call() {
    assert_eq!(asked(Class::Server).await, (5, 2));
}

#[tokio::test(start_paused = true)]
async fn caps_count_for_each_class() {
    let api = Api::new(&[bad(Class::Server), bad(Class::Overloaded), bad(Class::Server)]);
    assert_eq!(once(&api).await, Err(failed(Class::Server, 3)));
}

#[tokio::test(start_paused = true)]
async fn fallback_goes_to_the_next_target_at_once() {
    assert_eq!(asked(Class::Network).await, (1, 1));
}

#[tokio::test(start_paused = true)]
async fn fallback_on_the_last_target_is_the_end_of_the_chain() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(falling(&api).await.as_deref(), Ok("cached"));
    assert_eq!(api.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn fail_ends_the_call() {
    assert_eq!(asked(Class::Auth).await, (1, 0));
}

#[tokio::test(start_paused = true)]
async fn fail_ends_the_call_without_its_last_resort() {
    let api = Api::new(&[bad(Class::Network)]);
    assert_eq!(failing(&api).await, Err(failed(Class::Network, 1)));
}

#[tokio::test(start_paused = true)]
async fn a_class_that_no_target_would_see_may_fall_back() {
    assert_eq!(asked(Class::Filtered).await, (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_class_that_is_not_repeated_may_be() {
    let (unknown, auth) = (Api::new(&[bad(Class::Unknown)]), Api::new(&[bad(Class::Auth)]));
    let _ = (trusting(&unknown).await, trusting(&auth).await);
    assert_eq!((unknown.attempts(), auth.attempts()), (4, 3));
}

#[tokio::test(start_paused = true)]
async fn a_rule_for_timeouts_is_for_our_own_too() {
    let api = Api::new(&[hangs()]);
    let _ = impatient(&api).await;
    assert_eq!((api.attempts(), api.elapsed()), (1, s(1)));
}
