//! What the user is told about `#[derive(Classify)]`.

use proc_macro2::{Ident, TokenStream};
use syn::{Error, Meta};

use super::words;
use crate::options::near;

pub(crate) fn no_meaning(name: &Ident, fields: usize) -> Error {
    let other = match fields {
        0 => "",
        1 => ", or `#[classify(transparent)]` for what its field means",
        _ => ", or `#[classify(transparent)]` on the field that says what it means",
    };
    let message = format!(
        "`{name}` has no class; write `#[classify(server)]`, or another class, above it{other}"
    );
    Error::new(name.span(), message)
}

fn either(first: &Ident, later: &Ident) -> String {
    if first == later { "one".to_owned() } else { format!("`{first}` or `{later}`") }
}

pub(crate) fn two_meanings(first: &Ident, later: &Ident) -> Error {
    let message = format!("`{first}` says already what it means; keep {}", either(first, later));
    Error::new(later.span(), message)
}

pub(crate) fn two_fields(first: &Ident, later: &Ident) -> Error {
    let mut error = Error::new(later.span(), format!("`{later}` marks two fields; keep one"));
    error.combine(Error::new(first.span(), format!("`{first}` is first given here")));
    error
}

pub(crate) fn transparent_what(transparent: &Ident, name: &Ident, fields: usize) -> Error {
    let message = match fields {
        0 => format!("`{name}` has no field to take the class of; write a class, as `server`"),
        1 => format!("the only field of `{name}` is its hint; write a class, as `rate_limited`"),
        _ => format!(
            "`{name}` has {fields} fields; write `#[classify(transparent)]` on the one that says what it means"
        ),
    };
    Error::new(transparent.span(), message)
}

pub(crate) fn word_of_a_field(word: &Ident) -> Error {
    let message = format!("`{word}` marks a field; write `#[classify({word})]` before the field");
    Error::new(word.span(), message)
}

pub(crate) fn word_of_a_type(word: &Ident) -> Error {
    let message = format!("`{word}` is said of the whole type; write it above the enum");
    Error::new(word.span(), message)
}

pub(crate) fn two_marks(first: &Ident, later: &Ident) -> Error {
    let message = format!("this field is marked `{first}` already; keep {}", either(first, later));
    Error::new(later.span(), message)
}

pub(crate) fn word_of_a_variant(word: &Ident, name: &Ident) -> Error {
    let message = format!("`{word}` is not said of a field; write it above `{name}`");
    Error::new(word.span(), message)
}

pub(crate) fn class_of_all(word: &Ident) -> Error {
    let message = format!("`{word}` is not said of a whole enum; write it above each variant");
    Error::new(word.span(), message)
}

pub(crate) fn union(keyword: TokenStream) -> Error {
    Error::new_spanned(keyword, "a union has no class; write an enum or a struct")
}

pub(crate) fn no_word(attribute: &Meta) -> Error {
    Error::new_spanned(attribute, "`classify` names no class; write `#[classify(server)]`")
}

pub(crate) fn takes_no_value(key: &Ident, value: &TokenStream) -> Error {
    Error::new_spanned(value, format!("`{key}` takes no value; write `{key}`"))
}

/// For `"server"`, `Class::Server` and the like.
pub(crate) fn not_a_word(found: &TokenStream, classes: &[&str]) -> Error {
    let word = words(found);
    let last = word.trim_matches('"').rsplit("::").next().unwrap_or_default();
    let class = near::nearest(last, classes).unwrap_or("server");
    Error::new_spanned(found, format!("`{word}` is not the name of a class; write `{class}`"))
}
