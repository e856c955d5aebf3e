//! The option `otherwise`: the last resort, when the whole chain has failed.

use resilient::{Class, resilient};

use common::{Api, ApiError, bad, failed, good, hangs, ms, s};

mod common;

#[resilient(retries = 2, otherwise = Ok("cached".to_owned()))]
async fn plain(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(
    retries = 1,
    fallback = [model = "spare"],
    otherwise = remembered(api, model, error).await
)]
async fn after_a_chain(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

async fn remembered(api: &Api, model: &str, error: &ApiError) -> Result<String, ApiError> {
    let ApiError::Failed { attempt, .. } = error else { panic!("{error:?}") };
    api.ask(&format!("{model} after attempt {attempt}")).await
}

#[resilient(deadline = "1s", otherwise = Ok(format!("{error:?}")))]
async fn in_a_second(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(deadline = "1s", otherwise = late(api).await)]
async fn with_a_slow_last_resort(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

async fn late(api: &Api) -> Result<String, ApiError> {
    tokio::time::sleep(s(10)).await;
    Ok(format!("after {:?}", api.elapsed()))
}

#[tokio::test(start_paused = true)]
async fn it_answers_when_the_retries_are_spent() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(plain(&api).await.as_deref(), Ok("cached"));
    assert_eq!(api.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn it_is_not_asked_after_a_success() {
    let api = Api::new(&[bad(Class::Server), good()]);
    assert_eq!(plain(&api).await.as_deref(), Ok(""));
}

#[tokio::test(start_paused = true)]
async fn it_sees_the_original_arguments_and_the_last_error() {
    let api =
        Api::of(&[("", &[good()]), ("a", &[bad(Class::Auth)]), ("spare", &[bad(Class::Auth)])]);
    assert_eq!(after_a_chain(&api, "a").await.as_deref(), Ok("a after attempt 2"));
}

#[tokio::test(start_paused = true)]
async fn it_is_no_target_so_retries_are_spent_first() {
    let api = Api::of(&[
        ("", &[good()]),
        ("a", &[bad(Class::Auth)]),
        ("spare", &[bad(Class::Overloaded)]),
    ]);
    let _ = after_a_chain(&api, "a").await;
    assert_eq!(api.asked(), ["a", "spare", "spare", "a after attempt 3"]);
}

#[tokio::test(start_paused = true)]
async fn its_error_is_the_callers() {
    let api = Api::new(&[bad(Class::Auth), bad(Class::Auth), bad(Class::Conflict)]);
    assert_eq!(after_a_chain(&api, "a").await, Err(failed(Class::Conflict, 3)));
    assert_eq!(api.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn it_answers_for_every_class_but_the_callers_own_mistakes() {
    use Class::{Cancelled, Filtered, Invalid};
    for class in common::CLASSES {
        let answer = plain(&Api::new(&[bad(class)])).await;
        assert_eq!(answer.is_err(), [Filtered, Invalid, Cancelled].contains(&class), "{class:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn it_answers_after_the_deadline() {
    let api = Api::new(&[hangs()]);
    assert_eq!(in_a_second(&api).await.unwrap(), "Stopped(DeadlineExceeded { limit: 1s })");
    assert_eq!(api.elapsed(), s(1));
}

#[tokio::test(start_paused = true)]
async fn after_the_deadline_it_sees_the_last_real_error() {
    let api = Api::new(&[bad(Class::Server).after(ms(100)), hangs()]);
    assert_eq!(in_a_second(&api).await, Ok(format!("{:?}", failed(Class::Server, 1))));
}

#[tokio::test(start_paused = true)]
async fn the_deadline_does_not_cut_it() {
    let api = Api::new(&[hangs()]);
    assert_eq!(with_a_slow_last_resort(&api).await.as_deref(), Ok("after 11s"));
}

#[resilient(
    retries = 0,
    breaker = breaker("otherwise", consecutive = 1),
    otherwise = Ok(format!("{error:?}"))
)]
async fn with_a_breaker(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[tokio::test(start_paused = true)]
async fn it_answers_when_the_breaker_is_open() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = with_a_breaker(&api).await;
    assert!(with_a_breaker(&api).await.unwrap().contains("BreakerOpen"));
    assert_eq!(api.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn its_answer_leaves_the_failure_in_the_breaker() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = counted(&api).await;
    assert_eq!(resilient::breaker("otherwise-counted").unwrap().snapshot().consecutive, 1);
}

#[resilient(retries = 0, breaker = "otherwise-counted", otherwise = Ok(String::new()))]
async fn counted(api: &Api) -> Result<String, ApiError> {
    api.ask("").await
}

#[resilient(retries = 1, otherwise = Ok(name))]
async fn with_a_moved_argument(api: &Api, name: String) -> Result<String, ApiError> {
    api.ask(&owned(name)).await
}

fn owned(name: String) -> String {
    name
}

#[tokio::test(start_paused = true)]
async fn it_may_use_an_argument_up_that_the_body_uses_up() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(with_a_moved_argument(&api, "kept".into()).await.as_deref(), Ok("kept"));
}
