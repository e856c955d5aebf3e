mod beside;
mod driver;
mod own;

use crate::config::Config;
use crate::testing::{accepts, refuses};

const ALL_FAIL: &str = "rate_limited = fail, overloaded = fail, server = fail, timeout = fail, \
     network = fail, malformed = fail, conflict = fail, quota = fail, auth = fail, \
     missing = fail, too_large = fail, unknown = fail";

fn mistakes(args: &str) -> Vec<String> {
    let (_, error) = Config::parse(args.parse().unwrap());
    error.into_iter().flatten().map(|error| error.to_string()).collect()
}

#[test]
fn a_retry_that_cannot_begin_is_shown_with_its_sum() {
    refuses(&[
        (
            r#"retries = 5, deadline = "3s", backoff = constant("2s"), jitter = none"#,
            &[(
                "retries",
                "retry 3 of 5 can't begin before `deadline` (3s): even if each attempt fails at once, the waits are at least 0s + 2s + 2s = 4s; lengthen `deadline`, shorten `backoff`, or write `retries = 2`",
            )],
        ),
        (
            r#"retries = 9, deadline = "10s", backoff = linear(step = "1s")"#,
            &[(
                "retries",
                "retry 7 of 9 can't begin before `deadline` (10s): even if each attempt fails at once, the waits are at least 0s + 500ms + 1s + 1s 500ms + .. + 3s = 10s 500ms; lengthen `deadline`, shorten `backoff`, or write `retries = 6`",
            )],
        ),
    ]);
}

#[test]
fn what_may_be_sound_is_not_refused() {
    for args in [
        r#"retries = 5, deadline = "1s", backoff = "2s", jitter = full"#,
        r#"retries = 5, deadline = "1s""#,
        r#"deadline = "1s", backoff = constant("5s")"#,
        r#"retries = MANY, deadline = "1s", backoff = constant("5s")"#,
        r#"retries = 3, deadline = "1s", backoff = constant("5s"), fallback = [a = 1, a = 2]"#,
        r#"retries = 9, deadline = "1s", backoff = constant("5s"), policy = LLM"#,
        r#"retries = 0, jitter = none, backoff = "5s", allow(dead_option)"#,
        r#"retries = 1, patience = "2s""#,
        r#"retries = 0, patience = "2s", breaker = "x""#,
        r#"switch_after = "90s""#,
        r#"patience = "5m", deadline = "2m""#,
        r#"patience = "5m", deadline = LIMIT"#,
        r#"patience = "30s", deadline = "30s", policy = LLM"#,
        r#"patience = "30s", deadline = "30s", breaker = "x""#,
        r#"switch_after = "30s", deadline = "20s", fallback = [id = 1]"#,
        r#"switch_after = SHORT, deadline = "3s", fallback = [id = 1]"#,
        r#"switch_after = "4s", patience = LONG, deadline = "3s", fallback = [id = 1]"#,
        r#"patience = SHORT, deadline = "3s""#,
        "policy = LLM, stop = MyError::Stopped",
        "on(server = fallback), otherwise = last()",
        "on(server = retry(2), network = retry(7))",
        r#"timeout = ["9s", "5s", "2s", "1s"]"#,
        "fallback = [a in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]]",
    ] {
        accepts(args);
    }
}

#[test]
fn both_limits_for_hints_are_shown_where_neither_acts() {
    let args = r#"switch_after = "10s", patience = "20s", deadline = "3s", fallback = [id = 1]"#;
    let found = mistakes(args);
    let is_told =
        |name: &str| found.iter().any(|it| it.starts_with(&format!("`{name}` never acts")));
    assert!(found.len() == 2 && is_told("switch_after") && is_told("patience"), "{found:?}");
}

