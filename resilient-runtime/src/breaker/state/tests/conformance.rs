//! Sections A to E of the conformance scenarios: one breaker, one caller.

use super::*;
use crate::breaker::state::view::Counts;

use BreakerState::{Closed, HalfOpen, Open};

fn rate(percent: u32, last: u32) -> Settings {
    D.failure_rate(percent).last(last).min_calls(last)
}

fn over_time(percent: u32, min_calls: u32, within: Duration) -> Settings {
    D.failure_rate(percent).min_calls(min_calls).within(within)
}

/// Calls at a time.
type Step = (Duration, &'static str);

/// Polly's settings of B9 to B20.
fn b9() -> Settings {
    over_time(50, 4, SECOND * 10).open(SECOND * 30)
}

#[test]
fn section_a_sequences_end_where_they_should() {
    let table = [
        ("A2", D.consecutive(3), "FSFF", Closed),
        ("A2", D.consecutive(3), "FSFFF", Open),
        ("A3", D.consecutive(2), "SFSFSFSFSFSFSFSFSFSFSFSFSFSFSF", Closed),
        ("A4", D.consecutive(1), "F", Open),
        ("A5", rate(66, 3), "FS", Closed),
        ("A5", rate(66, 3), "FSF", Open),
        ("A6", rate(75, 4), "SFSFSFSFSFSFSFSFSFSFSFSFSFSFSFSFSFSF", Closed),
        ("A7", rate(50, 2), "SF", Open),
        ("A8", rate(75, 4), "FFFFXXX", Open),
        ("A10", rate(75, 4), "SFFFX", Open),
        ("A11 ours: a success never opens", rate(75, 4), "FFFS", Closed),
        ("A11 ours: the next failure does", rate(75, 4), "FFFSFX", Open),
        ("A12 ours: a success never opens", rate(50, 4), "SFFS", Closed),
        ("A12 ours: the next failure does", rate(50, 4), "SFFSFX", Open),
        ("A13", rate(50, 4), "SFSS", Closed),
        ("A13", rate(50, 4), "SFSSFX", Open),
        ("A14", rate(50, 4), "SSNSSSF", Closed),
        ("A14", rate(50, 4), "SSNSSSFSFX", Open),
        ("A23 below min_calls", rate(20, 10), "FFFFFFFFF", Closed),
        ("A23 exactly the rate", rate(10, 10), "SSSSSSSSSF", Open),
        ("A23 below the rate", rate(20, 10), "SSSSSSSSSF", Closed),
        ("A23 above the rate", rate(10, 10), "SSSSSSSSFF", Open),
        ("A23 more calls than the least", rate(20, 10), "SSSSSSSSSFF", Open),
        ("A23 no failure at all", rate(1, 10), "SSSSSSSSSSSS", Closed),
        ("default: five in a row", D, "FFFF", Closed),
        ("default: five in a row", D, "FFFFF", Open),
        ("default: half of ten", D, "FSFSFSFSSF", Open),
    ];
    for (id, settings, calls, expected) in table {
        assert_eq!(Play::new(settings).call(calls).is(), expected, "{id}: {calls}");
    }
}

#[test]
fn a7_the_counts_that_opened_it_can_still_be_seen() {
    assert_eq!(Play::new(rate(50, 2)).call("SF").tally(), (2, 1));
}

#[test]
fn a9_it_trips_comes_back_and_trips_again() {
    let mut play = Play::new(rate(75, 4).open(SECOND));
    play.call("FFFFX").pass(SECOND * 2).call("S");
    assert_eq!(play.is(), Closed);
    play.call("FFFFX");
    assert_eq!(play.is(), Open);
}

#[test]
fn a21_almost_half_is_not_half() {
    let mut play = Play::new(rate(50, 1000));
    play.call(&"S".repeat(505)).call(&"F".repeat(495));
    assert_eq!((play.is(), play.tally()), (Closed, (1000, 495)));
    play.call("SSSSSFFFFF");
    assert_eq!(play.is(), Open);
}

#[test]
fn a18_two_slow_calls_of_five_are_forty_percent_however_slow_they_were() {
    for (rate, expected) in [(40, Open), (41, Closed)] {
        let mut play = Play::new(D.slow_rate(rate).slow(SECOND).last(5).min_calls(5));
        let (slow, quick) = (SECOND * 10, MILLI * 100);
        let calls = [
            (Outcome::Success, slow),
            (Outcome::Failure, slow),
            (Outcome::Success, quick),
            (Outcome::Success, quick),
            (Outcome::Success, quick),
        ];
        for (outcome, took) in calls {
            let admission = play.admit().unwrap();
            play.end_after(admission, outcome, took);
        }
        // Ours: no durations are kept, and a quick success never opens it.
        assert_eq!(play.state.tally(play.now), Tally { calls: 5, failures: 1, slow: 2 });
        assert_eq!(play.is(), Closed);
        let admission = play.admit().unwrap();
        play.end_after(admission, Outcome::Success, slow);
        assert_eq!((play.is(), play.state.tally(play.now).slow), (expected, 2), "{rate}");
    }
}

#[test]
fn a24_neutral_results_are_outside_the_rate_and_old_ones_outside_the_window() {
    let mut play = Play::new(over_time(60, 3, SECOND * 30));
    play.call(&"SFN".repeat(5));
    assert_eq!((play.is(), play.tally()), (Closed, (10, 5)));
    assert_eq!(play.at(MILLI * 29_999).call("S").tally(), (11, 5));
    // Ours slides: the latest success is still there when the others have gone.
    assert_eq!(play.at(SECOND * 30).call("F").tally(), (2, 1));
    assert_eq!(play.at(SECOND * 60).call("FS").tally(), (2, 1));
    assert_eq!(play.call("F").is(), Open);
}

#[test]
fn a_consecutive_rule_and_a_rate_hold_together() {
    let both = rate(75, 4).consecutive(2);
    assert_eq!(Play::new(both).call("FF").is(), Open);
    assert_eq!(Play::new(both.consecutive(9)).call("FSFF").is(), Open);
}

#[test]
fn b1_b2_only_a_failure_completes_the_verdict() {
    let mut play = Play::new(over_time(50, 5, SECOND * 20));
    play.call("FFFSS");
    assert_eq!((play.is(), play.tally()), (Closed, (5, 3)));
    assert_eq!(play.call("FX").is(), Open);
    assert_eq!((play.openings(), play.state.counts().rejected), (1, 1));

    let mut play = Play::new(over_time(50, 5, SECOND * 20));
    for (second, call) in ["S", "S", "S", "F", "F"].into_iter().enumerate() {
        play.at(SECOND * u32::try_from(second).unwrap()).call(call);
    }
    assert_eq!(play.is(), Closed);
    assert_eq!(play.at(SECOND * 5).call("F").is(), Open);
}

#[test]
fn section_b_fault_66_windows_end_to_the_tick() {
    let just_before = Duration::from_nanos(9_999_999_999);
    let (zero, ten) = (Duration::ZERO, SECOND * 10);
    let table: [(&str, &[Step], BreakerState); 9] = [
        ("B9", &[(zero, "FFF")], Closed),
        ("B9", &[(zero, "FFFFX")], Open),
        ("B10", &[(zero, "SFFF")], Open),
        ("B12", &[(zero, "SSF"), (SECOND * 20, "F")], Closed),
        ("B15", &[(zero, "SS"), (just_before, "F"), (ten, "F")], Closed),
        ("B16", &[(zero, "SSSF"), (ten, "SSF")], Closed),
        ("B17", &[(zero, "S"), (just_before, "SSF"), (ten, "F")], Open),
        ("B18", &[(zero, "S"), (just_before, "FF"), (ten, "F")], Closed),
        ("B19", &[(zero, "S"), (SECOND, "FFS"), (ten, "F")], Open),
    ];
    for (id, steps, expected) in table {
        let mut play = Play::new(b9());
        for (time, calls) in steps {
            play.at(*time).call(calls);
        }
        assert_eq!(play.is(), expected, "{id}");
    }
}

#[test]
fn b21_old_failures_are_not_held_against_it() {
    let mut play = Play::new(over_time(60, 3, MILLI * 200).open(MILLI));
    play.call("FS").pass(MILLI * 210).call("FS").pass(MILLI * 50);
    assert_eq!(play.is(), Closed);
    assert_eq!(play.call("F").is(), Open);
    assert_eq!(play.pass(MILLI * 2).call("F").is(), Open);
    assert_eq!(play.pass(MILLI * 3).call("S").is(), Closed);
}

#[test]
fn c3_a_slow_probe_is_no_recovery() {
    let slow = D.slow_rate(50).slow(SECOND * 2).min_calls(1).probes(4).closes_after(4);
    let mut play = Play::new(slow);
    let first = play.admit().unwrap();
    play.end_after(first, Outcome::Success, SECOND * 5);
    play.pass(SECOND * 60);
    let probe = play.admit().unwrap();
    play.end_after(probe, Outcome::Success, SECOND * 5);
    assert_eq!(play.is(), Open);
}

#[test]
fn c4_exactly_the_threshold_is_not_slow() {
    let slow = D.slow_rate(100).slow(SECOND).min_calls(1);
    for (took, expected) in [(SECOND, Closed), (SECOND + Duration::from_nanos(1), Open)] {
        let mut play = Play::new(slow);
        let admission = play.admit().unwrap();
        play.end_after(admission, Outcome::Success, took);
        assert_eq!(play.is(), expected, "{took:?}");
    }
}

#[test]
fn a_call_given_up_after_longer_than_slow_counts_as_slow_and_not_as_failed() {
    let mut play = Play::new(D.slow_rate(100).slow(SECOND).min_calls(2));
    for (took, expected) in [(SECOND, 0), (SECOND * 2, 1), (SECOND * 2, 2)] {
        let admission = play.admit().unwrap();
        play.end_after(admission, Outcome::Abandoned, took);
        assert_eq!(play.tally(), (expected, 0));
    }
    assert_eq!(play.is(), Open);
}

#[test]
fn d2_d3_it_opens_for_its_time_to_the_tick() {
    let mut play = Play::opened(D.open(SECOND * 60));
    play.pass(MILLI * 59_999).call("X").pass(MILLI).call("F");
    assert_eq!((play.is(), play.openings()), (Open, 2));
    play.pass(SECOND * 120).call("S");
    assert_eq!((play.is(), play.tally()), (Closed, (0, 0)));
}

#[test]
fn d4_d5_it_opens_longer_each_time_and_afresh_after_it_has_closed() {
    let mut play = Play::opened(D.consecutive(1).open(SECOND * 5).open_max(SECOND * 30));
    let mut waits = vec![play.open_for()];
    for call in ["F", "F", "F", "SF", "F"] {
        play.pass(play.open_for()).call(call);
        waits.push(play.open_for());
    }
    assert_eq!(waits, [5, 10, 20, 30, 5, 10].map(|wait| SECOND * wait));
}

#[test]
fn d6_ours_a_failure_that_says_for_how_long_blocks_to_the_tick() {
    // A peer asks a function of the failures for the wait; ours takes what the server says.
    let wait = SECOND * 60 * 42;
    let mut play = Play::new(D.consecutive(1));
    let admission = play.admit().unwrap();
    let report = Report { outcome: Outcome::Failure, took: SECOND, hint: Some(wait) };
    play.pass(SECOND).report(admission, report);
    assert_eq!(play.admit(), Err(Some(wait)));
    let tick = Duration::from_nanos(1);
    play.pass(SECOND * (60 * 42 - 1)).pass(tick * 999_999_999).call("X").pass(tick).call("S");
    assert_eq!(play.is(), Closed);
}

#[test]
fn d7_fault_34_an_open_time_without_end_only_saturates() {
    let mut play = Play::opened(D.consecutive(1).open(Duration::MAX));
    play.pass(SECOND * 1_000_000_000).call("X");
    let hinted =
        Report { outcome: Outcome::Failure, took: Duration::MAX, hint: Some(Duration::MAX) };
    let mut play = Play::new(D.consecutive(1));
    let admission = play.admit_for(Duration::MAX).unwrap();
    play.report(admission, hinted);
    assert_eq!(play.open_for(), crate::breaker::gate::LONGEST_HINT);
}

#[test]
fn d8_d12_a_rejection_tells_what_is_left_and_a_forced_one_nothing() {
    let mut play = Play::opened(D.open(SECOND * 5));
    assert_eq!(play.pass(MILLI).admit(), Err(Some(MILLI * 4_999)));
    play.pass(SECOND * 10);
    assert_eq!(play.state.open_for(play.now), Some(Duration::ZERO));
    play.admit().unwrap();
    assert_eq!((play.is(), play.state.open_for(play.now)), (HalfOpen, None));
    play.state.force_open();
    assert_eq!(play.admit(), Err(None));
}

#[test]
fn d13_a_hint_is_a_lower_bound_for_the_open_time() {
    for (hint, expected) in [(3, 30), (45, 45), (4000, 4000)] {
        let mut play = Play::new(D.consecutive(1));
        let admission = play.admit().unwrap();
        let hint = Some(SECOND * hint);
        play.report(admission, Report { outcome: Outcome::Failure, took: SECOND, hint });
        assert_eq!(play.open_for(), SECOND * expected);
    }
}

#[test]
fn section_e_probes_decide_as_early_as_it_is_certain() {
    let after = |successes| D.consecutive(1).closes_after(successes).probes(5);
    let table = [
        ("E7", after(1), "F", Open),
        ("E7", after(1), "S", Closed),
        ("E3 ours: the first failure reopens", after(4), "F", Open),
        ("E4", after(3), "SSS", Closed),
        ("E10", after(3), "SS", HalfOpen),
        ("E10", after(3), "SSF", Open),
        ("E15", after(3), "SF", Open),
        ("E16", after(2), "S", HalfOpen),
        ("E16", after(2), "SS", Closed),
        ("alive is a success", after(2), "AS", Closed),
        ("E8 ours: the first failure reopens", after(1), "F", Open),
        ("E9 ours: the first failure reopens", after(2), "F", Open),
        ("E11 ours: no failure is forgiven", after(3), "SF", Open),
        ("E12 ours: no failure is forgiven", after(2), "SF", Open),
        ("E13 ours: no failure is forgiven", after(2), "SF", Open),
        ("E14 ours: no failure is forgiven", after(3), "SSF", Open),
        ("E17 ours: no failure is forgiven", after(3), "F", Open),
        ("E27 fault 62 neutral decides nothing", after(2), "NSNNN", HalfOpen),
        ("E27 neutral decides nothing", after(2), "NSNS", Closed),
    ];
    for (id, settings, calls, expected) in table {
        assert_eq!(Play::half_open(settings).call(calls).is(), expected, "{id}: {calls}");
    }
}

#[test]
fn e2_e18_no_more_than_the_probes_are_let_in_each_time() {
    let mut play = Play::half_open(D.consecutive(1).probes(4).closes_after(3));
    for _ in 0..2 {
        let parked: Vec<_> = (0..4).map(|_| play.admit().unwrap()).collect();
        play.call("XXXXX");
        play.end(parked[0], Outcome::Failure);
        play.pass(play.open_for());
    }
}

#[test]
fn e4_a_closed_breaker_starts_with_nothing_counted() {
    let mut play = Play::half_open(rate(50, 4).closes_after(2));
    assert_eq!(play.call("SS").tally(), (0, 0));
    assert_eq!(play.call("S").tally(), (1, 0));
    assert_eq!(play.state.counts().consecutive, 0);
}

#[test]
fn e21_one_probe_and_one_event() {
    let mut play = Play::half_open(D.consecutive(1));
    let probe = play.admit().unwrap();
    play.call("XXX");
    assert_eq!(play.transitions.iter().filter(|change| change.to == HalfOpen).count(), 1);
    play.end(probe, Outcome::Success);
    assert_eq!(play.is(), Closed);
}

#[test]
fn e22_fault_5_a_probe_that_never_comes_back_lets_one_more_go_after_its_lease() {
    use Outcome::{Abandoned, Alive, Neutral, Success};
    let lease = SECOND * 45;
    for late in [Success, Alive, Neutral, Abandoned] {
        let mut play = Play::half_open(D.consecutive(1).open(SECOND * 30));
        let lost = play.admit_for(lease).unwrap();
        assert_eq!(play.pass(SECOND * 44).admit(), Err(Some(SECOND)));
        let second = play.pass(SECOND).admit_for(lease).unwrap();
        play.call("X").end(lost, late);
        let Counts { probes, stale, .. } = play.state.counts();
        assert_eq!((play.is(), probes, stale), (HalfOpen, 1, 1), "{late:?}");
        play.end(second, Success);
        assert_eq!(play.is(), Closed);
    }
}

#[test]
fn e22_a_lease_is_never_shorter_than_the_open_time() {
    let mut play = Play::half_open(D.consecutive(1).open(SECOND * 30));
    play.admit_for(MILLI).unwrap();
    assert_eq!(play.admit(), Err(Some(SECOND * 30)));
}

#[test]
fn e25_it_needs_all_its_successes() {
    let mut play = Play::new(rate(75, 4).open(SECOND).closes_after(3));
    play.call("FFFFX").pass(SECOND * 2).call("SSFX");
    assert_eq!(play.is(), Open);
}

#[test]
fn e28_an_abandoned_probe_gives_its_place_back() {
    let mut play = Play::half_open(D.consecutive(1));
    for _ in 0..10 {
        let probe = play.admit().unwrap();
        play.call("X").end(probe, Outcome::Abandoned);
    }
    assert_eq!(play.call("S").is(), Closed);
}

#[test]
fn a15_failures_leave_a_count_window_in_their_turn() {
    let mut play = Play::new(rate(50, 10));
    assert_eq!(play.call("SSFF").tally(), (4, 2));
    // The rate is reached with a success, which never opens it.
    assert_eq!(play.call("FFFFSSSS").tally(), (10, 6));
    assert_eq!(play.call("SSS").tally(), (10, 3));
    assert_eq!(play.is(), Closed);
}

#[test]
fn a22_more_calls_than_the_window_holds_are_refused_not_lowered() {
    assert!(D.failure_rate(50).last(10).min_calls(100).problem().is_some());
    assert!(D.failure_rate(50).last(10).min_calls(10).problem().is_none());
}

#[test]
fn b23_slices_go_one_by_one_however_full_they_are() {
    let mut play = Play::new(over_time(100, 1_000, SECOND * 10));
    let (many, few) = ("SFFFF".repeat(10), "SFFFF".repeat(5));
    let table: [(u32, &str, (u64, u64)); 9] = [
        (900, &many, (50, 40)),
        (1_000, "SSSSSSSSSS", (60, 40)),
        (2_500, &"F".repeat(20), (80, 60)),
        (3_100, &few, (105, 80)),
        (5_400, "SSSSSSSS", (113, 80)),
        (11_000, "", (53, 40)),
        (13_999, "FFFFF", (13, 5)),
        (23_000, "", (0, 0)),
        (23_100, "SSS", (3, 0)),
    ];
    for (millis, calls, expected) in table {
        assert_eq!(play.at(MILLI * millis).call(calls).tally(), expected, "{millis}");
    }
}

#[test]
fn d11_a_long_hint_is_kept_to_its_end() {
    let mut play = Play::new(D.consecutive(1));
    let admission = play.admit().unwrap();
    let hint = Some(SECOND * 60 * 30);
    play.report(admission, Report { outcome: Outcome::Failure, took: SECOND, hint });
    play.pass(SECOND * 60 * 15).call("X");
    assert_eq!(play.pass(SECOND * (60 * 15 + 1)).call("S").is(), Closed);
}

#[test]
fn d14_a_hundred_rejections_move_one_counter() {
    let mut play = Play::opened(D);
    let before = (play.state.counts(), play.open_for());
    play.call(&"X".repeat(100));
    let expected = Counts { rejected: 100, ..before.0 };
    assert_eq!((play.state.counts(), play.open_for()), (expected, before.1));
}

#[test]
fn d15_ours_without_a_call_it_stays_open_and_no_timer_runs() {
    let mut play = Play::opened(D);
    play.pass(SECOND * 3600);
    assert_eq!((play.is(), play.open_for()), (Open, Duration::ZERO));
    play.state.force_open();
    assert_eq!(play.pass(SECOND * 3600).is(), BreakerState::ForcedOpen);
}

#[test]
fn e19_the_last_probe_that_it_needs_is_alone() {
    let mut play = Play::half_open(D.consecutive(1).closes_after(3));
    play.call("SS");
    let third = play.admit().unwrap();
    play.call("X").end(third, Outcome::Success);
    assert_eq!(play.is(), Closed);
}

#[test]
fn g8_a_hand_tells_of_no_open_time_and_a_rejection_of_no_end() {
    let mut play = Play::new(D);
    let change = play.state.force_open().unwrap();
    assert_eq!((change.from, change.open_for), (Closed, None));
    assert_eq!(play.admit(), Err(None));
    let now = play.now;
    assert!(play.state.force_close(&play.rules, now).is_some());
    assert_eq!(play.call("S").tally(), (1, 0));
}

#[test]
fn g9_results_of_calls_from_before_keep_it_forced_open() {
    for outcome in [Outcome::Success, Outcome::Failure] {
        let mut play = Play::new(D.consecutive(1));
        let running = play.admit().unwrap();
        play.state.force_open();
        play.end(running, outcome);
        assert_eq!(play.is(), BreakerState::ForcedOpen);
    }
}
