//! What other breakers got wrong: late results, lost probes, numbers that wrap, clocks that jump.

use super::*;

use BreakerState::{Closed, HalfOpen, Open};

const ALL: [Outcome; 5] =
    [Outcome::Success, Outcome::Failure, Outcome::Alive, Outcome::Neutral, Outcome::Abandoned];

#[test]
fn t1_a_long_good_history_does_not_keep_it_closed() {
    let mut play = Play::new(D.failure_rate(50).last(100).min_calls(100));
    play.call(&"S".repeat(10_000)).call(&"F".repeat(49));
    assert_eq!(play.is(), Closed);
    assert_eq!(play.call("F").is(), Open);
}

#[test]
fn t2_successes_of_probes_do_not_age() {
    let settings = D.failure_rate(50).min_calls(2).within(MILLI * 100);
    let mut play = Play::half_open(settings.probes(2).closes_after(2));
    play.call("S").pass(SECOND * 3600).call("S");
    assert_eq!(play.is(), Closed);
}

#[test]
fn t3_f4_fault_58_59_60_a_result_from_before_the_trip_decides_nothing_later() {
    for outcome in ALL {
        let mut play = Play::new(D.consecutive(1));
        let old = play.admit().unwrap();
        play.call("F");
        let until = play.open_for();
        play.end(old, outcome);
        assert_eq!((play.is(), play.open_for(), play.openings()), (Open, until, 1));
        play.pass(until);
        let (probe, older) = (play.admit().unwrap(), old);
        play.end(older, outcome);
        assert_eq!((play.is(), play.state.counts().probes), (HalfOpen, 1), "{outcome:?}");
        play.end(probe, Outcome::Success);
        play.end(old, outcome);
        assert_eq!((play.is(), play.tally(), play.state.counts().stale), (Closed, (0, 0), 3));
    }
}

#[test]
fn t5_fault_56_a_thousand_callers_find_two_probes() {
    let mut play = Play::half_open(D.consecutive(1).probes(2).closes_after(2));
    let admitted = (0..1000).filter(|_| play.admit().is_ok()).count();
    assert_eq!((admitted, play.state.counts().rejected), (2, 998));
}

#[test]
fn t7_every_kind_of_rule_trips() {
    let table = [
        D,
        D.consecutive(3),
        D.failure_rate(50),
        D.failure_rate(50).last(20),
        D.slow_rate(50).slow(SECOND),
        D.slow_rate(50).slow(SECOND).last(20),
    ];
    for settings in table {
        let mut play = Play::new(settings);
        for _ in 0..10 {
            let Ok(admission) = play.admit() else { break };
            play.end_after(admission, Outcome::Failure, SECOND * 2);
        }
        assert_eq!(play.is(), Open, "{settings:?}");
    }
}

#[test]
fn t10_rejections_are_no_outcomes() {
    let mut play = Play::half_open(D.consecutive(1));
    let probe = play.admit().unwrap();
    play.call("XXXXXXXXXX").end(probe, Outcome::Success);
    assert_eq!(play.tally(), (0, 0));
    assert_eq!(play.is(), Closed);
}

#[test]
fn t24_a_total_outage_right_after_the_start_or_a_recovery_opens_at_once() {
    let mut play = Play::new(D);
    play.call("FFFFF");
    play.pass(play.open_for()).call("SFFFFF");
    assert_eq!((play.is(), play.openings()), (Open, 2));
}

#[test]
fn t25_probes_are_recorded() {
    assert_eq!(Play::half_open(D).call("F").is(), Open);
    assert_eq!(Play::half_open(D).call("S").is(), Closed);
}

#[test]
fn t26_fault_54_counters_stay_at_their_ends() {
    let mut play = Play::new(D.failure_rate(100).min_calls(1_000_000));
    play.state.ledger.consecutive = u32::MAX;
    play.state.rejected = u64::MAX;
    play.state.stale = u64::MAX;
    let old = play.admit().unwrap();
    play.call("F");
    assert_eq!(play.state.counts().consecutive, u32::MAX);
    play.state.force_open();
    play.call("X").end(old, Outcome::Failure);
    let counts = play.state.counts();
    assert_eq!((counts.rejected, counts.stale), (u64::MAX, u64::MAX));
}

#[test]
fn t26_a_result_that_comes_twice_frees_one_place() {
    let mut play = Play::half_open(D.consecutive(1).probes(2).closes_after(3));
    let probe = play.admit().unwrap();
    play.admit().unwrap();
    play.end(probe, Outcome::Neutral);
    play.end(probe, Outcome::Neutral);
    assert_eq!((play.state.counts().probes, play.state.counts().stale), (1, 1));
}

#[test]
fn t27_the_smallest_windows_judge_with_their_first_call() {
    for settings in [D.failure_rate(1).last(1), D.failure_rate(100).last(1), D.consecutive(1)] {
        assert_eq!(Play::new(settings).call("F").is(), Open);
    }
}

#[test]
fn fault_29_30_32_a_clock_that_jumps_back_moves_nothing() {
    let mut play = Play::opened(D.open(SECOND * 30));
    let opened = play.now;
    play.now = opened.checked_sub(SECOND * 3600).unwrap_or(opened);
    assert_eq!(play.admit(), Err(Some(opened + SECOND * 30 - play.now)));
    play.now = opened;
    assert_eq!(play.pass(SECOND * 30).call("S").is(), Closed);
}

