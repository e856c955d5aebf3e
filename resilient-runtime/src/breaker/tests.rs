use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::thread;

use super::*;
use crate::breaker::family::Family;
use crate::breaker::report::Outcome;
use crate::breaker::settings::Settings;

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
    let wait = rejected.retry_after.map(Duration::from).unwrap();
    assert!((SECOND * 27..=SECOND * 33).contains(&wait), "{wait:?}");
    assert_eq!(breaker.snapshot().rejected, 1);
}

#[test]
fn f6_fault_63_a_hundred_failures_at_once_open_it_once() {
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
fn f7_fault_57_threads_that_race_at_the_edge_find_one_probe() {
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
fn h8_fault_74_a_hint_shuts_the_gate_and_leaves_the_breaker_alone() {
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

/// All that a caller may do with a clock reading, at this one.
fn everything_at(breaker: &Breaker, now: Instant) {
    clock::fix(Some(now));
    call_if_let_in(breaker, now, Outcome::Failure);
    call_if_let_in(breaker, now, Outcome::Success);
    let _ = (breaker.turn_away(now), breaker.stays_shut(now, Duration::MAX), breaker.gate(now));
    let snapshot = breaker.snapshot();
    assert!(snapshot.open_for.is_none_or(|left| left <= Duration::from_secs(1 << 40)));
    clock::fix(None);
}

fn call_if_let_in(breaker: &Breaker, now: Instant, outcome: Outcome) {
    if let Ok(mut permit) = breaker.admit(now, Duration::MAX) {
        permit.settle(now, outcome, Some(Duration::MAX));
    }
}

#[test]
fn bad_input_clock_readings_in_any_order_wedge_nothing() {
    let settings = D.consecutive(2).failure_rate(50).slow_rate(50).slow(SECOND).probes(2);
    let (breaker, start) = breaker(settings);
    let year = SECOND * 3600 * 24 * 365;
    let back = |time| start.checked_sub(time).unwrap();
    let readings = [start + year * 100, start, back(SECOND), start + SECOND, back(SECOND * 60)];
    for now in readings {
        everything_at(&breaker, now);
        breaker.shut_gate(now, SECOND);
        everything_at(&breaker, now);
    }
    // A day is the longest that a hint counts.
    let late = start + year * 101;
    breaker.gate(late);
    for step in 0..2 {
        call(&breaker, late + SECOND * step, Outcome::Success);
    }
    assert_eq!(breaker.state(), BreakerState::Closed);
}

#[test]
fn bad_input_the_longest_durations_saturate_everywhere() {
    let longest = Duration::MAX;
    let settings = D.consecutive(1).failure_rate(1).min_calls(1).within(longest);
    let (breaker, now) = breaker(settings.slow_rate(1).slow(longest).open(longest));
    breaker.shut_gate(now, longest);
    everything_at(&breaker, now);
    assert_eq!(breaker.state(), BreakerState::Open);
    assert!(breaker.stays_shut(now, SECOND * 3600 * 24 * 365 * 500));
    breaker.reset();
    call(&breaker, now, Outcome::Success);
    assert_eq!(breaker.state(), BreakerState::Closed);
}

#[test]
fn bad_input_generations_beyond_32_bits_are_told_apart() {
    let (breaker, now) = breaker(D.consecutive(1));
    let almost = u64::from(u32::MAX);
    breaker.cell().update(|inside| inside.state.set_generation(almost));
    let mut old = breaker.admit(now, SECOND).unwrap();
    call(&breaker, now, Outcome::Failure);
    call(&breaker, now + SECOND * 60, Outcome::Success);
    assert_eq!(
        (breaker.state(), breaker.snapshot().generation),
        (BreakerState::Closed, almost + 3)
    );
    old.settle(now, Outcome::Failure, None);
    assert_eq!((breaker.state(), breaker.snapshot().stale), (BreakerState::Closed, 1));
}

#[test]
fn bad_input_a_lock_that_was_poisoned_in_every_state_works_on() {
    let hands: [fn(&Breaker); 4] =
        [Breaker::reset, Breaker::force_open, Breaker::force_close, Breaker::disable];
    for hand in hands {
        let (breaker, now) = breaker(D.consecutive(1));
        hand(&breaker);
        let before = breaker.snapshot();
        let panic = catch_unwind(AssertUnwindSafe(|| breaker.cell().update(|_| panic!("inside"))));
        assert!(panic.is_err());
        assert_eq!(breaker.snapshot(), before);
        breaker.reset();
        call(&breaker, now, Outcome::Failure);
        assert_eq!(breaker.state(), BreakerState::Open);
    }
}

/// What one breaker takes with everything that hangs on it, by the sizes of its parts.
#[test]
fn t10_fault_88_memory_is_constant_whatever_the_traffic_and_printed() {
    let (breaker, now) = breaker(D.failure_rate(100).last(10_000).consecutive(1_000_000));
    let before = breaker.cell().update(|inside| inside.state.heap());
    for number in 0..100_000_u32 {
        let outcome = if number % 3 == 0 { Outcome::Success } else { Outcome::Failure };
        call(&breaker, now + SECOND * number, outcome);
    }
    let after = breaker.cell().update(|inside| inside.state.heap());
    let (cell, lanes) = (size_of::<Cell>(), breaker.cell().door().heap());
    println!(
        "a breaker: {cell} bytes, and {lanes} of its lanes; {after} of a window of 10000 calls"
    );
    assert_eq!((before, after), (2_504, 2_504));
    assert!(cell + lanes < 2_048);
}

#[test]
fn fault_71_a_snapshot_never_shows_half_a_change() {
    let (breaker, now) = breaker(D.consecutive(1).open(Duration::from_millis(1)).probes(2));
    let done = std::sync::atomic::AtomicBool::new(false);
    thread::scope(|scope| {
        let changer = scope.spawn(|| {
            for round in 0..5_000 {
                let later = now + SECOND * 400 * round;
                if let Ok(mut permit) = breaker.admit(later, SECOND) {
                    let well = round % 3 == 0;
                    permit.settle(
                        later,
                        if well { Outcome::Success } else { Outcome::Failure },
                        None,
                    );
                }
            }
            done.store(true, Ordering::Release);
        });
        while !done.load(Ordering::Acquire) {
            let seen = breaker.snapshot();
            let open = seen.state == BreakerState::Open;
            assert_eq!(seen.open_for.is_some(), open, "{seen:?}");
            assert!(seen.probes <= 2 && (seen.probes == 0 || seen.state == BreakerState::HalfOpen));
        }
        changer.join().unwrap();
    });
}
