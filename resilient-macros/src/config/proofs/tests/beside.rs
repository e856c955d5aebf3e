//! Proofs beside mistakes: those that don't touch them are made, those that may depend on them are not.

use super::{REFUSED, mistakes};

/// An option with a mistake, beside a proof that has nothing to do with it.
#[test]
fn a_proof_is_made_beside_a_mistake_that_does_not_touch_it() {
    const UNRELATED: [&str; 7] =
        ["id = 5", "docs = 1", "crate = 7", "borrow()", "clasify = f", "id: ", "id = \"a\" \"b\""];
    for (args, check) in REFUSED {
        // A link to the function itself is found with the function.
        let proven = mistakes(args);
        for mistake in UNRELATED.iter().filter(|_| check != "self_link") {
            let found = mistakes(&format!("{mistake}, {args}"));
            assert_eq!(found.len(), 2, "{mistake}, {args}: {found:?}");
            assert_eq!(found.last(), proven.last(), "{mistake}, {args}");
        }
    }
}

/// Whatever one wrong option may have been meant as, a proof that stands beside it stands still
/// when it is put right or left out.
#[test]
fn no_proof_is_made_of_what_may_have_been_meant() {
    for (args, mistakes_in_it) in [
        (r#"retries = "0", backoff = "1s""#, 1),
        (r#"retires = 0, backoff = "1s""#, 1),
        (r#"retries = 0, retries = 3, backoff = "1s""#, 2),
        (r#"retries = 0 1, backoff = "1s""#, 1),
        ("backoff = nine, jitter = full, retries = 1", 1),
        ("backoff = none(), jitter = full", 1),
        (r#"deadline = 1, retries = 5, backoff = constant("5s")"#, 1),
        (r#"retries = 5, deadline = "1s", backoff = constant("5s"), jitter = ful"#, 1),
        (r#"retries = 5, deadline = "1s", backoff = constant("1s"), polcy = LLM"#, 1),
        (r#"retries = 3, deadline = "1s", backoff = constant("1s"), falback = [a = 1]"#, 1),
        (r#"retries = 3, deadline = "1s", backoff = constant("1s"), fallback = a = 1"#, 1),
        (r#"retries = 3, deadline = "1s", backoff = exponential(base = "1s", fctor = 1)"#, 1),
        (r#"switch_after = "1s", falback = [a = 1]"#, 1),
        (r#"switch_after = "1s", "30s""#, 1),
        (r#"switch_after = "1s", brekaer = "x""#, 1),
        (r#"switch_after = "9s", patience = 3, fallback = [a = 1]"#, 1),
        (r#"switch_after = "9s", patience = "3s", patience = "9s", fallback = [a = 1]"#, 2),
        ("stop = f, timeot = \"1s\"", 1),
        ("stop = f, timeout = 1", 1),
        ("stop = f, max_delay = \"1s\"", 1),
        ("stop = f, breaker(\"x\")", 1),
        ("on(server = fallback), otherwise", 1),
        ("on(server = fallback), fallback = [1]", 1),
        ("on(server = fallback), last_resort = f()", 1),
        ("on(server = fallback, server = fail)", 2),
        ("on(server = retry(3)), retries = 2, retries = 3", 2),
        (r#"timeout = ["3s", "2s", "1s"], retries = 1, on(timout = retry(3))"#, 2),
        (r#"timeout = ["3s", "2s", 1], retries = 1"#, 1),
        (r#"timeout = "3s", timeout = "1s", deadline = "2s""#, 2),
        (r#"timeout = ["1s", "3s"], deadline = "2s""#, 1),
        (r#"retries = 0, backoff = "1s", allow(dead_optoin)"#, 1),
        (r#"retries = 0, backoff = "1s", allow(inert_braker)"#, 2),
        (r#"retries = 0, backoff = "1s", allow(everything)"#, 1),
        (r#"retries = 0, backoff = "1s", allow(dead_option = true)"#, 1),
        (r#"retries = 0, backoff = "1s", alow(dead_option)"#, 1),
        (r#"retries = 0, backoff = "1s", allow = dead_option"#, 1),
        (
            r#"breaker = breaker("x", failure_rate = 5, last = 1, min_calls = 2), alow(inert_breaker)"#,
            1,
        ),
        (
            r#"breaker = breaker("x", failure_rate = 5, last = 1, min_calls = 2, alow(inert_breaker))"#,
            1,
        ),
        (r#"breaker = breaker("x", consecutive = 5, last = 10, failure_rat = 50)"#, 1),
        (r#"breaker = breaker("x", consecutive = 5, last = 10, rate = 50)"#, 1),
        (r#"breaker = breaker("x", slow = "5s", slow_rat = 50)"#, 1),
        (r#"breaker = breaker("x", slow_rate = 50, slwo = "5s")"#, 1),
        (r#"breaker = breaker("x", open = "5s", open_max = "1s", open_max = "9s")"#, 2),
        (r#"backoff = exponential(base = "5s", max = "1s", max = "9s")"#, 2),
    ] {
        let found = mistakes(args);
        assert_eq!(found.len(), mistakes_in_it, "{args}: {found:?}");
    }
}

/// An option as it may be written: what is right, and what is wrong.
const WRITTEN: [(&[&str], &[&str]); 12] = [
    (&["retries = 0", "retries = 1", "retries = 9"], &["retries = 101", "retries = 1 2"]),
    (
        &[r#"timeout = "1s""#, r#"timeout = ["9s", "5s", "1s"]"#],
        &["timeout = 5", r#"timout = "1s""#],
    ),
    (&[r#"deadline = "4s""#, r#"deadline = "90s""#], &["deadline = 4", r#"dedline = "4s""#]),
    (&[r#"breaker = "x""#], &["breaker = 5", r#"breaker = breaker("x", opn = 5)"#]),
    (&["fallback = [a = 1]", "fallback = [f(a)]"], &["fallback = a = 1", "fallback = [1, a = 1]"]),
    (&["otherwise = f()"], &["otherwise = f()?"]),
    (
        &[r#"backoff = constant("3s")"#, "backoff = none"],
        &["backoff = 3", "backoff = constant()", r#"backoff = exponential(base = "3s", mx = 1)"#],
    ),
    (&["policy = LLM"], &["policy = 5"]),
    (&["jitter = full", "jitter = none"], &["jitter = half"]),
    (
        &["on(server = fallback)", "on(timeout = retry(2), network = fail)"],
        &["on(server = fallback, network = fall)", "on(sever = fail)"],
    ),
    (&["stop = f"], &["stop = 5"]),
    (
        &[r#"switch_after = "9s""#, r#"switch_after = "9s", patience = "5s""#],
        &["switch_after = 5", r#"patience = "5s", patience = "9s""#],
    ),
];

#[test]
fn what_is_proven_beside_a_mistake_stands_however_the_mistake_is_mended() {
    let (mut attributes, mut proven) = (0, 0);
    for (at, (right, wrong)) in WRITTEN.iter().enumerate() {
        let others = WRITTEN.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<&str> = others.flat_map(|(_, (right, _))| *right).copied().collect();
        for (index, one) in others.iter().enumerate() {
            for other in &others[index..] {
                let mended: Vec<Vec<String>> = right
                    .iter()
                    .chain(&[""])
                    .map(|right| mistakes(&format!("{one}, {other}, {right}")))
                    .collect();
                for wrong in *wrong {
                    let own = mistakes(wrong);
                    let args = format!("{one}, {other}, {wrong}");
                    for found in mistakes(&args).iter().filter(|found| !own.contains(found)) {
                        // That it never acts may have more than one reason.
                        let claim = found.split(", as ").next().unwrap_or(found);
                        let claims = |found: &String| found.starts_with(claim);
                        let stands = mended.iter().all(|mended| mended.iter().any(claims));
                        assert!(stands, "{args}: {found}");
                        proven += 1;
                    }
                    attributes += 1;
                }
            }
        }
    }
    println!("{attributes} attributes with a mistake, {proven} proofs beside one, all stand");
    assert!(attributes >= 2_000 && proven > 0);
}
