//! The option `policy`: settings that many functions share, in a const or made at run time.

use resilient::{Action, Backoff, Class, Error, Jitter, Policy, policy, resilient};

use common::{Api, ApiError, asking, bad, failed, hangs, s};

mod common;

policy! {
    pub(crate) PATIENT = { retries = 4, backoff = constant("3s"), jitter = none, deadline = "5m" }
    NESTED = { timeout = ["3s", "1s"], on(server = fail), switch_after = "1s", patience = "9s" }
}

const WRITTEN: Policy = Policy::builder().retries(6).backoff(Backoff::none()).build_const();

asking! {
    shared(policy = PATIENT)
    beside(policy = PATIENT, retries = 1, backoff = constant("1s"))
    nested(policy = NESTED)
    written(policy = WRITTEN)
}

#[tokio::test(start_paused = true)]
async fn a_function_has_the_settings_of_its_policy() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(shared(&api).await, Err(failed(Class::Server, 5)));
    assert_eq!(api.waits(), [s(3); 4]);
}

#[tokio::test(start_paused = true)]
async fn an_option_beside_the_policy_wins_and_the_others_stay() {
    let api = Api::new(&[bad(Class::Server)]);
    let _ = beside(&api).await;
    assert_eq!(api.waits(), [s(1)]);
}

#[tokio::test(start_paused = true)]
async fn a_policy_has_rules_for_classes() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(nested(&api).await, Err(failed(Class::Server, 1)));
}

#[tokio::test(start_paused = true)]
async fn a_policy_has_lists() {
    let api = Api::new(&[hangs()]);
    let _ = nested(&api).await;
    assert_eq!(api.starts()[..2], [s(0), s(3)]);
}

#[tokio::test(start_paused = true)]
async fn a_const_made_by_a_builder_is_a_policy_too() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(written(&api).await, Err(failed(Class::Server, 7)));
}

struct Client {
    api: Api,
    policy: Policy,
}

impl Client {
    #[resilient(policy = &self.policy)]
    async fn ask(&self) -> Result<String, ApiError> {
        self.api.ask("").await
    }

    #[resilient(policy = &self.policy, retries = 1, on(server = retry(1)))]
    async fn ask_twice(&self) -> Result<String, ApiError> {
        self.api.ask("").await
    }
}

#[resilient(policy = policy)]
async fn with_an_argument(api: &Api, policy: &Policy) -> Result<String, ApiError> {
    api.ask("").await
}

const EIGHT: Policy = Policy::builder().retries(8).backoff(Backoff::none()).build_const();

#[tokio::test(start_paused = true)]
async fn a_policy_may_come_from_the_receiver() {
    let client = Client { api: Api::new(&[bad(Class::Server)]), policy: EIGHT };
    assert_eq!(client.ask().await, Err(failed(Class::Server, 9)));
}

#[tokio::test(start_paused = true)]
async fn a_policy_may_come_from_an_argument() {
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(with_an_argument(&api, &EIGHT).await, Err(failed(Class::Server, 9)));
}

#[tokio::test(start_paused = true)]
async fn an_option_beside_a_policy_made_at_run_time_wins() {
    let client = Client { api: Api::new(&[bad(Class::Network)]), policy: EIGHT };
    assert_eq!(client.ask_twice().await, Err(failed(Class::Network, 2)));
    assert_eq!(client.api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn a_policy_made_at_run_time_has_every_setting() {
    let policy = Policy::builder()
        .retries(1)
        .timeouts(&[s(4), s(2)])
        .deadline(s(60))
        .jitter(Jitter::None)
        .on(Class::Timeout, Action::Retry(1))
        .build()
        .unwrap();
    let api = Api::new(&[hangs()]);
    let result = with_an_argument(&api, &policy).await;
    assert!(matches!(result, Err(ApiError::Stopped(Error::TimedOut { .. }))));
    assert_eq!(api.elapsed(), s(6));
}

#[tokio::test(start_paused = true)]
async fn a_deadline_of_a_policy_made_at_run_time_holds() {
    let policy = Policy::builder().deadline(s(2)).build().unwrap();
    let api = Api::new(&[hangs()]);
    let _ = with_an_argument(&api, &policy).await;
    assert_eq!(api.elapsed(), s(2));
}

#[test]
fn settings_out_of_range_are_errors_at_run_time() {
    let errors = [
        (Policy::builder().retries(101), "`retries` must be at most 100"),
        (Policy::builder().timeout(s(0)), "`timeout` must be longer than zero"),
        (Policy::builder().timeouts(&[s(1), s(2)]), "the steps of `timeout` must not grow"),
        (Policy::builder().timeout(s(2)).deadline(s(1)), "`timeout` must be below `deadline`"),
        (
            Policy::builder().switch_after(s(2)).patience(s(1)),
            "`switch_after` must not be above `patience`",
        ),
    ];
    for (builder, words) in errors {
        assert_eq!(builder.build().unwrap_err().to_string(), words);
    }
}
