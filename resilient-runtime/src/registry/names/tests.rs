use std::time::Duration;

use super::*;
use crate::breaker::report::Outcome;
use crate::breaker::snapshot::BreakerState;

const SECOND: Duration = Duration::from_secs(1);
const D: Settings = Settings::DEFAULT;

/// Names with one family that holds three keys.
struct Play {
    names: Names,
    family: &'static Family,
    now: Instant,
}

impl Play {
    fn new() -> Self {
        Self::of(D.consecutive(1).keys(3))
    }

    fn of(settings: Settings) -> Self {
        let mut names = Names::default();
        let family = names.enroll("family", &settings, Location::caller());
        Self { names, family, now: Instant::now() }
    }

    /// Reaches the key a second later, and returns it with the names that had to go.
    fn reach(&mut self, key: &str) -> (Breaker, Vec<String>) {
        self.now += SECOND;
        let (breaker, gone) = self.names.join(self.family, key, self.now);
        (breaker, gone.iter().map(|breaker| breaker.name().to_owned()).collect())
    }

    fn call(&mut self, key: &str, outcome: Outcome) -> Vec<String> {
        let (breaker, gone) = self.reach(key);
        breaker.admit(self.now, SECOND).unwrap().settle(self.now, outcome, None);
        gone
    }

    fn calls(&mut self, keys: &[&str]) -> Vec<String> {
        keys.iter().flat_map(|key| self.call(key, Outcome::Success)).collect()
    }

    fn keys(&self) -> Vec<&str> {
        let mut keys: Vec<_> = self.names.all().map(Breaker::name).collect();
        keys.sort_unstable();
        keys
    }
}

#[test]
fn one_name_is_one_breaker() {
    let mut play = Play::new();
    play.call("a", Outcome::Failure);
    assert_eq!(play.reach("a").0.state(), BreakerState::Open);
    assert_eq!(play.keys(), ["a"]);
}

#[test]
fn the_longest_idle_one_goes_when_the_family_is_full() {
    let mut play = Play::new();
    assert_eq!(play.calls(&["a", "b", "c", "a", "d"]), ["b"]);
    assert_eq!(play.calls(&["e", "f"]), ["c", "a"]);
    assert_eq!(play.keys(), ["d", "e", "f"]);
}

#[test]
fn a_key_that_was_reached_but_not_called_is_the_older_for_it() {
    let mut play = Play::new();
    play.calls(&["a", "b", "c"]);
    play.reach("a");
    assert_eq!(play.calls(&["d"]), ["a"]);
}

#[test]
fn fault_77_an_open_one_is_kept() {
    let mut play = Play::new();
    play.call("a", Outcome::Failure);
    assert_eq!(play.calls(&["b", "c", "d", "e"]), ["b", "c"]);
    assert_eq!(play.keys(), ["a", "d", "e"]);
}

#[test]
fn fault_77_an_open_one_is_kept_until_nobody_has_come_for_its_longest_open_time() {
    // Half-open at its end, too: a probe may have said nothing.
    for is_probed in [false, true] {
        let mut play = Play::new();
        play.call("a", Outcome::Failure);
        play.now += SECOND * 40;
        if is_probed {
            play.call("a", Outcome::Neutral);
        }
        play.now += SECOND * 280;
        assert_eq!(play.calls(&["b", "c", "d"]), ["b"]);
        play.now += SECOND * 40;
        assert_eq!(play.calls(&["e", "f"]), ["c", "a"], "{is_probed}");
    }
}

#[test]
fn fault_77_one_that_a_hand_is_on_or_whose_gate_is_shut_is_kept() {
    let hands: [fn(&Breaker, Instant); 4] = [
        |breaker, _| breaker.force_open(),
        |breaker, _| breaker.force_close(),
        |breaker, _| breaker.disable(),
        |breaker, now| breaker.shut_gate(now, SECOND * 3600),
    ];
    for hand in hands {
        let mut play = Play::new();
        let (breaker, _) = play.reach("a");
        hand(&breaker, play.now);
        drop(breaker);
        assert_eq!(play.calls(&["b", "c", "d"]), ["b"]);
    }
}

