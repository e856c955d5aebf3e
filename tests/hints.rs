//! Server hints: how long a retry stays away because a server said so, `switch_after`, `patience`.

use std::time::Duration;

use resilient::{Class, Verdict, resilient};

use common::{Api, ApiError, CLASSES, asking, bad, good, limited, ms, s};

mod common;

asking! {
    by_default(retries = 1)
    from_a_second(retries = 1, backoff = "1s", jitter = full)
    patient(retries = 1, patience = "10m")
    impatient(retries = 1, patience = "2s")
    hurried(retries = 1, patience = "2s")
    thrice(retries = 3, backoff = exponential(base = "1s", max = "60s"))
    without_a_wait(retries = 1, backoff = none)
}

#[resilient(retries = 1, fallback = [model = "spare"])]
async fn chain(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[resilient(retries = 1, switch_after = "0s", fallback = [model = "spare"])]
async fn chain_that_never_waits(api: &Api, model: &str) -> Result<String, ApiError> {
    api.ask(model).await
}

#[tokio::test(start_paused = true)]
async fn a_hint_is_never_undercut() {
    for seconds in [1, 2, 7, 59, 60] {
        let api = Api::new(&[limited(s(seconds)), good()]);
        assert!(by_default(&api).await.is_ok());
        assert!(api.waits()[0] >= s(seconds), "{seconds}: {:?}", api.waits());
    }
}

#[tokio::test(start_paused = true)]
async fn callers_with_a_hint_come_back_spread_over_a_quarter_of_it_or_the_base() {
    resilient::testing::seed(1);
    for (hint, nearly, most) in [(s(2), ms(2_450), ms(2_501)), (s(40), ms(40_900), ms(41_001))] {
        let mut longest = Duration::ZERO;
        for _ in 0..100 {
            let api = Api::new(&[limited(hint), good()]);
            let _ = from_a_second(&api).await;
            assert!((hint..=most).contains(&api.waits()[0]), "{:?}", api.waits());
            longest = longest.max(api.waits()[0]);
        }
        assert!(longest > nearly, "{longest:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_hint_of_nothing_is_no_licence_to_hammer() {
    let api = Api::new(&[limited(s(0)), good()]);
    let _ = from_a_second(&api).await;
    assert!(api.waits()[0] >= s(1));
}

#[tokio::test(start_paused = true)]
async fn a_backoff_that_has_grown_past_the_hint_holds() {
    let api = Api::new(&[bad(Class::Server), bad(Class::Server), limited(s(1)), good()]);
    assert!(thrice(&api).await.is_ok());
    assert!(api.waits()[2] >= s(4) && api.waits()[2] <= ms(5_001), "{:?}", api.waits());
}

#[tokio::test(start_paused = true)]
async fn without_a_backoff_the_hint_is_all() {
    let api = Api::new(&[limited(s(2)), good()]);
    let _ = without_a_wait(&api).await;
    assert_eq!(api.waits(), [s(2)]);
}

#[tokio::test(start_paused = true)]
async fn a_hint_longer_than_patience_is_never_waited_for() {
    let api = Api::new(&[limited(s(61)), good()]);
    assert!(by_default(&api).await.is_err());
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn patience_bounds_the_hint_and_not_the_wait() {
    let api = Api::new(&[limited(s(60)), good()]);
    assert!(by_default(&api).await.is_ok());
    let long = Api::new(&[limited(s(599)), good()]);
    assert!(patient(&long).await.is_ok());
    let short = Api::new(&[limited(s(3)), good()]);
    assert!(impatient(&short).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn patience_may_be_shorter_than_the_default_of_switch_after() {
    let (short, long) = (Api::new(&[limited(s(2)), good()]), Api::new(&[limited(s(3)), good()]));
    assert!(hurried(&short).await.is_ok());
    assert!(hurried(&long).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_hint_within_switch_after_is_waited_for() {
    let api = Api::new(&[limited(s(5)), good()]);
    assert_eq!(chain(&api, "primary").await.as_deref(), Ok("primary"));
}

#[tokio::test(start_paused = true)]
async fn a_hint_longer_than_switch_after_goes_to_the_next_target() {
    let api = Api::new(&[limited(ms(5_001)), good()]);
    assert_eq!(chain(&api, "primary").await.as_deref(), Ok("spare"));
    assert_eq!(api.elapsed(), s(0));
}

#[tokio::test(start_paused = true)]
async fn on_the_last_target_a_hint_longer_than_switch_after_is_waited_for() {
    let api = Api::new(&[bad(Class::Auth), limited(s(30)), good()]);
    assert_eq!(chain(&api, "primary").await.as_deref(), Ok("spare"));
    assert!(api.elapsed() >= s(30));
}

#[tokio::test(start_paused = true)]
async fn without_any_switch_after_no_hint_is_waited_for() {
    let api = Api::new(&[limited(ms(1)), good()]);
    assert_eq!(chain_that_never_waits(&api, "primary").await.as_deref(), Ok("spare"));
}

#[tokio::test(start_paused = true)]
async fn a_hint_is_obeyed_for_the_classes_that_have_one() {
    use Class::{Conflict, Overloaded, RateLimited, Server};
    for class in CLASSES {
        let api = Api::new(&[bad(Verdict::from(class).retry_after(s(50))), good()]);
        let _ = by_default(&api).await;
        let obeyed = api.elapsed() >= s(50);
        assert_eq!(
            obeyed,
            [RateLimited, Overloaded, Server, Conflict].contains(&class),
            "{class:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_hostile_hint_harms_nobody() {
    let api = Api::new(&[limited(Duration::MAX)]);
    assert!(patient(&api).await.is_err());
    assert_eq!(api.elapsed(), s(0));
}
