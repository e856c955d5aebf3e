//! Every state with everything that can happen to it.

use super::*;

use BreakerState::{Closed, Disabled, ForcedClosed, ForcedOpen, HalfOpen, Open};

const STATES: [BreakerState; 6] = [Closed, Open, HalfOpen, ForcedOpen, ForcedClosed, Disabled];

/// A breaker in this state, with a call of this state's own generation where there can be one.
fn stand(state: BreakerState) -> (Play, Option<Admission>) {
    let settings = D.consecutive(1).failure_rate(100).min_calls(1000);
    let mut play = match state {
        Open => Play::opened(settings),
        HalfOpen => Play::half_open(settings),
        Closed | ForcedOpen | ForcedClosed | Disabled => Play::new(settings),
    };
    let (rules, now) = (play.rules, play.now);
    match state {
        ForcedOpen => {
            play.state.force_open();
        }
        ForcedClosed => {
            play.state.force_close(&rules, now);
        }
        Disabled => {
            play.state.disable(&rules, now);
        }
        Closed | Open | HalfOpen => {}
    }
    let admission = play.admit().ok();
    assert_eq!(play.is(), state);
    (play, admission)
}

#[test]
fn who_is_let_through() {
    for (state, through) in STATES.into_iter().zip([true, false, true, false, true, true]) {
        assert_eq!(stand(state).1.is_some(), through, "{state}");
    }
}

#[test]
fn where_each_outcome_leads() {
    use Outcome::{Abandoned, Alive, Failure, Neutral, Success};
    let table = [
        (Closed, [(Success, Closed), (Failure, Open), (Alive, Closed)]),
        (HalfOpen, [(Success, Closed), (Failure, Open), (Alive, Closed)]),
        (ForcedClosed, [Success, Failure, Alive].map(|outcome| (outcome, ForcedClosed))),
        (Disabled, [Success, Failure, Alive].map(|outcome| (outcome, Disabled))),
    ];
    for (from, cells) in table {
        for (outcome, to) in cells.into_iter().chain([(Neutral, from), (Abandoned, from)]) {
            let (mut play, admission) = stand(from);
            play.end(admission.unwrap(), outcome);
            assert_eq!(play.is(), to, "{from} after {outcome:?}");
        }
    }
}

#[test]
fn where_each_hand_leads() {
    for from in STATES {
        let (mut play, _) = stand(from);
        let (rules, now) = (play.rules, play.now);
        let changed = play.state.force_open();
        assert_eq!((play.is(), changed.is_some()), (ForcedOpen, from != ForcedOpen));

        let (mut play, _) = stand(from);
        let changed = play.state.force_close(&rules, now);
        assert_eq!((play.is(), changed.is_some()), (ForcedClosed, from != ForcedClosed));

        let (mut play, _) = stand(from);
        let changed = play.state.disable(&rules, now);
        assert_eq!((play.is(), changed.is_some()), (Disabled, from != Disabled));

        let (mut play, _) = stand(from);
        let changed = play.state.reset(&rules, now);
        assert_eq!((play.is(), changed.is_some()), (Closed, from != Closed));
    }
}

#[test]
fn g5_ours_no_hand_makes_it_half_open_only_the_end_of_its_time_does() {
    for from in STATES {
        let (mut play, _) = stand(from);
        let (rules, now) = (play.rules, play.now);
        play.state.force_open();
        let changes = [
            play.state.force_close(&rules, now),
            play.state.disable(&rules, now),
            play.state.reset(&rules, now),
            play.state.force_open(),
        ];
        assert!(changes.into_iter().flatten().all(|change| change.to != HalfOpen), "{from}");
        play.state.reset(&rules, now);
        assert_eq!(play.call("F").is(), Open);
        assert!(play.admit().is_err());
        play.pass(play.open_for()).admit().unwrap();
        assert_eq!(play.is(), HalfOpen);
    }
}

#[test]
fn each_transition_moves_the_generation_and_names_both_states() {
    let mut play = Play::opened(D.consecutive(1));
    play.pass(play.open_for()).call("S");
    let names: Vec<_> = play.transitions.iter().map(|change| (change.from, change.to)).collect();
    assert_eq!(names, [(Closed, Open), (Open, HalfOpen), (HalfOpen, Closed)]);
    assert_eq!(play.transitions[0].open_for, Some(SECOND * 30));
    assert_eq!(play.state.counts().generation, 3);
}

#[test]
fn g1_a_forced_open_breaker_does_not_come_back_by_itself() {
    let (mut play, _) = stand(ForcedOpen);
    play.pass(SECOND * 3600).call("X");
    // One from `stand`.
    assert_eq!((play.is(), play.state.counts().rejected), (ForcedOpen, 2));
}

#[test]
fn g2_a_disabled_breaker_counts_nothing() {
    let (mut play, _) = stand(Disabled);
    play.call("FFFFFS");
    assert_eq!((play.is(), play.tally()), (Disabled, (0, 0)));
}

#[test]
fn g3_a_breaker_held_closed_counts_and_stays() {
    let (mut play, _) = stand(ForcedClosed);
    play.call("FFFSS");
    assert_eq!((play.is(), play.tally()), (ForcedClosed, (5, 3)));
}

#[test]
fn g4_a_hand_clears_the_counts_and_the_grown_open_time() {
    let mut play = Play::opened(D.consecutive(1).open(SECOND));
    play.pass(play.open_for()).call("F");
    assert_eq!(play.open_for(), SECOND * 2);
    play.state.reset(&play.rules, play.now);
    assert_eq!(play.tally(), (0, 0));
    play.call("F");
    assert_eq!(play.open_for(), SECOND);
}

#[test]
fn neutral_and_alive_neither_add_nor_reset() {
    let mut play = Play::new(D.consecutive(3).failure_rate(100).min_calls(1000));
    play.call("FFNANA");
    assert_eq!((play.state.counts().consecutive, play.tally()), (2, (2, 2)));
    assert_eq!(play.call("F").is(), Open);
}
