//! What the user is told about options that can't act together.

use std::time::Duration;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Error, Expr};

use super::words;
use crate::config::duration;
use crate::config::length::Length;

pub(crate) fn impossible_attempt(
    at: &Ident,
    retries: u64,
    deadline: &str,
    retry: u32,
    waits: &[Duration],
    sum: Duration,
) -> Error {
    let possible = retry - 1;
    let message = format!(
        "retry {retry} of {retries} can't begin before `deadline` ({deadline}): even if each attempt fails at once, the waits are at least {} = {}; lengthen `deadline`, shorten `backoff`, or write `retries = {possible}`",
        terms(waits),
        duration::write(sum),
    );
    Error::new(at.span(), message)
}

/// The terms of a sum, the middle ones left out where they are many.
fn terms(waits: &[Duration]) -> String {
    let text = |waits: &[Duration]| {
        waits.iter().map(|wait| duration::write(*wait)).collect::<Vec<_>>().join(" + ")
    };
    match waits {
        [first @ .., last] if waits.len() > SHOWN => {
            format!("{} + .. + {}", text(&first[..SHOWN - 2]), duration::write(*last))
        }
        _ => text(waits),
    }
}

const SHOWN: usize = 6;

pub(crate) fn dead_option(at: &Ident, why: &str, cure: &str) -> Error {
    Error::new(at.span(), format!("`{at}` never acts, as {why}; remove it, or {cure}"))
}

pub(crate) fn dead_step(step: &Length, used: u32) -> Error {
    let number = used + 1;
    let attempts = if used == 1 { "attempt" } else { "attempts" };
    let message = format!(
        "step {number} of `timeout` never acts, as at most {used} {attempts} on a target can time out; remove it"
    );
    match step {
        Length::Literal(_, span) => Error::new(*span, message),
        Length::Value(expr) => Error::new_spanned(expr, message),
    }
}

pub(crate) fn retry_above(class: &Ident, times: u32, retries: u32) -> Error {
    let cure = match retries {
        0 => "raise `retries`".to_owned(),
        _ => format!("write `retry({retries})` or raise `retries`"),
    };
    let message = format!(
        "`{class} = retry({times})` is above `retries` ({retries}), which counts for the whole call; {cure}"
    );
    Error::new(class.span(), message)
}

pub(crate) fn no_target(class: &Ident) -> Error {
    let message = format!(
        "`{class} = fallback` has nothing to fall back to; write `{class} = fail`, or a `fallback`"
    );
    Error::new(class.span(), message)
}

pub(crate) fn no_way_to_links(fallback: &Ident) -> Error {
    let message = "no class leads to the next target with this `on(..)`, so no link is ever reached; write `server = fallback`";
    Error::new(fallback.span(), message)
}

pub(crate) fn no_items(iterator: &Expr) -> Error {
    let message = "this list has no item, so the link is never reached; remove it";
    Error::new_spanned(iterator, message)
}

pub(crate) fn item_out_of_reach(item: &Expr, most: u32) -> Error {
    let message = format!(
        "this is item {}, and a link asks at most {most}; remove it, or write another link",
        most + 1
    );
    Error::new_spanned(item, message)
}

pub(crate) fn self_link(link: &dyn ToTokens) -> Error {
    let word = words(link);
    let message = format!(
        "`{word}` is this function, which would call itself without end; write another one, or `model = \"gpt-5.4\"` to run the body again"
    );
    Error::new_spanned(link, message)
}

pub(crate) fn no_rate_ever(at: &Ident, min_calls: u64, last: u64) -> Error {
    let message = format!(
        "`min_calls` ({min_calls}) is above `last` ({last}), so no rate is ever judged; lower `min_calls` or raise `last`"
    );
    Error::new(at.span(), message)
}

pub(crate) fn measures_nothing(at: &Ident) -> Error {
    let message = format!("`{at}` does nothing without a rate; add `failure_rate = 50`");
    Error::new(at.span(), message)
}

pub(crate) fn no_check(allow: &Ident) -> Error {
    Error::new(allow.span(), "`allow()` names no check; write `allow(dead_option)`")
}

pub(crate) fn not_a_check(found: &TokenStream) -> Error {
    let word = words(found);
    let message = format!("`{word}` is not the name of a check; write `allow(dead_option)`");
    Error::new_spanned(found, message)
}

pub(crate) fn too_short(zero: proc_macro2::Span, key: &Ident, least: Duration) -> Error {
    let least = duration::write(least);
    Error::new(zero, format!("`{key}` is too short; write `{least}` or longer"))
}
