use super::*;

const D: Settings = Settings::DEFAULT;

#[test]
fn equal_declarations_of_one_name_share_a_breaker() {
    static ONE: Declared = Declared::new("declared-twice", D);
    static TWO: Declared =
        Declared::new("declared-twice", D.within(std::time::Duration::from_secs(60)));
    ONE.force_open();
    assert_eq!(TWO.state(), BreakerState::ForcedOpen);
    assert_eq!(TWO.snapshot().conflict, None);
}

#[test]
fn t31_fault_78_other_settings_for_one_name_are_told_with_both_places() {
    static ONE: Declared = Declared::new("declared-conflict", D.consecutive(1));
    static TWO: Declared = Declared::new("declared-conflict", D.consecutive(2));
    assert_eq!(ONE.snapshot().conflict, None);
    let conflict = TWO.snapshot().conflict.unwrap();
    assert!(conflict.contains(&ONE.declaration.place.to_string()), "{conflict}");
    assert!(conflict.contains(&TWO.declaration.place.to_string()), "{conflict}");
    assert_eq!(ONE.snapshot().conflict, Some(conflict));
}

#[test]
fn the_settings_that_are_touched_first_hold() {
    static FIRST: Declared = Declared::new("declared-first", D.consecutive(1));
    static LATER: Declared = Declared::new("declared-first", D.consecutive(9));
    FIRST.breaker();
    assert_eq!(LATER.breaker().cell().rules().consecutive, Some(1));
}

#[test]
fn a_conflict_of_families_is_seen_on_their_keys() {
    static ONE: Declared = Declared::new("declared-family", D.consecutive(1));
    static TWO: Declared = Declared::new("declared-family", D.consecutive(2));
    assert_eq!(ONE.keyed(format_args!("a")).snapshot().conflict, None);
    assert!(TWO.keyed(format_args!("b")).snapshot().conflict.is_some());
}

#[test]
fn a_plain_name_that_spells_a_key_with_other_settings_is_told_as_well() {
    static FAMILY: Declared = Declared::new("declared-spelt", D.consecutive(1));
    static PLAIN: Declared = Declared::new("declared-spelt:a", D.consecutive(2));
    FAMILY.keyed(format_args!("a")).force_open();
    assert_eq!(PLAIN.state(), BreakerState::ForcedOpen);
    let conflict = PLAIN.snapshot().conflict.unwrap();
    assert!(conflict.contains(&PLAIN.declaration.place.to_string()), "{conflict}");
}

#[test]
fn keys_and_templates_make_full_names() {
    static KEYED: Declared = Declared::new("declared-keys", D);
    static TEMPLATE: Declared = Declared::new("declared:{model}", D);
    assert_eq!(KEYED.keyed(format_args!("{}-{}", 1, "x")).name(), "declared-keys:1-x");
    assert_eq!(TEMPLATE.rendered(format_args!("declared:{}", "gpt")).name(), "declared:gpt");
}

#[test]
fn one_key_is_one_breaker_and_another_is_another() {
    static CHAT: Declared = Declared::new("declared-apart", D);
    CHAT.keyed(format_args!("a")).force_open();
    assert_eq!(CHAT.keyed(format_args!("a")).state(), BreakerState::ForcedOpen);
    assert_eq!(CHAT.keyed(format_args!("b")).state(), BreakerState::Closed);
    assert_eq!(CHAT.state(), BreakerState::Closed);
}

#[test]
fn a_key_whose_display_asks_for_a_breaker_gets_one() {
    static CHAT: Declared = Declared::new("declared-nested", D);
    struct Nested;
    impl fmt::Display for Nested {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(CHAT.keyed(format_args!("inner")).name())
        }
    }
    let outer = CHAT.keyed(format_args!("{Nested}"));
    assert_eq!(outer.name(), "declared-nested:declared-nested:inner");
}

type Hand = fn(&Declared);

#[test]
fn hands_reach_the_plain_breaker() {
    static CHAT: Declared = Declared::new("declared-hands", D);
    let hands: [(Hand, BreakerState); 4] = [
        (Declared::force_open, BreakerState::ForcedOpen),
        (Declared::force_close, BreakerState::ForcedClosed),
        (Declared::disable, BreakerState::Disabled),
        (Declared::reset, BreakerState::Closed),
    ];
    for (hand, state) in hands {
        hand(&CHAT);
        assert_eq!((CHAT.state(), CHAT.breaker().state()), (state, state));
    }
}

#[test]
fn contradicting_settings_are_refused_where_they_are_declared() {
    let panic = std::panic::catch_unwind(|| Declared::new("declared-wrong", D.slow_rate(50)));
    let panic = panic.unwrap_err();
    assert!(panic.downcast_ref::<String>().unwrap().contains("`slow`"));
}
