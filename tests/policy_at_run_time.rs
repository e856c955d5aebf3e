//! Policies made at run time, and what stands beside them in the attribute.

use resilient::{Action, Backoff, Class, Error, Policy, resilient};

use common::{Api, ApiError, bad, hangs, s};

mod common;

struct Client {
    api: Api,
    policy: Policy,
}

impl Client {
    #[resilient(policy = &self.policy)]
    async fn as_built(&self) -> Result<String, ApiError> {
        self.api.ask("").await
    }

    #[resilient(policy = &self.policy, retries = 1, deadline = "3s", backoff = constant("1s"), jitter = none)]
    async fn changed(&self) -> Result<String, ApiError> {
        self.api.ask("").await
    }

    #[resilient(policy = &self.policy.to_builder().retries(1).build().unwrap_or(Policy::DEFAULT))]
    async fn made(&self) -> Result<String, ApiError> {
        self.api.ask("").await
    }

    #[resilient(policy = &self.policy, retries = 0)]
    async fn once(&self) -> Result<String, ApiError> {
        self.api.ask("").await
    }
}

/// Four retries, 20 s and then 10 s for an attempt, and two retries for a refused key.
#[expect(clippy::unwrap_used, reason = "the settings are right")]
fn client(api: Api) -> Client {
    let policy = Policy::builder().retries(4).timeouts(&[s(20), s(10)]).backoff(Backoff::none());
    Client { api, policy: policy.on(Class::Auth, Action::Retry(2)).build().unwrap() }
}

#[tokio::test(start_paused = true)]
async fn a_policy_made_at_run_time_holds() {
    let client = client(Api::new(&[hangs()]));
    assert!(client.as_built().await.is_err());
    assert_eq!(client.api.starts(), [s(0), s(20), s(30), s(40), s(50)]);
    assert_eq!(client.api.elapsed(), s(60));
}

#[tokio::test(start_paused = true)]
async fn a_policy_may_be_made_where_it_is_named() {
    let client = client(Api::new(&[bad(Class::Auth)]));
    assert!(client.made().await.is_err());
    assert_eq!(client.api.starts().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn what_stands_beside_a_policy_wins() {
    let client = client(Api::new(&[bad(Class::Auth)]));
    assert!(client.changed().await.is_err());
    assert_eq!(client.api.starts(), [s(0), s(1)]);
}

#[tokio::test(start_paused = true)]
async fn a_deadline_beside_a_policy_cuts_its_timeout() {
    let client = client(Api::new(&[hangs()]));
    let result = client.changed().await;
    let too_late = matches!(result, Err(ApiError::Stopped(Error::DeadlineExceeded { .. })));
    assert!(too_late && client.api.elapsed() == s(3), "{result:?}");
}

#[tokio::test(start_paused = true)]
async fn no_retries_beside_a_policy_leave_its_timeout() {
    let client = client(Api::new(&[hangs()]));
    assert!(client.once().await.is_err());
    assert_eq!((client.api.attempts(), client.api.elapsed()), (1, s(20)));
}