#[test]
fn fault_77_one_with_a_call_under_way_is_kept_until_the_call_ends() {
    let mut play = Play::new();
    let mut permit = play.reach("a").0.admit(play.now, SECOND).unwrap();
    assert_eq!(play.calls(&["b", "c", "d"]), ["b"]);
    permit.settle(play.now, Outcome::Success, None);
    drop(permit);
    assert_eq!(play.calls(&["e", "f"]), ["c", "a"]);
}

#[test]
fn a_long_call_was_in_use_until_it_ended() {
    let mut play = Play::new();
    let mut permit = play.reach("a").0.admit(play.now, SECOND).unwrap();
    play.calls(&["b", "c"]);
    permit.settle(play.now + SECOND, Outcome::Success, None);
    drop(permit);
    assert_eq!(play.calls(&["d", "e"]), ["b", "c"]);
}

#[test]
fn where_none_may_go_the_bound_is_exceeded_and_held_again_later() {
    let mut play = Play::new();
    for key in ["a", "b", "c", "d", "e"] {
        play.call(key, Outcome::Failure);
    }
    assert_eq!(play.keys(), ["a", "b", "c", "d", "e"]);
    for key in ["a", "b", "c"] {
        play.reach(key).0.reset();
    }
    let gone = play.calls(&["f"]);
    assert_eq!((gone.len(), play.keys()), (3, vec!["d", "e", "f"]));
}

#[test]
fn fault_76_keys_that_opened_and_were_never_asked_again_do_not_stay_for_ever() {
    let mut play = Play::of(D.consecutive(1).keys(10));
    for number in 0..200 {
        play.call(&format!("out-{number}"), Outcome::Failure);
    }
    assert_eq!(play.keys().len(), 200);
    play.now += SECOND * 400;
    // Not all at once: others wait for the lock meanwhile.
    assert_eq!(play.calls(&["well"]).len(), MOST_AT_ONCE);
    for number in 0..10 {
        play.call(&format!("well-{number}"), Outcome::Success);
    }
    assert_eq!(play.keys().len(), 10);
}

#[test]
fn one_key_is_bound_enough() {
    let mut play = Play::of(D.keys(1));
    assert_eq!(play.calls(&["a", "b", "b", "c"]), ["a", "b"]);
}

#[test]
fn with_a_clock_that_stands_still_the_bound_holds() {
    let mut play = Play::new();
    let now = play.now;
    for number in 0..100 {
        play.now = now.checked_sub(SECOND).unwrap_or(now);
        play.reach(&format!("{number}"));
    }
    assert_eq!(play.keys().len(), 3);
}

#[test]
fn fault_76_a_hundred_thousand_keys_stay_within_the_bound() {
    let mut play = Play::of(D.keys(100));
    for number in 0..100_000 {
        play.reach(&format!("{number}"));
    }
    assert_eq!(play.keys().len(), 100);
    assert_eq!(play.names.families["family"].order.len(), 100);
}

#[test]
fn a_busy_family_is_not_searched_to_its_end_for_each_key() {
    let mut play = Play::of(D.consecutive(1).keys(1000).open(SECOND * 3600));
    for number in 0..1000 {
        play.call(&format!("{number}"), Outcome::Failure);
    }
    let before = play.now;
    play.reach("new");
    let moved = play.names.families["family"].order.iter();
    let moved = moved.filter(|entry| entry.0.0 > before).count();
    assert_eq!(moved, MOST_AT_ONCE + 1);
}

#[test]
fn a_plain_name_and_a_key_that_spell_the_same_are_one_breaker() {
    let mut play = Play::new();
    let (keyed, _) = play.reach("family");
    keyed.force_open();
    let plain = play.names.plain(play.family, play.now);
    assert_eq!(plain.state(), BreakerState::ForcedOpen);
}

#[test]
fn a_plain_name_never_goes() {
    let mut play = Play::of(D.keys(1));
    play.names.plain(play.family, play.now);
    play.calls(&["a", "b", "c"]);
    assert_eq!(play.keys(), ["c", "family"]);
}
