//! Lists with mistakes, read to their end.

use super::*;
use crate::config::Config;
use crate::testing::refuses;

#[test]
fn a_list_with_mistakes_is_read_to_its_end() {
    refuses(&[
        (r#"retries = 5,, timeout = "30s""#, &[(",", "nothing stands before this `,`; remove it")]),
        (", retries = 5", &[(",", "nothing stands before this `,`; remove it")]),
        (
            r#"retries = 5 timeout = "30s""#,
            &[("timeout", "no comma before `timeout`; write `, timeout`")],
        ),
        ("retries = 5 on(server = fail)", &[("on", "no comma before `on`; write `, on`")]),
        (r#"retries = 5; timeout = "30s""#, &[(";", "`;` ends an option here; write `,`")]),
        (
            "timeout = 30 x",
            &[("x", "`x` does not belong to `timeout`; remove it or write `,` before it")],
        ),
        ("timeout = 30 s", &[("30 s", r#"`30 s` has no quotes; write `"30s"`"#)]),
        (
            "deadline = 2 minutes 30 seconds, retries = 5",
            &[(
                "2 minutes 30 seconds",
                r#"`2 minutes 30 seconds` has no quotes; write `"2m 30s"`"#,
            )],
        ),
        ("5", &[("5", "`5` has no key; write `key = value`")]),
        (r#""30s", retries = 5"#, &[(r#""30s""#, r#"`"30s"` has no key; write `key = value`"#)]),
        ("foo::bar, retries = 5", &[("foo::bar", "`foo::bar` has no key; write `key = value`")]),
        ("retries: u32 = 5", &[(":", "`:` follows `retries`; write `retries = ..`")]),
        ("retries: 5", &[(":", "`:` follows `retries`; write `retries = ..`")]),
        ("retries => 5", &[("=>", "`=>` follows `retries`; write `retries = ..`")]),
        ("retries == 5", &[("==", "`==` follows `retries`; write `retries = ..`")]),
        (
            r#"retries = 5; ; timeout = "1s""#,
            &[
                (";", "`;` ends an option here; write `,`"),
                (";", "`;` ends an option here; write `,`"),
            ],
        ),
        ("retries:", &[(":", "`:` follows `retries`; write `retries = ..`")]),
    ]);
}

#[test]
fn a_value_in_a_form_of_its_own_is_one_mistake() {
    refuses(&[
        (
            "retries?, docs = 1",
            &[
                ("?", "`?` follows `retries`; write `retries = ..`"),
                ("1", "`docs` is a switch; write `docs = false`, or leave it out"),
            ],
        ),
        (
            "fallback = other, , retries = 3",
            &[
                (",", "nothing stands before this `,`; remove it"),
                ("other", "`fallback` is a list; write `fallback = [other]`"),
            ],
        ),
        (
            "retries = 101, -6, \"a\"",
            &[
                ("-6, \"a\"", "`retries` takes one value; remove `-6,\"a\"`"),
                ("101", "`101` is out of range; write a number from 0 to 100"),
            ],
        ),
        (
            "borrow(), \"3\"",
            &[
                ("\"3\"", "`\"3\"` has no key; write `key = value`"),
                ("borrow", "`borrow()` names nothing; write `borrow(client)`, or leave it out"),
            ],
        ),
        (
            "fallback = (a = 1), (a = 2), retries 101",
            &[
                ("101", "no `=` after `retries`; write `retries = 101`"),
                ("(a = 1)", "`fallback` is a list; write `fallback = [(a = 1), (a = 2)]`"),
                ("101", "`101` is out of range; write a number from 0 to 100"),
            ],
        ),
        (
            "fallback = n = 3, n = 4",
            &[("n", "`fallback` is a list; write `fallback = [n = 3, n = 4]`")],
        ),
        (
            "on server = fail, auth = fail",
            &[("on", "`on` takes parentheses; write `on(server = retry(2))`")],
        ),
        (
            "borrow: a, b, docs = 1",
            &[
                ("borrow", "`borrow` takes parentheses, not `:`; write `borrow(client)`"),
                ("1", "`docs` is a switch; write `docs = false`, or leave it out"),
            ],
        ),
        (
            "clone(a: String, b c)",
            &[
                ("c", "no comma before `c`; write `, c`"),
                ("a: String", "this is not an argument's name; write `clone(prompt)`"),
            ],
        ),
        (
            "otherwise = let x = 5",
            &[(
                "let x = 5",
                "the value of `otherwise` does not read as Rust; write `otherwise = cached(error)`",
            )],
        ),
        ("retries = 5, 6", &[("6", "`retries` takes one value; remove `6`")]),
        ("retries {5}", &[("{5}", "`retries` takes `=`, not `{..}`; write `retries = 5`")]),
        (
            "on[server = fail], borrow {model}",
            &[
                (
                    "[server = fail]",
                    "`on` takes parentheses, not `[..]`; write `on(server = retry(2))`",
                ),
                ("{model}", "`borrow` takes parentheses, not `{..}`; write `borrow(client)`"),
            ],
        ),
        ("retries 5", &[("5", "no `=` after `retries`; write `retries = 5`")]),
    ]);
}

#[test]
fn a_key_given_twice_is_shown_at_both_places() {
    refuses(&[
        (
            r#"retries = 5, timeout = "1s", retries = 6"#,
            &[
                ("retries", "`retries` is given twice; keep one"),
                ("retries", "`retries` is first given here"),
            ],
        ),
        (
            r#"breaker = breaker("a", open = "1s", open = "2s")"#,
            &[("open", "`open` is given twice; keep one"), ("open", "`open` is first given here")],
        ),
        (
            "on(server = fail, server = retry(1))",
            &[
                ("server", "`server` is given twice; keep one"),
                ("server", "`server` is first given here"),
            ],
        ),
    ]);
}

#[test]
fn a_key_without_a_value_is_shown() {
    refuses(&[
        ("retries", &[("retries", "`retries` has no value; write `retries = 5`")]),
        ("retries =", &[("retries", "`retries` has no value; write `retries = 5`")]),
        (
            "retries, timeout =",
            &[
                ("retries", "`retries` has no value; write `retries = 5`"),
                ("timeout", r#"`timeout` has no value; write `timeout = "30s"`"#),
            ],
        ),
        (
            r#"retries = timeout = "30s""#,
            &[("retries", "`retries` has no value; write `retries = 5`")],
        ),
        (
            r#"fallback = model = "x", retires = 5"#,
            &[
                ("model", r#"`fallback` is a list; write `fallback = [model = "x"]`"#),
                ("retires", "unknown option `retires`; did you mean `retries`?"),
            ],
        ),
        (
            "fallback = , retries = 5",
            &[("fallback", r#"`fallback` has no value; write `fallback = [model = "gpt-5.4"]`"#)],
        ),
        (
            "retries = most = 3, jitter = half",
            &[
                ("retries", "`retries` has no value; write `retries = 5`"),
                ("half", "this is not a jitter; write `equal`, `full` or `none`"),
            ],
        ),
        (
            r#"retries; timeout = "30s""#,
            &[("retries", "`retries` has no value; write `retries = 5`")],
        ),
    ]);
}

#[test]
fn what_can_be_read_is_kept() {
    let mut mistakes = Mistakes::default();
    let args = "a = 1,, b(x y) c, d = |p: &T<A, B>, q| p.f::<A, B>(q), 5, e: ] ) 3, f 4";
    let args = args.replace("] )", "%");
    assert_eq!(read_values(args.parse().unwrap(), &mut mistakes), ["a", "d", "e", "f"]);
    assert!(mistakes.into_error().is_some());
}

#[test]
fn commas_within_a_value_do_not_end_it() {
    let mut mistakes = Mistakes::default();
    let args = "a = |p: &T<A, B>, q| p, b = f::<A, B>(1), c = <T as U<A, B>>::C, d = 1";
    let values = read_values(args.parse().unwrap(), &mut mistakes);
    assert!(mistakes.into_error().is_none());
    assert_eq!(values.len(), 4);
}

/// The keys with something after `=`.
fn read_values(args: TokenStream, mistakes: &mut Mistakes) -> Vec<String> {
    let keys = Keys {
        noun: "key",
        names: &["a", "b", "c", "d", "e", "f"],
        calls: &[],
        list: None,
        links: None,
    };
    let mut values = Vec::new();
    read(args, &keys, mistakes).each(&keys, mistakes, &mut |given, _| {
        values.extend(matches!(given.form, Form::Value(_)).then(|| given.key.to_string()));
        Some(())
    });
    values
}

#[test]
fn no_list_of_tokens_breaks_the_reader() {
    let pieces =
        ["a", "=", ",", "5", "(x)", ":", "[b in c]", "b", ".", "::", ";", "=>", "|", "in", "'l"];
    for first in pieces {
        for second in pieces {
            for third in pieces {
                let args =
                    format!("retries = 1, docs = false, {first} {second} {third}, jitter = full");
                let (config, _) = Config::parse(args.parse().unwrap());
                assert!(config.retries.is_some(), "{args}");
            }
        }
    }
}
