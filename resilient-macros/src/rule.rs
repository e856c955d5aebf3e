//! Rules per class of error, `on(server = retry(2), overloaded = fallback, auth = fail)`.

use proc_macro2::{Ident, TokenStream};
use syn::Expr;

use crate::count::{self, Count};
use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::{self, Given};
use crate::value::Value;

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

pub(crate) fn read(on: &Ident, tokens: TokenStream, mistakes: &mut Mistakes) -> Vec<Rule> {
    if tokens.is_empty() {
        mistakes.add(diagnostics::no_class(on));
    }
    options::read(tokens, mistakes).iter().filter_map(|given| mistakes.keep(rule(given))).collect()
}

fn rule(given: &Given) -> syn::Result<Rule> {
    let class = given.key.clone();
    if !CLASSES.contains(&class.to_string().as_str()) {
        return Err(diagnostics::unknown(&class, "class", CLASSES));
    }
    let action = action(&given.value("server = retry(2)")?)?;
    Ok(Rule { class, action })
}

fn action(value: &Value<'_>) -> syn::Result<Action> {
    if let Some((word, arguments)) = value.call() {
        if word == "retry" && !arguments.stream().is_empty() {
            let value = Value { key: &word, tokens: arguments.stream(), example: "retry(2)" };
            return count::read(&value, &(1..=100)).map(Action::Retry);
        }
    }
    let expr = value.expression()?;
    match &expr {
        Expr::Path(path) if path.path.is_ident("fallback") => Ok(Action::FallBack),
        Expr::Path(path) if path.path.is_ident("fail") => Ok(Action::Fail),
        _ => Err(diagnostics::not_an_action(&expr, value.key)),
    }
}

const CLASSES: &[&str] = &[
    "rate_limited",
    "overloaded",
    "server",
    "timeout",
    "network",
    "malformed",
    "conflict",
    "quota",
    "auth",
    "missing",
    "too_large",
    "filtered",
    "invalid",
    "cancelled",
    "unknown",
];
