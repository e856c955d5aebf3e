//! What the user is told about paths, names and breakers.

use proc_macro2::{Group, Ident, TokenStream};
use quote::ToTokens;
use syn::{Error, Expr, ExprCall, LitStr};

use super::{left_out, words};

pub(crate) fn quoted_path(text: &LitStr) -> Error {
    let word = text.to_token_stream();
    Error::new(text.span(), format!("`{word}` is a string; write `{}`", text.value()))
}

pub(crate) fn not_a_path(value: &Expr, example: &str) -> Error {
    Error::new_spanned(value, format!("this is not a path; write `{example}`"))
}

pub(crate) fn not_callable(value: &Expr, example: &str) -> Error {
    Error::new_spanned(value, format!("this is neither a path nor a closure; write `{example}`"))
}

/// For `f()`, where the function itself is meant.
pub(crate) fn called(call: &ExprCall, key: &Ident) -> Error {
    let function = call.func.to_token_stream();
    let message = format!("this is called where it stands; write `{key} = {}`", words(&function));
    Error::new_spanned(call, message)
}

pub(crate) fn not_a_text(value: &Expr, key: &Ident, example: &str) -> Error {
    Error::new_spanned(value, format!("`{key}` is a string; write `{example}`"))
}

pub(crate) fn not_a_switch(value: &Expr, key: &Ident) -> Error {
    Error::new_spanned(
        value,
        format!("`{key}` is a switch; write `{key} = false`, or leave it out"),
    )
}

pub(crate) fn empty_name(text: &LitStr) -> Error {
    Error::new(text.span(), "this name is empty; write `\"chat\"`")
}

pub(crate) fn empty_braces(text: &LitStr) -> Error {
    Error::new(text.span(), "`{}` names no argument; write `{model}`")
}

pub(crate) fn unclosed_brace(text: &LitStr) -> Error {
    Error::new(text.span(), "`{` is not closed; write `{model}`, or `{{` for the brace itself")
}

pub(crate) fn lone_brace(text: &LitStr) -> Error {
    Error::new(text.span(), "`}` closes nothing; write `{model}`, or `}}` for the brace itself")
}

pub(crate) fn format_spec(text: &LitStr, words: &str, place: &str) -> Error {
    let message = format!("`{{{words}}}` has a format after `:`; write `{{{place}}}`");
    Error::new(text.span(), message)
}

pub(crate) fn not_in_braces(text: &LitStr, words: &str) -> Error {
    let message = format!(
        "`{{{words}}}` is not an argument, a field or a method call; write `{{model}}` or `{{self.region()}}`"
    );
    Error::new(text.span(), message)
}

pub(crate) fn places_in_declaration(text: &LitStr, name: &Ident) -> Error {
    let message = format!("a declared name takes no braces; leave them out and use `{name}[key]`");
    Error::new(text.span(), message)
}

pub(crate) fn not_a_breaker(value: &Expr) -> Error {
    let message =
        "this names no breaker; write `\"chat\"`, `\"chat:{model}\"` or the path of a static";
    Error::new_spanned(value, message)
}

/// For `none`, which is what leaving the option out says.
pub(crate) fn no_breaker(none: &dyn ToTokens, key: &Ident) -> Error {
    left_out(none, "is not a breaker", "\"primary\"", key)
}

pub(crate) fn not_one_key(found: &Group, path: &TokenStream) -> Error {
    let path = words(path);
    let message = format!("a breaker has one key; write `{path}[key]`");
    Error::new_spanned(found, message)
}

pub(crate) fn no_name(breaker: &Ident) -> Error {
    let message = "`breaker(..)` has no name; write `breaker(\"chat\", consecutive = 3)`";
    Error::new(breaker.span(), message)
}

pub(crate) fn name_not_first(name: &LitStr) -> Error {
    let message = format!("a breaker's name stands first; write `breaker({}, ..)`", words(name));
    Error::new(name.span(), message)
}

/// For `breaker(name = "chat")`.
pub(crate) fn name_with_key(key: &Ident, name: &TokenStream) -> Error {
    let name = if name.is_empty() { "\"chat\"".to_owned() } else { words(name) };
    Error::new(key.span(), format!("a breaker's name has no key; write `breaker({name}, ..)`"))
}

pub(crate) fn not_a_name(value: &TokenStream) -> Error {
    let message =
        "this is not a name; write `breaker(\"chat\", ..)`, or `breaker = CHAT` for a static";
    Error::new_spanned(value, message)
}

pub(crate) fn breaker_without_equals(breaker: &Ident) -> Error {
    Error::new(breaker.span(), "no `=` after `breaker`; write `breaker = breaker(..)`")
}

pub(crate) fn min_calls_above_last(at: &Ident, min_calls: u64, last: u64) -> Error {
    let message = format!(
        "`min_calls` ({min_calls}) is above `last` ({last}), so it never opens; lower `min_calls` or raise `last`"
    );
    Error::new(at.span(), message)
}

pub(crate) fn two_windows(at: &Ident) -> Error {
    Error::new(at.span(), "`last` and `within` are two windows; keep one")
}

pub(crate) fn slow_without_rate(at: &Ident) -> Error {
    Error::new(at.span(), "`slow` does nothing without `slow_rate`; add `slow_rate = 50`")
}

pub(crate) fn rate_without_slow(at: &Ident) -> Error {
    Error::new(at.span(), "`slow_rate` does nothing without `slow`; add `slow = \"10s\"`")
}

pub(crate) fn not_an_argument(found: &TokenStream, example: &str) -> Error {
    Error::new_spanned(found, format!("this is not an argument's name; write `{example}`"))
}