#[test]
fn fault_31_a_clock_that_stood_still_turns_it_half_open_once() {
    let mut play = Play::half_open(D.consecutive(1));
    play.pass(SECOND * 3600 * 24 * 365);
    let probe = play.admit().unwrap();
    play.call("XX").end(probe, Outcome::Success);
    assert_eq!(play.transitions.iter().filter(|change| change.to == HalfOpen).count(), 1);
}

#[test]
fn fault_61_the_order_in_which_probes_end_does_not_matter() {
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut play = Play::half_open(D.consecutive(1).probes(3).closes_after(3));
        let probes: Vec<_> = (0..3).map(|_| play.admit().unwrap()).collect();
        for index in order {
            let outcome = if index == 1 { Outcome::Failure } else { Outcome::Success };
            play.end(probes[index], outcome);
        }
        assert_eq!((play.is(), play.openings()), (Open, 2), "{order:?}");
    }
}

#[test]
fn fault_69_a_probe_that_hangs_until_its_timeout_reopens_though_another_has_its_place() {
    let lease = SECOND * 45;
    let mut play = Play::half_open(D.consecutive(1).open(SECOND * 30));
    let hanging = play.admit_for(lease).unwrap();
    let second = play.pass(lease).admit_for(lease).unwrap();
    play.pass(MILLI).end_after(hanging, Outcome::Failure, lease + MILLI);
    assert_eq!((play.is(), play.openings()), (Open, 2));
    play.end(second, Outcome::Success);
    assert_eq!((play.is(), play.state.counts().stale), (Open, 1));
}

#[test]
fn t6_probes_that_take_longer_than_their_lease_close_it_all_the_same() {
    let mut play = Play::half_open(D.consecutive(1).open(SECOND * 30));
    let first = play.admit().unwrap();
    let second = play.pass(SECOND * 30).admit().unwrap();
    play.pass(SECOND * 15).end_after(first, Outcome::Success, SECOND * 45);
    assert_eq!((play.is(), play.state.counts().stale), (HalfOpen, 1));
    // The second has as long again as the first has needed.
    assert_eq!(play.admit(), Err(Some(SECOND * 75)));
    play.pass(SECOND * 30).end_after(second, Outcome::Success, SECOND * 45);
    assert_eq!(play.is(), Closed);
}

#[test]
fn e22_a_late_answer_of_days_keeps_the_place_of_the_next_for_an_hour_at_most() {
    let mut play = Play::half_open(D.consecutive(1));
    let kept = play.admit().unwrap();
    play.pass(SECOND * 3_600 * 48).admit().unwrap();
    play.end_after(kept, Outcome::Success, SECOND * 3_600 * 48);
    assert_eq!(play.admit(), Err(Some(SECOND * 3_600)));
    assert!(play.pass(SECOND * 3_600).admit().is_ok());
}

#[test]
fn fault_64_a_flapping_service_is_left_alone_longer_each_time_it_fails() {
    let mut play = Play::opened(D.consecutive(1).open(SECOND));
    let mut waits = Vec::new();
    for _ in 0..12 {
        waits.push(play.open_for());
        play.pass(play.open_for()).call("F");
    }
    assert!(waits.is_sorted());
    assert_eq!(waits.last(), Some(&(SECOND * 300)));
}

#[test]
fn fault_65_old_failures_are_forgotten_when_nobody_calls() {
    let mut play = Play::new(D.failure_rate(50));
    play.call("FFFFFFFFF").pass(SECOND * 3600).call("F");
    assert_eq!((play.is(), play.tally()), (Closed, (1, 1)));
}

#[test]
fn fault_70_a_hand_on_the_breaker_makes_running_calls_stale() {
    let hands: [fn(&mut Play); 4] = [
        |play| {
            let _ = play.state.force_open();
        },
        |play| {
            let _ = play.state.force_close(&play.rules, play.now);
        },
        |play| {
            let _ = play.state.disable(&play.rules, play.now);
        },
        |play| {
            let _ = play.state.reset(&play.rules, play.now);
        },
    ];
    for hand in hands {
        let mut play = Play::new(D.consecutive(1));
        let running = play.admit().unwrap();
        hand(&mut play);
        let before = play.is();
        play.end(running, Outcome::Failure);
        assert_eq!((play.is(), play.tally(), play.state.counts().stale), (before, (0, 0), 1));
    }
}

/// Random histories with overlapping calls, against what must hold at every moment.
#[test]
fn whatever_happens_the_breaker_can_always_close_again() {
    for seed in 0..200 {
        let settings = D.consecutive(2).failure_rate(50).last(5).probes(2).closes_after(3);
        let (mut play, mut dice, mut running) = (Play::new(settings), seed, Vec::new());
        for _ in 0..300 {
            let (next, drawn) = crate::dice::splitmix64(dice);
            dice = next;
            play.pass(MILLI * u32::try_from(drawn % 20_000).unwrap());
            match drawn >> 32 & 3 {
                0 | 1 => running.extend(play.admit().ok()),
                // Every eighth call is forgotten for good.
                _ if (drawn >> 40) % 8 == 0 => drop(running.pop()),
                _ if running.is_empty() => {}
                _ => {
                    let index = usize::try_from(drawn >> 44).unwrap() % running.len();
                    let outcome = ALL[usize::try_from(drawn >> 36 & 3).unwrap()];
                    play.end(running.swap_remove(index), outcome);
                }
            }
            assert!(play.state.counts().probes <= 2);
            assert!(play.tally().0 <= 5);
        }
        for _ in 0..6 {
            play.pass(SECOND * 400);
            let admission = play.admit().unwrap();
            play.end(admission, Outcome::Success);
        }
        assert_eq!(play.is(), Closed, "seed {seed}");
    }
}
