//! `max_calls` of a policy, against real calls on a paused clock that come as far as calls can.

use resilient::{Backoff, Class, Jitter, Policy, resilient};

use common::{Api, ApiError, bad, ms};

mod common;

#[resilient(policy = policy)]
async fn ask(api: &Api, policy: &Policy) -> Result<String, ApiError> {
    api.ask("").await
}

/// The most attempts, with failures that take no time: the one retry without a wait, which
/// follows a timeout, comes after any number of others.
async fn most_attempts(policy: &Policy, retries: usize) -> usize {
    let mut most = 0;
    for before in 0..=retries {
        let mut replies = vec![bad(Class::Network); before];
        replies.extend([bad(Class::Timeout), bad(Class::Network)]);
        let api = Api::new(&replies);
        let _ = ask(&api, policy).await;
        most = most.max(api.attempts());
    }
    most
}

#[tokio::test(start_paused = true)]
async fn no_call_makes_more_attempts_than_its_policy_says_and_some_call_makes_as_many() {
    let backoffs = [
        Backoff::constant(ms(500)),
        Backoff::exponential(ms(100)).max(ms(2_000)),
        Backoff::exponential(ms(400)).factor(1_500).max(ms(60_000)),
        Backoff::linear(ms(200)).max(ms(700)),
        Backoff::none(),
    ];
    let (mut configurations, mut bounded) = (0, 0);
    for backoff in backoffs {
        for retries in 1..=8 {
            for step in 1..=50 {
                let policy = Policy::builder()
                    .retries(retries)
                    .deadline(ms(step * 70))
                    .backoff(backoff)
                    .jitter(Jitter::None)
                    .build()
                    .unwrap();
                let most = most_attempts(&policy, retries as usize).await;
                assert_eq!(policy.max_calls(0) as usize, most, "{policy:?}");
                configurations += 1;
                bounded += u32::from(policy.max_calls(0) <= retries);
            }
        }
    }
    println!("max_calls: {configurations} policies, {bounded} bounded by the deadline, all exact");
    assert!(configurations >= 2_000 && bounded > 0);
}
