//! What the user is told about numbers and durations.

use std::fmt::Display;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Error, Expr, LitFloat, LitStr};

use super::{left_out, words};
use crate::config::duration::{self, Fault};
use crate::rules::range::{self, Range};

pub(crate) fn out_of_range(number: &dyn ToTokens, range: &Range) -> Error {
    let (word, range) = (words(number), wanted(range));
    Error::new_spanned(number, format!("`{word}` is out of range; write {range}"))
}

pub(crate) fn not_a_number(value: &dyn ToTokens, range: &Range) -> Error {
    let range = wanted(range);
    Error::new_spanned(
        value,
        format!("this is not a number; write {range}, or the path of a const"),
    )
}

pub(crate) fn quoted_number(text: &LitStr, number: impl Display) -> Error {
    let word = text.to_token_stream();
    Error::new(text.span(), format!("`{word}` is a string; write `{number}`"))
}

pub(crate) fn fraction(number: &LitFloat, range: &Range) -> Error {
    if let Some((whole, rest)) = number.base10_digits().split_once('.') {
        if rest.chars().all(|digit| digit == '0') && number.suffix().is_empty() {
            let message = format!("`{number}` is written as a fraction; write `{whole}`");
            return Error::new(number.span(), message);
        }
    }
    let range = wanted(range);
    Error::new(number.span(), format!("`{number}` is not a whole number; write {range}"))
}

pub(crate) fn share(number: &LitFloat, percent: u64) -> Error {
    Error::new(number.span(), format!("`{number}` is not in percent; write `{percent}`"))
}

pub(crate) fn suffix(number: &dyn ToTokens, digits: &str) -> Error {
    let word = words(number);
    Error::new_spanned(number, format!("`{word}` has a suffix; write `{digits}`"))
}

pub(crate) fn text_suffix(text: &LitStr) -> Error {
    let word = words(text);
    suffix(text, word.trim_end_matches(text.suffix()))
}

pub(crate) fn no_unit(literal: &dyn ToTokens, number: &str) -> Error {
    let [seconds, millis] = with_units(number);
    let word = words(literal);
    let message = format!("`{word}` has no unit; write `\"{seconds}\"` or `\"{millis}\"`");
    Error::new_spanned(literal, message)
}

pub(crate) fn no_quotes(literal: &dyn ToTokens, duration: &str) -> Error {
    let word = words(literal);
    Error::new_spanned(literal, format!("`{word}` has no quotes; write `\"{duration}\"`"))
}

/// For `1m 30s`, where these are several tokens.
pub(crate) fn apart(value: &TokenStream, rest: &TokenStream) -> Option<Error> {
    let whole = quote!(#value #rest);
    let text = duration::meant(&words(&whole))?;
    Some(no_quotes(&whole, &text))
}

pub(crate) fn duration(text: &LitStr, fault: &Fault) -> Error {
    let message = match fault {
        Fault::Empty => format!("`{}` is not a duration; write `\"30s\"`", words(text)),
        Fault::NoUnit { number } => {
            let [seconds, millis] = with_units(number);
            format!("`{number}` has no unit; write `{seconds}` or `{millis}`")
        }
        Fault::NoNumber { text } => {
            format!("`{text}` does not start with a number; write `1m 30s`")
        }
        Fault::NotAUnit { word } => match duration::near_unit(word) {
            Some(unit) => format!("`{word}` is not a unit; write `{unit}`"),
            None => format!("`{word}` is not a unit; write `d`, `h`, `m`, `s`, `ms`, `us` or `ns`"),
        },
        Fault::Fraction { text, exact: Some(exact) } => {
            format!("`{text}` is not a whole number; write `{}`", duration::write(*exact))
        }
        Fault::Fraction { text, exact: None } => {
            format!("`{text}` is not a whole number; write whole ones, such as `1s 500ms`")
        }
        Fault::Repeated { unit } => format!("`{unit}` stands twice; write one number of `{unit}`"),
        Fault::Ascending { before, unit } => {
            format!("`{unit}` stands after `{before}`; write the larger unit first")
        }
        Fault::TooLong => {
            let text = text.value();
            format!("`{text}` is more than a `Duration` holds; write at most `213503982334601d`")
        }
    };
    Error::new(text.span(), message)
}

pub(crate) fn no_time(zero: Span, key: &Ident) -> Error {
    Error::new(zero, format!("`{key}` leaves no time; write a longer one, or leave it out"))
}

pub(crate) fn no_wait(zero: Span) -> Error {
    Error::new(zero, range::WAIT.sentence)
}

pub(crate) fn not_a_duration(value: &dyn ToTokens, key: &Ident) -> Error {
    Error::new_spanned(value, format!("`{key}` is a duration; write `\"30s\"`"))
}

/// For `none`, which is what leaving the option out says.
pub(crate) fn no_duration(none: &Expr, key: &Ident) -> Error {
    left_out(none, "is not a duration", "\"30s\"", key)
}

pub(crate) fn not_constant(value: &Expr) -> Error {
    let message = "this is not known at compile time; write `\"30s\"` or the path of a const";
    Error::new_spanned(value, message)
}

pub(crate) fn empty_list(list: &dyn ToTokens, key: &Ident, example: &str) -> Error {
    let message = format!("`{key}` has an empty list; write `{example}`, or leave it out");
    Error::new_spanned(list, message)
}

pub(crate) fn long_list(extra: &TokenStream, key: &Ident, most: usize) -> Error {
    Error::new_spanned(extra, format!("`{key}` has more than {most} items; write at most {most}"))
}

pub(crate) fn longer_timeout(item: &TokenStream, now: &str, before: &str) -> Error {
    let message = format!("`{now}` is longer than `{before}` before it; write `{before}` or less");
    Error::new_spanned(item, message)
}

fn wanted(range: &Range) -> String {
    format!("a number from {} to {}", range.least, range.most)
}

/// The number in seconds and in milliseconds.
fn with_units(number: &str) -> [String; 2] {
    ["s", "ms"].map(|unit| {
        let text = format!("{number}{unit}");
        duration::meant(&text).unwrap_or(text)
    })
}
