use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::Arc;

use super::*;
use crate::breaker::cell::Cell;
use crate::breaker::family::Family;
use crate::breaker::settings::Settings;
use crate::breaker::snapshot::BreakerState;

const SECOND: Duration = Duration::from_secs(1);
const D: Settings = Settings::DEFAULT;

fn breaker(settings: Settings) -> Breaker {
    let family = Box::leak(Box::new(Family::new("test", &settings, Location::caller())));
    Breaker::keyed(Arc::new(Cell::new("test".into(), family, clock::now())))
}

fn permit(breaker: &Breaker) -> Permit {
    breaker.admit(clock::now(), SECOND).unwrap()
}

/// A breaker whose open time is over.
async fn recovering() -> Breaker {
    let breaker = breaker(D.consecutive(1).closes_after(2));
    permit(&breaker).settle(clock::now(), Outcome::Failure, None);
    tokio::time::advance(SECOND * 40).await;
    breaker
}

#[tokio::test(start_paused = true)]
async fn t4_fault_33_a_paused_clock_moves_the_breaker() {
    let breaker = breaker(D.consecutive(1));
    permit(&breaker).settle(clock::now(), Outcome::Failure, None);
    assert!(breaker.admit(clock::now(), SECOND).is_err());
    tokio::time::advance(SECOND * 3600).await;
    permit(&breaker).settle(clock::now(), Outcome::Success, None);
    assert_eq!(breaker.state(), BreakerState::Closed);
}

#[tokio::test(start_paused = true)]
async fn t6_fault_4_a_dropped_probe_gives_its_place_back() {
    let breaker = recovering().await;
    for _ in 0..10 {
        let probe = permit(&breaker);
        assert!(breaker.admit(clock::now(), SECOND).is_err());
        drop(probe);
    }
    let snapshot = breaker.snapshot();
    assert_eq!((snapshot.state, snapshot.probes), (BreakerState::HalfOpen, 0));
}

#[tokio::test(start_paused = true)]
async fn t6_fault_14_an_aborted_task_gives_its_place_back() {
    let breaker = recovering().await;
    let probe = permit(&breaker);
    let task = tokio::spawn(async move {
        let _probe = probe;
        std::future::pending::<()>().await;
    });
    tokio::task::yield_now().await;
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_eq!(breaker.snapshot().probes, 0);
}

#[tokio::test(start_paused = true)]
async fn e29_fault_18_a_probe_whose_body_panics_reopens() {
    let breaker = recovering().await;
    let mut probe = permit(&breaker);
    let panic = catch_unwind(AssertUnwindSafe(move || {
        let _body = UserCode::begin(Some(&mut probe));
        panic!("body");
    }));
    assert!(panic.is_err());
    assert_eq!(breaker.state(), BreakerState::Open);
}

#[test]
fn a27_fault_17_a_body_that_panics_is_a_failure() {
    let breaker = breaker(D);
    let mut permit = permit(&breaker);
    drop(UserCode::begin(Some(&mut permit)));
    drop(permit);
    let snapshot = breaker.snapshot();
    assert_eq!((snapshot.calls, snapshot.failures, snapshot.consecutive), (1, 1, 1));
}

#[test]
fn a_panic_elsewhere_is_not_held_against_a_waiting_call() {
    let breaker = breaker(D);
    let mut permit = permit(&breaker);
    UserCode::begin(Some(&mut permit)).returns();
    let panic = catch_unwind(AssertUnwindSafe(move || {
        let _waiting = permit;
        panic!("a neighbour");
    }));
    assert!(panic.is_err());
    assert_eq!(breaker.snapshot().calls, 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_after_longer_than_slow_counts_as_slow() {
    let breaker = breaker(D.slow_rate(100).slow(SECOND));
    let (quick, slow) = (permit(&breaker), permit(&breaker));
    tokio::time::advance(SECOND).await;
    drop(quick);
    tokio::time::advance(SECOND).await;
    drop(slow);
    let snapshot = breaker.snapshot();
    assert_eq!((snapshot.calls, snapshot.failures, snapshot.slow), (1, 0, 1));
}

#[tokio::test(start_paused = true)]
async fn a_settled_call_is_as_slow_as_it_was() {
    let breaker = breaker(D.slow_rate(100).slow(SECOND));
    let mut slow = permit(&breaker);
    tokio::time::advance(SECOND * 2).await;
    slow.settle(clock::now(), Outcome::Success, None);
    assert_eq!((breaker.snapshot().calls, breaker.snapshot().slow), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_permit_that_was_a_probes_is_like_any_other_for_the_next_call() {
    let breaker = recovering().await;
    permit(&breaker).settle(clock::now(), Outcome::Success, None);
    let mut permit = permit(&breaker);
    assert!(permit.within().is_some());
    permit.settle(clock::now(), Outcome::Success, None);
    assert!(permit.enter());
    assert!(permit.within().is_none());
}

#[test]
fn a_settled_permit_says_nothing_more_when_it_is_dropped() {
    let breaker = breaker(D);
    let mut permit = permit(&breaker);
    UserCode::begin(Some(&mut permit)).returns();
    permit.settle(clock::now(), Outcome::Success, None);
    let snapshot = breaker.snapshot();
    assert_eq!((snapshot.calls, snapshot.failures), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn fault_15_a_leaked_probe_holds_its_place_for_its_lease() {
    let breaker = recovering().await;
    std::mem::forget(permit(&breaker));
    assert!(breaker.admit(clock::now(), SECOND).is_err());
    tokio::time::advance(SECOND * 30).await;
    permit(&breaker).settle(clock::now(), Outcome::Success, None);
    assert_eq!(breaker.snapshot().probes, 0);
}
