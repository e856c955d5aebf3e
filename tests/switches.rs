//! The switches: a call that is switched off is its body, once.
//!
//! `set_enabled` is for the whole process, so the tests that need calls to be on or off take turns.

use std::cell::Cell;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, MutexGuard, PoisonError};

use resilient::testing::{Isolated, isolate};
use resilient::{Class, Classify, Verdict, breaker, bypass, resilient, set_enabled};
use tokio::task::LocalSet;

use common::{Api, ApiError, bad, failed, good, hangs, s};

mod common;

#[resilient(
    retries = 3,
    timeout = "1s",
    deadline = "10s",
    breaker = breaker("switches:{name}", consecutive = 1),
    fallback = [name = "spare", spare(api), name in ["one", "two"]],
    otherwise = Ok("last resort".to_owned())
)]
async fn everything(api: &Api, name: &str) -> Result<String, ApiError> {
    api.ask(name).await
}

async fn spare(api: &Api) -> Result<String, ApiError> {
    api.ask("spare function").await
}

/// What is off in a test is on again after it, also after one that fails, and breakers are the test's own.
#[allow(dead_code, reason = "held")]
struct Turn(MutexGuard<'static, ()>, Isolated);

impl Turn {
    fn take() -> Self {
        static TURN: Mutex<()> = Mutex::new(());
        Self(TURN.lock().unwrap_or_else(PoisonError::into_inner), isolate())
    }

    fn off() -> Self {
        let turn = Self::take();
        set_enabled(false);
        turn
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        set_enabled(true);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_switched_off_asks_once_and_returns_what_came() {
    let _turn = Turn::off();
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(everything(&api, "off").await, Err(failed(Class::Server, 1)));
    assert_eq!((api.asked(), api.elapsed()), (vec!["off".to_owned()], s(0)));
}

#[tokio::test(start_paused = true)]
async fn a_bypassed_call_asks_once_and_returns_what_came() {
    let _turn = Turn::take();
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(bypass(everything(&api, "bypassed")).await, Err(failed(Class::Server, 1)));
    assert_eq!((api.asked(), api.elapsed()), (vec!["bypassed".to_owned()], s(0)));
}

#[tokio::test(start_paused = true)]
async fn neither_timeout_nor_deadline_ends_it() {
    let _turn = Turn::take();
    let api = Api::new(&[good().after(s(3600))]);
    assert_eq!(bypass(everything(&api, "slow")).await.as_deref(), Ok("slow"));
    assert_eq!(api.elapsed(), s(3600));
}

#[tokio::test(start_paused = true)]
async fn it_neither_asks_nor_tells_a_breaker() {
    let _turn = Turn::take();
    assert!(everything(&Api::new(&[bad(Class::Server)]), "told").await.is_ok());
    let known = breaker("switches:told").unwrap();
    let before = known.snapshot();
    let api = Api::new(&[good(), bad(Class::Server)]);
    assert_eq!(bypass(everything(&api, "told")).await.as_deref(), Ok("told"));
    assert!(bypass(everything(&api, "told")).await.is_err());
    assert_eq!(known.snapshot(), before);
    assert!(bypass(everything(&api, "untouched")).await.is_err());
    assert!(breaker("switches:untouched").is_none());
}

#[tokio::test(start_paused = true)]
async fn a_call_is_on_again_after_the_bypass() {
    let _turn = Turn::take();
    let api = Api::new(&[bad(Class::Server)]);
    assert!(bypass(everything(&api, "after")).await.is_err());
    assert_eq!(everything(&api, "after").await.as_deref(), Ok("last resort"));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_has_begun_goes_on_as_it_began() {
    let _turn = Turn::take();
    let api = Api::of(&[("begun", &[hangs()]), ("spare", &[good()])]);
    let switch = async {
        tokio::time::sleep(s(1) / 2).await;
        set_enabled(false);
    };
    let (answer, ()) = tokio::join!(everything(&api, "begun"), switch);
    assert_eq!(answer.as_deref(), Ok("spare"));
}

#[tokio::test(start_paused = true)]
async fn only_the_bypassed_one_of_two_calls_in_a_task_is_plain() {
    let _turn = Turn::take();
    let slow = bad(Class::Server).after(s(1) / 10);
    let (one, two) = (Api::new(&[slow]), Api::new(&[slow]));
    let both = tokio::join!(bypass(everything(&one, "join-a")), everything(&two, "join-b"));
    assert_eq!((both.0, one.attempts()), (Err(failed(Class::Server, 1)), 1));
    assert_eq!(both.1.as_deref(), Ok("last resort"));
    assert!(two.attempts() > 1);
}

#[tokio::test(start_paused = true)]
async fn a_spawned_task_is_on_its_own() {
    let _turn = Turn::take();
    let local = LocalSet::new();
    let spawning = async {
        let spawned = tokio::task::spawn_local(async {
            everything(&Api::new(&[bad(Class::Server)]), "spawned").await
        });
        spawned.await.unwrap()
    };
    assert_eq!(local.run_until(bypass(spawning)).await.as_deref(), Ok("last resort"));
}

#[tokio::test(start_paused = true)]
async fn a_bypass_that_panics_ends_there() {
    let _turn = Turn::take();
    let panicking = bypass(async { panic!("inside") });
    let mut panicking = Box::pin(panicking);
    let polled = std::future::poll_fn(|cx| {
        let poll = AssertUnwindSafe(|| panicking.as_mut().poll(cx));
        std::task::Poll::Ready(std::panic::catch_unwind(poll).is_err())
    });
    assert!(polled.await);
    let api = Api::new(&[bad(Class::Server)]);
    assert_eq!(everything(&api, "panicked").await.as_deref(), Ok("last resort"));
}

/// Counts its clones, and is never classified.
struct Counted<'a>(&'a Cell<u32>);

impl Clone for Counted<'_> {
    fn clone(&self) -> Self {
        self.0.set(self.0.get() + 1);
        Self(self.0)
    }
}

struct Unclassified;

impl Classify for Unclassified {
    fn classify(&self) -> Verdict {
        panic!("nobody asks")
    }
}

#[resilient(retries = 5)]
async fn used_up(counted: Counted<'_>) -> Result<Counted<'_>, Unclassified> {
    if counted.0.get() > 100 { Ok(counted) } else { Err(Unclassified) }
}

#[tokio::test]
async fn arguments_go_into_the_only_attempt_and_errors_are_not_looked_at() {
    let _turn = Turn::take();
    let clones = Cell::new(0);
    assert!(bypass(used_up(Counted(&clones))).await.is_err());
    assert_eq!(clones.get(), 0);
}

#[resilient(retries = 2, otherwise = { resorts.set(resorts.get() + 1); Ok(()) })]
async fn unguarded(calls: &Cell<u32>, resorts: &Cell<u32>) -> Result<(), ApiError> {
    calls.set(calls.get() + 1);
    Err(failed(Class::Server, 1))
}

#[tokio::test(start_paused = true)]
async fn a_call_without_timeout_or_breaker_is_a_plain_one_too() {
    let _turn = Turn::take();
    let (calls, resorts) = (Cell::new(0), Cell::new(0));
    assert!(bypass(unguarded(&calls, &resorts)).await.is_err());
    assert_eq!((calls.get(), resorts.get()), (1, 0));
}

#[resilient(retries = 0, fallback = [name in { looks.set(looks.get() + 1); ["a"] }])]
async fn looking(api: &Api, name: &str, looks: &Cell<u32>) -> Result<String, ApiError> {
    api.ask(name).await
}

#[tokio::test(start_paused = true)]
async fn nobody_looks_for_another_target() {
    let _turn = Turn::take();
    let (api, looks) = (Api::new(&[bad(Class::Server)]), Cell::new(0));
    assert!(bypass(looking(&api, "first", &looks)).await.is_err());
    assert_eq!((looks.get(), api.attempts()), (0, 1));
    assert!(looking(&api, "first", &looks).await.is_err());
    assert_eq!((looks.get(), api.attempts()), (1, 3));
}

#[tokio::test(start_paused = true)]
async fn a_deadline_from_an_expression_does_not_end_it_either() {
    #[resilient(deadline = limit, retries = 0)]
    async fn limited(api: &Api, limit: std::time::Duration) -> Result<String, ApiError> {
        api.ask("").await
    }
    let _turn = Turn::take();
    let api = Api::new(&[good().after(s(60))]);
    assert!(bypass(limited(&api, s(1))).await.is_ok());
}

#[tokio::test]
async fn a_bypass_can_be_spawned() {
    let _turn = Turn::take();
    let call = async { everything(&Api::new(&[good()]), "sent").await };
    assert!(tokio::spawn(bypass(call)).await.unwrap().is_ok());
}