#[test]
fn an_option_that_never_acts_is_shown_with_what_rules_it_out() {
    for (args, why) in [
        (r#"retries = 0, backoff = "1s""#, "`backoff` never acts, as `retries` is 0"),
        ("retries = 0, jitter = full", "`jitter` never acts, as `retries` is 0"),
        (
            "backoff = none, jitter = full",
            "`jitter` never acts, as `backoff = none` waits for nothing",
        ),
        (r#"switch_after = "1s""#, "`switch_after` never acts, as there is no other target"),
        (r#"retries = 0, patience = "1s""#, "`patience` never acts, as `retries` is 0"),
        (
            r#"patience = "30s", deadline = "30s""#,
            "`patience` never acts, as a wait of `deadline` (30s) or more is not begun anyway; remove it, or write less than `deadline`",
        ),
        (
            r#"switch_after = "1m", deadline = "5s", fallback = [id = 1]"#,
            "`switch_after` never acts, as a wait of `deadline` (5s) or more is not begun anyway",
        ),
        ("stop = MyError::Stopped", "`stop` never acts, as nothing here stops a call"),
        (r#"retries = 1, timeout = ["3s", "2s", "1s"]"#, "step 3 of `timeout` never acts"),
        (
            r#"retries = 0, timeout = ["3s", "2s"]"#,
            "step 2 of `timeout` never acts, as at most 1 attempt on a target",
        ),
        ("on(server = fallback)", "`server = fallback` has nothing to fall back to"),
        ("retries = 2, on(server = retry(3))", "`server = retry(3)` is above `retries` (2)"),
        ("fallback = [a in []]", "this list has no item"),
        (
            "fallback = [a in &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]",
            "this is item 17",
        ),
    ] {
        let found = mistakes(args);
        assert!(found.len() == 1 && found[0].starts_with(why), "{args}: {found:?}");
    }
    let nothing = format!("retries = 3, on({ALL_FAIL})");
    let found = mistakes(&nothing);
    assert!(found.len() == 1 && found[0].starts_with("`retries` never acts"), "{found:?}");
    let nowhere = format!("fallback = [a = 1], on({ALL_FAIL})");
    let found = mistakes(&nowhere);
    assert!(found.len() == 1 && found[0].starts_with("no class leads to"), "{found:?}");
}

/// What each check refuses, and its name.
const REFUSED: [(&str, &str); 22] = [
    (r#"retries = 5, deadline = "3s", backoff = constant("2s")"#, "impossible_attempt"),
    (r#"retries = 0, backoff = "1s""#, "dead_option"),
    ("retries = 0, jitter = full", "dead_option"),
    ("backoff = none, jitter = full", "dead_option"),
    (r#"switch_after = "1s""#, "dead_option"),
    (r#"retries = 0, patience = "1s""#, "dead_option"),
    ("stop = MyError::Stopped", "dead_option"),
    (r#"retries = 1, timeout = ["3s", "2s", "1s"]"#, "dead_option"),
    (r#"timeout = "3s", deadline = "3s""#, "dead_option"),
    (r#"patience = "3s", deadline = "3s""#, "dead_option"),
    (r#"switch_after = "3s", patience = "2s", fallback = [id = 1]"#, "dead_option"),
    (r#"breaker = breaker("x", consecutive = 5, last = 1)"#, "dead_option"),
    (
        r#"breaker = breaker("x", consecutive = 5, failure_rate = 5, last = 1, min_calls = 2)"#,
        "dead_option",
    ),
    ("retries = 2, on(server = retry(3))", "contradictory_on"),
    ("on(server = fallback)", "contradictory_on"),
    ("fallback = [id in []]", "unreachable_link"),
    ("fallback = [id in [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]", "unreachable_link"),
    (r#"breaker = breaker("x", failure_rate = 5, last = 1, min_calls = 2)"#, "inert_breaker"),
    ("fallback = [Self::ask]", "self_link"),
    ("fallback = [self.ask(id)]", "self_link"),
    ("fallback = [Self::ask(self, id.clone())]", "self_link"),
    ("fallback = [Self::ask(self, &id)]", "self_link"),
];

fn is_refused(args: &str) -> bool {
    let item = quote::quote!(
        async fn ask(&self, id: u32) -> Result<u32, E> {
            Ok(id)
        }
    );
    let tokens = crate::attribute(args.parse().unwrap(), &item);
    tokens.to_string().contains("compile_error")
}

#[test]
fn each_check_can_be_switched_off_and_no_other_stands_for_it() {
    let names: std::collections::BTreeSet<&str> = REFUSED.iter().map(|(_, name)| *name).collect();
    assert_eq!(names.len(), 6);
    for (args, check) in REFUSED {
        assert!(is_refused(args), "{args}");
        for name in &names {
            assert_eq!(
                is_refused(&format!("{args}, allow({name})")),
                *name != check,
                "{args}: {name}"
            );
            assert_eq!(
                is_refused(&format!("allow({name}), {args}")),
                *name != check,
                "{args}: {name}"
            );
        }
    }
}

#[test]
fn a_breaker_may_allow_it_among_its_settings() {
    for args in [
        r#"breaker = breaker("x", failure_rate = 5, last = 1, min_calls = 2, allow(inert_breaker))"#,
        r#"breaker = breaker("x", consecutive = 5, last = 1, allow(dead_option))"#,
    ] {
        accepts(args);
    }
}

#[test]
fn a_link_that_may_be_another_function_is_none_of_its_own() {
    for link in
        ["ask", "ask(id)", "other::ask", "Self::ask(self, 7)", "self.ask(id + 1)", "Self::tell"]
    {
        assert!(!is_refused(&format!("fallback = [{link}]")), "{link}");
    }
}
