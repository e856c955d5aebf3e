//! Models for loom: two and three threads at one breaker, in every order within a bound of preemptions.
//!
//! `RUSTFLAGS="--cfg resilient_loom" cargo test -p resilient-runtime --lib --release --target-dir target/loom loom`

use std::panic::Location;
use std::sync::Arc;
use std::time::{Duration, Instant};

use loom::model::Builder;
use loom::thread;

use crate::breaker::cell::Cell;
use crate::breaker::door::{Door, View};
use crate::breaker::family::Family;
use crate::breaker::lane::set_number;
use crate::breaker::permit::Permit;
use crate::breaker::report::Outcome;
use crate::breaker::settings::Settings;
use crate::breaker::snapshot::BreakerState::{Closed, HalfOpen, Open};
use crate::breaker::{Breaker, Rejected};
use crate::{clock, dice};

const SECOND: Duration = Duration::from_secs(1);
const D: Settings = Settings::DEFAULT;

/// Every order in which the running thread is interrupted at most so often.
fn model(preemptions: usize, play: impl Fn() + Send + Sync + 'static) {
    let mut builder = Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.max_branches = 10_000;
    builder.check(play);
}

/// Runs this in threads of their own, each with its own lane or sharing one, and returns what came of it.
fn each<T: 'static>(number: usize, run: impl Fn(usize) -> T + Clone + 'static) -> Vec<T> {
    let threads: Vec<_> = (0..number)
        .map(|index| {
            let run = run.clone();
            thread::spawn(move || {
                set_number(index);
                run(index)
            })
        })
        .collect();
    threads.into_iter().map(|thread| thread.join().unwrap()).collect()
}

fn breaker(settings: Settings) -> (Breaker, Instant) {
    let now = Instant::now();
    clock::fix(Some(now));
    dice::seed(1);
    let family: &'static Family =
        Box::leak(Box::new(Family::new("test", &settings, Location::caller())));
    (Breaker::keyed(Arc::new(Cell::new("test".into(), family, now))), now)
}

/// One whose open time is over, and the time that it is then.
fn recovering(settings: Settings) -> (Breaker, Instant) {
    let (breaker, now) = breaker(settings.consecutive(1).open(SECOND));
    ask(&breaker, now).unwrap().settle(now, Outcome::Failure, None);
    let later = now + SECOND * 10;
    clock::fix(Some(later));
    (breaker, later)
}

/// Asks as a call does.
fn ask(breaker: &Breaker, now: Instant) -> Result<Permit, Rejected> {
    let mut permit = Permit::idle(breaker.clone());
    if permit.enter() {
        return Ok(permit);
    }
    if let Some(rejected) = breaker.turn_away(now) {
        return Err(rejected);
    }
    permit.ask(now, SECOND).map(|()| permit)
}

fn probes_at_the_edge(threads: usize, preemptions: usize) {
    model(preemptions, move || {
        let (breaker, now) = recovering(D);
        let held = each(threads, {
            let breaker = breaker.clone();
            move |_| ask(&breaker, now).ok()
        });
        assert_eq!(held.iter().flatten().count(), 1);
        assert_eq!(breaker.snapshot().probes, 1);
        drop(held);
        let snapshot = breaker.snapshot();
        assert_eq!((snapshot.state, snapshot.probes, snapshot.generation), (HalfOpen, 0, 2));
        assert_eq!(snapshot.rejected, threads as u64 - 1);
    });
}

#[test]
fn two_threads_at_the_edge_find_one_probe() {
    probes_at_the_edge(2, 4);
}

#[test]
fn three_threads_at_the_edge_find_one_probe() {
    probes_at_the_edge(3, 2);
}

fn places_are_given_back(threads: usize, preemptions: usize) {
    model(preemptions, move || {
        let (breaker, now) = recovering(D.closes_after(9));
        each(threads, {
            let breaker = breaker.clone();
            move |index| match ask(&breaker, now) {
                Ok(mut permit) if index == 0 => permit.succeed(clock::now),
                Ok(permit) => drop(permit),
                Err(_) => {}
            }
        });
        assert_eq!(breaker.snapshot().probes, 0);
        assert!(ask(&breaker, now).is_ok());
    });
}

#[test]
fn two_threads_give_every_place_back() {
    places_are_given_back(2, 3);
}

#[test]
fn three_threads_give_every_place_back() {
    places_are_given_back(3, 1);
}

fn failures_open_it_once(threads: usize, preemptions: usize) {
    model(preemptions, move || {
        let (breaker, now) = breaker(D.consecutive(1));
        each(threads, {
            let breaker = breaker.clone();
            move |_| {
                if let Ok(mut permit) = ask(&breaker, now) {
                    permit.settle(now, Outcome::Failure, None);
                }
            }
        });
        let snapshot = breaker.snapshot();
        assert_eq!((snapshot.state, snapshot.generation), (Open, 1));
        assert_eq!(snapshot.stale + snapshot.rejected, threads as u64 - 1);
    });
}

#[test]
fn two_failures_at_once_open_it_once() {
    failures_open_it_once(2, 4);
}

#[test]
fn three_failures_at_once_open_it_once() {
    failures_open_it_once(3, 2);
}

