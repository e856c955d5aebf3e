//! Every option is read, and every mistake of a list is told.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::*;
use crate::testing::{accepts, refuses};

#[test]
fn an_unknown_option_has_a_near_one_or_the_list() {
    refuses(&[
        ("retires = 5", &[("retires", "unknown option `retires`; did you mean `retries`?")]),
        (r#"Timeout = "1s""#, &[("Timeout", "unknown option `Timeout`; did you mean `timeout`?")]),
        (
            "zzz(a, b)",
            &[(
                "zzz",
                "unknown option `zzz`; write one of `retries`, `timeout`, `deadline`, `breaker`, `fallback`, `otherwise`, `backoff`, `policy`, `jitter`, `on`, `classify`, `stop`, `switch_after`, `patience`, `borrow`, `clone`, `id`, `docs`, `allow`, `crate`",
            )],
        ),
    ]);
}

#[test]
fn a_form_that_an_option_does_not_take_is_shown() {
    refuses(&[
        ("retries(5)", &[("(5)", "`retries` takes `=`, not parentheses; write `retries = 5`")]),
        (
            "retries(5 + 6)",
            &[("(5 + 6)", "`retries` takes `=`, not parentheses; write `retries = 5`")],
        ),
        (
            r#"fallback(model = "x")"#,
            &[(
                r#"(model = "x")"#,
                r#"`fallback` takes `=`, not parentheses; write `fallback = [model = "x"]`"#,
            )],
        ),
        (
            "on = server",
            &[("on", "`on` takes parentheses, not `=`; write `on(server = retry(2))`")],
        ),
        (
            "on = retry(2)",
            &[("on", "`on` takes parentheses, not `=`; write `on(server = retry(2))`")],
        ),
        (
            "on = server = retry(2), retries = 101",
            &[
                ("on", "`on` takes parentheses, not `=`; write `on(server = retry(2))`"),
                ("101", "`101` is out of range; write a number from 0 to 100"),
            ],
        ),
        (
            r#"breaker("x", consecutive = 3)"#,
            &[("breaker", "no `=` after `breaker`; write `breaker = breaker(..)`")],
        ),
    ]);
}

#[test]
fn a_value_that_is_not_rust_is_shown() {
    refuses(&[
        (
            "retries = %",
            &[("%", "the value of `retries` does not read as Rust; write `retries = 5`")],
        ),
        (
            "otherwise = foo., retries = 101",
            &[
                (
                    "foo.",
                    "the value of `otherwise` does not read as Rust; write `otherwise = cached(error)`",
                ),
                ("101", "`101` is out of range; write a number from 0 to 100"),
            ],
        ),
        (
            "breaker = @",
            &[("@", r#"the value of `breaker` does not read as Rust; write `breaker = "chat"`"#)],
        ),
        (
            "jitter = ?",
            &[("?", "the value of `jitter` does not read as Rust; write `jitter = full`")],
        ),
    ]);
}

#[test]
fn all_mistakes_are_reported_at_once() {
    refuses(&[(
        r#"retries = "5", timeout = 30, deadlin = "1m", backoff = exponential(base = "1m", max = "1s")"#,
        &[
            (r#""5""#, r#"`"5"` is a string; write `5`"#),
            ("30", r#"`30` has no unit; write `"30s"` or `"30ms"`"#),
            ("deadlin", "unknown option `deadlin`; did you mean `deadline`?"),
            ("max", "`max` (1s) is below `base` (1m); lengthen `max` or shorten `base`"),
        ],
    )]);
}

#[test]
fn what_leaves_the_function_is_shown_in_every_expression() {
    refuses(&[
        (
            "otherwise = foo()?",
            &[(
                "?",
                "`?` would end the whole call from here; remove it, or move it into a function",
            )],
        ),
        (
            "timeout = limit()?",
            &[(
                "?",
                "`?` would end the whole call from here; remove it, or move it into a function",
            )],
        ),
        (
            "policy = find()?",
            &[(
                "?",
                "`?` would end the whole call from here; remove it, or move it into a function",
            )],
        ),
        (
            "breaker = CHAT[key?]",
            &[(
                "?",
                "`?` would end the whole call from here; remove it, or move it into a function",
            )],
        ),
    ]);
}

#[test]
fn nothing_given_is_every_default() {
    let config = accepts("");
    assert!(config.retries.is_none() && config.fallback.is_empty() && config.on.is_empty());
}

#[test]
fn every_option_is_read() {
    let config = accepts(
        r#"
        retries = 5, timeout = ["30s", "15s"], deadline = "2m", breaker = "chat:{model}",
        fallback = [model = "x", (model = "y", client = &backup), other(&prompt)],
        otherwise = cached(&prompt, error).await, backoff = "1s", policy = &self.policy,
        jitter = full, on(server = retry(2)), classify = |error| error.class(),
        stop = MyError::Stopped, switch_after = "0s", patience = PATIENCE, id = "chat",
        docs = false, crate = ::resilient,
        "#,
    );
    assert!(config.retries.is_some_and(|retries| retries.value.literal() == Some(5)));
    assert!(config.timeout.is_some() && config.deadline.is_some() && config.breaker.is_some());
    assert!(config.fallback.len() == 3 && config.fallback_key.is_some());
    assert!(config.otherwise.is_some() && config.backoff.is_some() && config.policy.is_some());
    assert!(config.jitter.is_some() && config.on.len() == 1 && config.classify.is_some());
    assert!(config.stop.is_some() && config.switch_after.is_some());
    assert!(
        config.patience.is_some()
            && config.id.is_some()
            && config.krate.is_some()
            && config.docs.is_some_and(|docs| !docs.value)
    );
}

#[test]
fn a_mistake_takes_no_other_option_away() {
    let args = r#"retries = 5, timeout = 30, breaker = "chat", fallback = [model = , other]"#;
    let (config, error) = Config::parse(args.parse().unwrap());
    assert_eq!(error.into_iter().flatten().count(), 2);
    assert!(config.retries.is_some() && config.breaker.is_some());
    assert_eq!(config.fallback.len(), 1);
}

#[test]
fn the_fragments_of_a_declarative_macro_are_read() {
    let number = fragment(quote!(5));
    let text = fragment(quote!("chat"));
    let path = fragment(quote!(a::LIMIT));
    let place = fragment(quote!(model));
    let list = fragment(quote!([#place = "x", #path in y]));
    let list_of = fragment(quote!(["2s", "1s"]));
    let backoff = fragment(quote!(linear(step = #path)));
    let (config, error) = Config::parse(quote! {
        retries = #number, breaker = #text, deadline = #path, fallback = [#place = #text],
        timeout = #list_of, backoff = #backoff, on(server = retry(#number)), id = #text
    });
    assert!(error.is_none());
    assert!(config.retries.is_some_and(|retries| retries.value.literal() == Some(5)));
    assert!(config.breaker.is_some() && config.backoff.is_some() && config.on.len() == 1);
    let (config, error) = Config::parse(quote!(fallback = #list));
    assert_eq!(error.into_iter().count(), 1);
    assert_eq!(config.fallback.len(), 1);
}

fn fragment(tokens: TokenStream) -> TokenStream {
    TokenTree::Group(Group::new(Delimiter::None, tokens)).into()
}
