use std::thread;

use super::*;
use crate::registry::declared::Declared;

#[test]
fn a_breaker_is_found_by_its_name_once_it_has_been_touched() {
    static ONE: Declared = Declared::new("registry-found", Settings::DEFAULT);
    assert!(breaker("registry-found").is_none());
    ONE.force_open();
    assert_eq!(breaker("registry-found").unwrap().state(), ONE.state());
}

#[test]
fn the_list_is_sorted_and_holds_plain_names_and_keys() {
    static TWO: Declared = Declared::new("registry-list", Settings::DEFAULT);
    TWO.keyed(format_args!("b"));
    TWO.keyed(format_args!("a"));
    TWO.breaker();
    let all = breakers();
    let names: Vec<_> = all.iter().map(Breaker::name).collect();
    assert!(names.is_sorted());
    let ours: Vec<_> = names.into_iter().filter(|name| name.starts_with("registry-list")).collect();
    assert_eq!(ours, ["registry-list", "registry-list:a", "registry-list:b"]);
}

#[test]
fn fault_79_threads_that_race_to_the_first_touch_get_one_breaker() {
    static RACE: Declared = Declared::new("registry-race", Settings::DEFAULT);
    let all: Vec<Breaker> = thread::scope(|scope| {
        let touch = |number: u8| {
            move || match number % 2 {
                0 => RACE.breaker(),
                _ => RACE.keyed(format_args!("key")),
            }
        };
        let racers: Vec<_> = (0..8).map(|number| scope.spawn(touch(number))).collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    all[0].force_open();
    all[1].disable();
    let (plain, keyed) = (RACE.state(), RACE.keyed(format_args!("key")).state());
    assert!(all.iter().step_by(2).all(|breaker| breaker.state() == plain));
    assert!(all.iter().skip(1).step_by(2).all(|breaker| breaker.state() == keyed));
    assert_ne!(plain, keyed);
}