#[test]
fn a_result_from_before_a_change_decides_nothing_after_it() {
    model(3, || {
        let (breaker, now) = breaker(D.consecutive(1).open(SECOND));
        let late = std::sync::Mutex::new(ask(&breaker, now).ok());
        let late = Arc::new(late);
        each(2, {
            let breaker = breaker.clone();
            move |index| match index {
                0 => {
                    let mut permit = late.lock().unwrap().take().unwrap();
                    permit.succeed(clock::now);
                }
                _ => {
                    if let Ok(mut permit) = ask(&breaker, now) {
                        permit.settle(now, Outcome::Failure, None);
                    }
                    // The probe is under way for good.
                    std::mem::forget(ask(&breaker, now + SECOND * 10));
                }
            }
        });
        let snapshot = breaker.snapshot();
        assert_eq!((snapshot.state, snapshot.probes, snapshot.generation), (HalfOpen, 1, 2));
        assert!(snapshot.stale <= 1);
    });
}

#[test]
fn a_reset_is_never_undone_by_a_failure_from_before_it() {
    model(3, || {
        let (breaker, now) = breaker(D.consecutive(1));
        let early = Arc::new(std::sync::Mutex::new(ask(&breaker, now).ok()));
        each(2, {
            let breaker = breaker.clone();
            move |index| match index {
                0 => early.lock().unwrap().take().unwrap().settle(now, Outcome::Failure, None),
                _ => breaker.reset(),
            }
        });
        assert_eq!(breaker.snapshot().state, Closed);
        assert!(ask(&breaker, now).is_ok());
    });
}

#[test]
fn successes_beside_the_lock_are_counted_once() {
    model(2, || {
        let (breaker, now) = breaker(D.failure_rate(100).min_calls(100));
        each(3, {
            let breaker = breaker.clone();
            move |index| {
                let mut permit = ask(&breaker, now).unwrap();
                match index {
                    2 => permit.settle(now, Outcome::Failure, None),
                    _ => permit.succeed(clock::now),
                }
            }
        });
        let snapshot = breaker.snapshot();
        assert_eq!((snapshot.calls, snapshot.failures, snapshot.stale), (3, 1, 0));
    });
}

#[test]
fn a_success_from_before_a_reset_is_not_counted_after_it() {
    model(4, || {
        let (breaker, now) = breaker(D.failure_rate(100).min_calls(100));
        let early = Arc::new(std::sync::Mutex::new(ask(&breaker, now).ok()));
        each(2, {
            let breaker = breaker.clone();
            move |index| match index {
                0 => early.lock().unwrap().take().unwrap().succeed(clock::now),
                _ => breaker.reset(),
            }
        });
        assert_eq!(breaker.snapshot().calls, 0);
    });
}

#[test]
fn a_lapsed_lease_lets_one_more_go_and_the_late_result_is_stale_or_first() {
    model(2, || {
        let (breaker, now) = recovering(D.closes_after(9));
        let late = Arc::new(std::sync::Mutex::new(ask(&breaker, now).ok()));
        let lapsed = now + SECOND * 5;
        let held = each(3, {
            let breaker = breaker.clone();
            move |index| match index {
                0 => {
                    let mut permit = late.lock().unwrap().take().unwrap();
                    permit.succeed(clock::now);
                    None
                }
                _ => ask(&breaker, lapsed).ok(),
            }
        });
        assert_eq!(held.iter().flatten().count(), 1);
        let snapshot = breaker.snapshot();
        assert_eq!((snapshot.state, snapshot.probes), (HalfOpen, 1));
        assert!(snapshot.stale <= 1);
    });
}

#[test]
fn a_hint_is_not_lost_when_an_older_one_runs_out_meanwhile() {
    model(3, || {
        let (breaker, now) = breaker(D);
        breaker.shut_gate(now, SECOND);
        let later = now + SECOND * 2;
        each(3, {
            let breaker = breaker.clone();
            move |index| match index {
                0 => breaker.shut_gate(later, SECOND * 60),
                _ => drop(breaker.gate(later)),
            }
        });
        assert!(breaker.gate(later).is_some());
        assert!(!Permit::idle(breaker.clone()).enter());
        assert!(breaker.gate(later + SECOND * 60).is_none());
        assert!(Permit::idle(breaker.clone()).enter());
    });
}

#[test]
fn nobody_enters_after_a_gate_has_been_seen_shut() {
    model(3, || {
        let (breaker, now) = breaker(D);
        let seen = each(2, {
            let breaker = breaker.clone();
            move |index| match index {
                0 => {
                    breaker.shut_gate(now, SECOND * 60);
                    Permit::idle(breaker.clone()).enter()
                }
                // Seen shut, it stays so.
                _ => breaker.gate(now).is_some() && Permit::idle(breaker.clone()).enter(),
            }
        });
        assert_eq!(seen, [false, false]);
    });
}

#[test]
fn the_time_on_a_door_belongs_to_its_sign() {
    model(4, || {
        let door = Arc::new(Door::new());
        door.publish(1, View::Open { until: 10 });
        let left = each(2, move |index| match index {
            0 => {
                door.withdraw();
                door.publish(2, View::Count { until: 1_000 });
                door.withdraw();
                door.publish(3, View::Open { until: 50 });
                None
            }
            _ => door.turn_away(4),
        });
        assert!([None, Some(6), Some(46)].contains(&left[1]), "{left:?}");
    });
}
