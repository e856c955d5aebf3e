use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::thread;

use super::*;
use crate::breaker::family::Family;
use crate::breaker::settings::Settings;
use crate::breaker::state::Outcome;

mod model;
mod scripts;

const SECOND: Duration = Duration::from_secs(1);
const D: Settings = Settings::DEFAULT;

fn breaker(settings: Settings) -> (Breaker, Instant) {
    let now = clock::now();
    let family = Box::leak(Box::new(Family::new("test", &settings, Location::caller())));
    (Breaker::keyed(Arc::new(Cell::new("test".into(), family, now))), now)
}

fn call(breaker: &Breaker, now: Instant, outcome: Outcome) {
    breaker.admit(now, SECOND).unwrap().settle(now, outcome, None);
}

#[test]
fn a_failed_call_opens_it_and_the_rejection_says_for_how_long() {
    let (breaker, now) = breaker(D.consecutive(1));
    call(&breaker, now, Outcome::Failure);
    let rejected = breaker.admit(now, SECOND).unwrap_err();
    let wait = rejected.retry_after.unwrap();
    assert!((SECOND * 27..=SECOND * 33).contains(&wait), "{wait:?}");
    assert_eq!(breaker.snapshot().rejected, 1);
}

#[test]
fn f6_a_hundred_failures_at_once_open_it_once() {
    let (breaker, now) = breaker(D.consecutive(1));
    let permits: Vec<_> = (0..100).map(|_| breaker.admit(now, SECOND).unwrap()).collect();
    thread::scope(|scope| {
        for mut permit in permits {
            scope.spawn(move || permit.settle(now, Outcome::Failure, None));
        }
    });
    let snapshot = breaker.snapshot();
    assert_eq!((snapshot.generation, snapshot.stale), (1, 99));
}

#[test]
fn f7_threads_that_race_at_the_edge_find_one_probe() {
    let (breaker, now) = breaker(D.consecutive(1));
    for round in 1..=50 {
        breaker.reset();
        call(&breaker, now, Outcome::Failure);
        let edge = now + SECOND * 40 * round;
        let probes: Vec<_> = thread::scope(|scope| {
            let admit = || breaker.admit(edge, SECOND).ok();
            let racers: Vec<_> = (0..4).map(|_| scope.spawn(admit)).collect();
            racers.into_iter().filter_map(|racer| racer.join().unwrap()).collect()
        });
        assert_eq!(probes.len(), 1);
    }
}

#[test]
fn f8_calls_in_parallel_are_all_counted() {
    let (breaker, now) = breaker(D.failure_rate(100).last(10_000).min_calls(10_000));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for number in 0..2500 {
                    let even = number % 2 == 0;
                    call(&breaker, now, if even { Outcome::Success } else { Outcome::Neutral });
                }
            });
        }
    });
    assert_eq!(breaker.snapshot().calls, 5000);
}

#[test]
fn h8_a_hint_shuts_the_gate_and_leaves_the_breaker_alone() {
    let (breaker, now) = breaker(D);
    breaker.shut_gate(now, SECOND * 20);
    let wait = breaker.gate(now).unwrap().whole();
    assert!((SECOND * 20..=SECOND * 21).contains(&wait));
    assert_eq!(breaker.state(), BreakerState::Closed);
    assert_eq!(breaker.gate(now + SECOND * 20), None);
}

#[test]
fn a_hand_on_the_breaker_has_its_say_on_the_gate() {
    let (breaker, now) = breaker(D);
    breaker.shut_gate(now, SECOND * 20);
    breaker.force_close();
    assert!(breaker.gate(now).is_some());
    breaker.disable();
    assert_eq!(breaker.gate(now), None);
    breaker.reset();
    assert_eq!(breaker.gate(now), None);
}

#[test]
fn a_snapshot_shows_what_there_is() {
    let (breaker, now) = breaker(D.consecutive(2).failure_rate(100));
    call(&breaker, now, Outcome::Success);
    call(&breaker, now, Outcome::Failure);
    breaker.shut_gate(now, SECOND * 3600);
    let snapshot = breaker.snapshot();
    assert_eq!((snapshot.name.as_str(), snapshot.state), ("test", BreakerState::Closed));
    assert_eq!((snapshot.calls, snapshot.failures, snapshot.consecutive), (2, 1, 1));
    assert!(snapshot.shut_for.is_some() && snapshot.open_for.is_none());
    assert_eq!(snapshot.conflict, None);
}

#[test]
fn fault_25_a_panic_under_the_lock_leaves_a_breaker_that_works() {
    let (breaker, now) = breaker(D.consecutive(1));
    let panic = catch_unwind(AssertUnwindSafe(|| breaker.cell().update(|_| panic!("inside"))));
    assert!(panic.is_err());
    call(&breaker, now, Outcome::Failure);
    assert_eq!(breaker.state(), BreakerState::Open);
}

#[test]
fn t10_fault_76_a_breaker_takes_less_than_a_kibibyte_whatever_the_traffic() {
    assert!(size_of::<Cell>() < 1024, "{}", size_of::<Cell>());
}

#[test]
fn a_handle_is_the_only_one_once_permits_and_clones_are_gone() {
    let (breaker, now) = breaker(D);
    assert!(breaker.is_only_handle());
    let permit = breaker.admit(now, SECOND).unwrap();
    assert!(!breaker.is_only_handle());
    drop(permit);
    assert!(breaker.is_only_handle());
}
