//! A breaker on trial: the same decisions, and nobody is turned away.

use super::*;
use crate::breaker::settings::BreakerMode;

const ON_TRIAL: Settings = D.consecutive(2).mode(BreakerMode::Observe);

fn names(play: &Play) -> Vec<(BreakerState, BreakerState)> {
    play.transitions.iter().map(|change| (change.from, change.to)).collect()
}

#[test]
fn it_opens_and_lets_everybody_through() {
    let mut play = Play::opened(ON_TRIAL);
    for rejected in 1..=3 {
        let admission = play.admit().unwrap();
        assert!(admission.observed);
        assert_eq!((play.is(), play.state.counts().rejected), (BreakerState::Open, rejected));
    }
}

#[test]
fn calls_that_would_not_have_been_made_decide_nothing_and_are_not_stale() {
    let mut play = Play::opened(ON_TRIAL);
    let (tally, open_for) = (play.tally(), play.open_for());
    play.call("SFSFFF");
    assert_eq!((play.tally(), play.open_for()), (tally, open_for));
    assert_eq!(play.state.counts().stale, 0);
}

#[test]
fn its_probe_decides_and_the_calls_beside_it_do_not() {
    let mut play = Play::half_open(ON_TRIAL);
    let (probe, beside) = (play.admit().unwrap(), play.admit().unwrap());
    assert!(!probe.observed && beside.observed);
    play.end(beside, Outcome::Failure);
    assert_eq!((play.is(), play.state.counts().probes), (BreakerState::HalfOpen, 1));
    play.end(probe, Outcome::Success);
    assert_eq!(play.is(), BreakerState::Closed);
}

#[test]
fn a_late_end_of_a_call_beside_the_probes_finds_a_closed_breaker_and_is_not_counted() {
    let mut play = Play::opened(ON_TRIAL);
    let beside = play.admit().unwrap();
    play.pass(play.open_for()).call("S");
    play.end(beside, Outcome::Failure);
    assert_eq!((play.is(), play.tally()), (BreakerState::Closed, (0, 0)));
}

#[test]
fn the_same_calls_lead_to_the_same_changes_in_both_modes() {
    let mut enforced = Play::new(ON_TRIAL.mode(BreakerMode::Enforce));
    let mut observed = Play::new(ON_TRIAL);
    enforced.call("SFFXXX");
    observed.call("SFFFSF");
    for play in [&mut enforced, &mut observed] {
        play.pass(play.open_for()).call("F");
    }
    enforced.call("X");
    observed.call("S");
    for play in [&mut enforced, &mut observed] {
        play.pass(play.open_for()).call("S");
    }
    assert_eq!(names(&enforced), names(&observed));
    assert_eq!(enforced.state.counts(), observed.state.counts());
}

#[test]
fn a_retry_is_not_kept_from_it() {
    let play = Play::opened(ON_TRIAL);
    assert!(!play.state.stays_shut(&play.rules, play.now, Duration::ZERO));
}

#[test]
fn a_hand_that_opens_it_is_obeyed() {
    let mut play = Play::new(ON_TRIAL);
    play.state.force_open();
    assert_eq!(play.admit(), Err(None));
    assert!(play.state.stays_shut(&play.rules, play.now, Duration::ZERO));
}
