//! What the user is told about waits, classes and links.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::token::Await;
use syn::{Error, Expr, Token};

use super::{first, left_out, words};
use crate::config::links;
use crate::options::value::is_none;
use crate::written::written;

pub(crate) fn not_a_backoff(value: &Expr) -> Error {
    let message = "this is not a backoff; write `\"500ms\"`, `exponential(..)`, `linear(..)`, `constant(\"1s\")` or `none`";
    Error::new_spanned(value, message)
}

pub(crate) fn no_arguments(at: &dyn ToTokens, kind: &str, example: &str) -> Error {
    Error::new_spanned(at, format!("`{kind}` has no arguments; write `{example}`"))
}

pub(crate) fn named_wait(name: &Ident, example: &str) -> Error {
    Error::new(name.span(), format!("`{name} =` does not belong here; write `{example}`"))
}

pub(crate) fn not_a_jitter(value: &Expr) -> Error {
    Error::new_spanned(value, "this is not a jitter; write `equal`, `full` or `none`")
}

pub(crate) fn not_a_mode(value: &Expr) -> Error {
    Error::new_spanned(value, "this is not a mode; write `enforce` or `observe`")
}

pub(crate) fn not_a_factor(value: &Expr) -> Error {
    let message =
        "this is not a factor; write a number such as `2` or `1.5`, or the path of a const";
    Error::new_spanned(value, message)
}

pub(crate) fn factor_out_of_range(value: &Expr) -> Error {
    let word = words(value);
    let message = format!("`{word}` is out of range; write 1 to 100, with at most three decimals");
    Error::new_spanned(value, message)
}

pub(crate) fn no_class(on: &Ident) -> Error {
    Error::new(on.span(), "`on()` names no class; write `on(server = retry(2))`")
}

pub(crate) fn not_an_action(value: &Expr, class: &Ident) -> Error {
    let message = format!("`{class}` takes `retry(2)`, `fallback` or `fail`; write one of them");
    Error::new_spanned(value, message)
}

/// Where the items can be links, they are shown with the brackets around them.
pub(crate) fn not_a_list(key: &Ident, items: &TokenStream, example: &str) -> Error {
    if let Some(none) = syn::parse2(items.clone()).ok().filter(is_none) {
        return left_out(&none, "is not a list", example, key);
    }
    let list = with_brackets(key, items).unwrap_or(example.to_owned());
    Error::new_spanned(first(items), format!("`{key}` is a list; write `{list}`"))
}

/// The links as they should have been written, where that is what they are.
pub(super) fn with_brackets(key: &Ident, items: &TokenStream) -> Option<String> {
    let text = written(items);
    let is_shown = links::are_links(items) && text.len() <= SHOWN;
    is_shown.then(|| format!("{key} = [{text}]"))
}

/// Letters of the user's own that a message repeats.
const SHOWN: usize = 80;

pub(crate) fn condition(found: &TokenStream) -> Error {
    let message = format!("a link has no condition; remove `{}`", words(found));
    Error::new_spanned(found, message)
}

/// For `model = "a" or "b"`.
pub(crate) fn choice(found: &TokenStream) -> Error {
    Error::new_spanned(found, "a link has one value; write a link of its own for the other")
}

pub(crate) fn not_a_link(value: &dyn ToTokens) -> Error {
    let message =
        "this is not a link; write `model = \"gpt-5.4\"`, `model in models` or an async function";
    Error::new_spanned(value, message)
}

/// For `let` and `mut`, as a link only puts another value in a place.
pub(crate) fn declares(words_of_let: &TokenStream) -> Error {
    let message = format!("`{}` declares nothing here; remove it", words(words_of_let));
    Error::new_spanned(words_of_let, message)
}

/// For the `of` in `model of models`.
pub(crate) fn not_in(word: &Ident, place: &TokenStream) -> Error {
    let place = words(place);
    Error::new(word.span(), format!("`{word}` follows `{place}`; write `{place} in ..`"))
}

pub(crate) fn not_items(value: &Expr, place: &Expr) -> Error {
    let place = words(place);
    let message = format!("this gives no items; write `{place} in [\"a\", \"b\"]`");
    Error::new_spanned(value, message)
}

pub(crate) fn awaited_items(word: Await, place: &Expr) -> Error {
    let place = words(place);
    let message = format!(
        "items are asked for where nothing can wait; take them as an argument, `{place} in &items`"
    );
    Error::new_spanned(word, message)
}

pub(crate) fn compares(sign: Token![==], place: &Expr) -> Error {
    let message = format!("`==` compares; write `{} = ..`", words(place));
    Error::new_spanned(sign, message)
}

pub(crate) fn not_a_replacement(value: &Expr) -> Error {
    Error::new_spanned(
        value,
        "this replaces nothing; write `(model = \"gpt-5.4\", client = &backup)`",
    )
}

pub(crate) fn not_a_place(place: &Expr) -> Error {
    let message =
        "this is not an argument or a field of one; write `model = ..` or `request.model = ..`";
    Error::new_spanned(place, message)
}

pub(crate) fn not_an_answer(value: &Expr) -> Error {
    let message = "`otherwise` is what the function returns when all has failed; write `otherwise = cached(error)`, where `error` is the last error";
    Error::new_spanned(value, message)
}

pub(crate) fn exit(token: &dyn ToTokens) -> Error {
    let word = words(&token);
    let message = format!(
        "`{word}` would end the whole call from here; remove it, or move it into a function"
    );
    Error::new_spanned(token, message)
}
