//! Rules per class of error, `on(server = retry(2), overloaded = fallback, auth = fail)`.

use proc_macro2::{Ident, TokenStream};
use syn::Expr;

use crate::config::count::{self, Count};
use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::keys::Keys;
use crate::options::value::Value;
use crate::options::{self, Given};
use crate::rules::{classes, range};

#[derive(Clone)]
pub(crate) struct Rule {
    pub(crate) class: Ident,
    pub(crate) action: Action,
}

#[derive(Clone)]
pub(crate) enum Action {
    Retry(Count),
    FallBack,
    Fail,
}

impl Rule {
    /// How often it lets its class be retried.
    pub(crate) fn times(&self) -> Option<&Count> {
        match &self.action {
            Action::Retry(times) => Some(times),
            Action::FallBack | Action::Fail => None,
        }
    }
}

pub(crate) fn read(on: &Ident, tokens: TokenStream, mistakes: &mut Mistakes) -> Vec<Rule> {
    if tokens.is_empty() {
        mistakes.add(diagnostics::no_class(on));
    }
    let keys = Keys { noun: "class", names: CLASSES, calls: &[], list: None, links: None };
    let mut rules: Vec<Rule> = Vec::new();
    let mut entries = options::read(tokens, &keys, mistakes);
    entries.each(&keys, mistakes, &mut |given, mistakes| {
        CLASSES.iter().find(|class| given.name == **class)?;
        rules.extend(mistakes.keep(rule(given)));
        Some(())
    });
    rules.retain(|rule| !entries.is_unclear(&rule.class.to_string()));
    rules
}

fn rule(given: &Given) -> syn::Result<Rule> {
    let action = action(&given.value("server = retry(2)")?)?;
    Ok(Rule { class: given.key.clone(), action })
}

fn action(value: &Value<'_>) -> syn::Result<Action> {
    if let Some((word, arguments)) = value.call() {
        if word == "fallback" || word == "fail" {
            return Err(diagnostics::takes_no_parentheses(&word, &arguments));
        }
        if word == "retry" && !arguments.stream().is_empty() {
            let value = Value { key: &word, tokens: arguments.stream(), example: "retry(2)" };
            return count::read(&value, &range::RETRY).map(Action::Retry);
        }
    }
    let expr = value.expression()?;
    match &expr {
        Expr::Path(path) if path.path.is_ident("fallback") => Ok(Action::FallBack),
        Expr::Path(path) if path.path.is_ident("fail") => Ok(Action::Fail),
        _ => Err(diagnostics::not_an_action(&expr, value.key)),
    }
}

/// The line of the class table that a class has.
pub(crate) fn number(class: &Ident) -> usize {
    // Only names of the table are read.
    CLASSES.iter().position(|name| class == name).unwrap_or_default()
}

/// The variant of `Class` that a class written in snake case means.
pub(crate) fn variant(class: &Ident) -> Ident {
    let mut variant = String::new();
    for word in class.to_string().split('_') {
        let mut letters = word.chars();
        variant.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        variant += letters.as_str();
    }
    Ident::new(&variant, class.span())
}

pub(crate) const CLASSES: &[&str] = &classes::NAMES;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{accepts, refuses};

    #[test]
    fn an_unknown_class_is_shown() {
        refuses(&[
            ("on(servr = fail)", &[("servr", "unknown class `servr`; did you mean `server`?")]),
            (
                "on(RateLimited = fail)",
                &[("RateLimited", "unknown class `RateLimited`; did you mean `rate_limited`?")],
            ),
            (
                "on(teapot = fail)",
                &[(
                    "teapot",
                    "unknown class `teapot`; write one of `rate_limited`, `overloaded`, `server`, `timeout`, `network`, `malformed`, `conflict`, `quota`, `auth`, `missing`, `too_large`, `filtered`, `invalid`, `cancelled`, `unknown`",
                )],
            ),
        ]);
    }

    #[test]
    fn a_rule_has_an_action() {
        refuses(&[
            ("on()", &[("on", "`on()` names no class; write `on(server = retry(2))`")]),
            ("on(server)", &[("server", "`server` has no value; write `server = retry(2)`")]),
            (
                r#"on(server = "retry")"#,
                &[(
                    r#""retry""#,
                    "`server` takes `retry(2)`, `fallback` or `fail`; write one of them",
                )],
            ),
            (
                "on(server = retry)",
                &[("retry", "`server` takes `retry(2)`, `fallback` or `fail`; write one of them")],
            ),
            (
                "on(server = retry())",
                &[(
                    "retry()",
                    "`server` takes `retry(2)`, `fallback` or `fail`; write one of them",
                )],
            ),
            (
                "on(server = retry(0))",
                &[("0", "`0` is out of range; write a number from 1 to 100")],
            ),
            (
                "on(server = retry(101), auth = fall)",
                &[
                    ("101", "`101` is out of range; write a number from 1 to 100"),
                    ("fall", "`auth` takes `retry(2)`, `fallback` or `fail`; write one of them"),
                ],
            ),
        ]);
    }

    #[test]
    fn every_action_is_read() {
        let on =
            accepts("on(server = retry(2), timeout = retry(MANY), quota = fallback, auth = fail), fallback = [other]")
                .on;
        assert!(matches!(on[0].action, Action::Retry(Count::Literal(2, _))));
        assert!(matches!(on[1].action, Action::Retry(Count::Path(_))));
        assert!(matches!(on[2].action, Action::FallBack));
        assert!(matches!(on[3].action, Action::Fail));
    }

    #[test]
    fn every_class_is_known() {
        for class in CLASSES {
            assert_eq!(accepts(&format!("on({class} = fail)")).on.len(), 1, "{class}");
        }
    }
}
