//! Every message that one option or a pair of options can cause: what is wrong, then what to write.

use std::fmt::Display;

use proc_macro2::{Group, Ident, Span, TokenStream};
use quote::ToTokens;
use syn::{Error, Expr, LitFloat, LitInt, LitStr, Token};

use crate::count::Range;
use crate::duration::{self, Fault};

// Lists.

pub(crate) fn stray_comma(comma: Token![,]) -> Error {
    Error::new_spanned(comma, "nothing stands before this `,`; remove it")
}

pub(crate) fn no_comma(next: &impl ToTokens) -> Error {
    let next = first(next);
    let message = format!("no comma before `{next}`; write `, {next}`");
    Error::new_spanned(next, message)
}

pub(crate) fn semicolon(semicolon: Token![;]) -> Error {
    Error::new_spanned(semicolon, "`;` ends an option here; write `,`")
}

pub(crate) fn left_over(junk: &TokenStream, key: &Ident) -> Error {
    let word = first(junk);
    let message = format!("`{word}` does not belong to `{key}`; remove it or write `,` before it");
    Error::new_spanned(junk, message)
}

pub(crate) fn no_key(junk: &TokenStream) -> Error {
    let word = first(junk);
    Error::new_spanned(junk, format!("`{word}` belongs to no option; write `option = value`"))
}

pub(crate) fn wrong_sign(sign: &TokenStream, key: &Ident) -> Error {
    let message = format!("`{sign}` follows `{key}`; write `{key} = ..`");
    Error::new_spanned(sign, message)
}

pub(crate) fn no_equals(value: &TokenStream, key: &Ident) -> Error {
    let word = first(value);
    let message = format!("no `=` after `{key}`; write `{key} = {word}`");
    Error::new_spanned(word, message)
}

pub(crate) fn twice(earlier: &impl ToTokens, later: &impl ToTokens) -> Error {
    let name = words(later);
    let mut error = Error::new_spanned(later, format!("`{name}` is given twice; keep one"));
    error.combine(Error::new_spanned(earlier, format!("`{name}` is first given here")));
    error
}

pub(crate) fn unknown(key: &Ident, noun: &str, known: &[&str]) -> Error {
    let message = match nearest(&key.to_string(), known) {
        Some(near) => format!("unknown {noun} `{key}`; did you mean `{near}`?"),
        None => format!("unknown {noun} `{key}`; write one of `{}`", known.join("`, `")),
    };
    Error::new(key.span(), message)
}

// Forms.

pub(crate) fn no_value(key: &Ident, example: &str) -> Error {
    Error::new(key.span(), format!("`{key}` has no value; write `{example}`"))
}

pub(crate) fn not_in_parentheses(key: &Ident, group: &Group, example: &str) -> Error {
    let mut inside = group.stream().into_iter();
    let example = match (inside.next(), inside.next()) {
        (Some(word), None) => format!("{key} = {word}"),
        _ => example.to_owned(),
    };
    let message = format!("`{key}` takes `=`, not parentheses; write `{example}`");
    Error::new_spanned(group, message)
}

pub(crate) fn not_after_equals(key: &Ident, example: &str) -> Error {
    let message = format!("`{key}` takes parentheses, not `=`; write `{example}`");
    Error::new(key.span(), message)
}

pub(crate) fn unreadable(tokens: &TokenStream, key: &Ident, example: &str) -> Error {
    let message = format!("the value of `{key}` is not an expression; write `{example}`");
    Error::new_spanned(tokens, message)
}

pub(crate) fn needs_function(key: &Ident) -> Error {
    let message = format!("`{key}` needs the function; write it in the attribute");
    Error::new(key.span(), message)
}

// Numbers.

pub(crate) fn out_of_range(number: &impl ToTokens, range: &Range) -> Error {
    let (word, range) = (words(number), wanted(range));
    Error::new_spanned(number, format!("`{word}` is out of range; write {range}"))
}

pub(crate) fn not_a_number(value: &impl ToTokens, range: &Range) -> Error {
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
    let range = wanted(range);
    Error::new(number.span(), format!("`{number}` is not a whole number; write {range}"))
}

pub(crate) fn share(number: &LitFloat, percent: u64) -> Error {
    Error::new(number.span(), format!("`{number}` is not in percent; write `{percent}`"))
}

pub(crate) fn suffix(number: &LitInt) -> Error {
    let digits = number.base10_digits();
    Error::new(number.span(), format!("`{number}` has a suffix; write `{digits}`"))
}

// Durations.

pub(crate) fn no_unit(literal: &impl ToTokens, number: &str) -> Error {
    let word = words(literal);
    let message = format!("`{word}` has no unit; write `\"{number}s\"` or `\"{number}ms\"`");
    Error::new_spanned(literal, message)
}

pub(crate) fn no_quotes(literal: &impl ToTokens, duration: &str) -> Error {
    let word = words(literal);
    Error::new_spanned(literal, format!("`{word}` has no quotes; write `\"{duration}\"`"))
}

pub(crate) fn duration(text: &LitStr, fault: &Fault) -> Error {
    let message = match fault {
        Fault::Empty => "`\"\"` is not a duration; write `\"30s\"`".to_owned(),
        Fault::NoUnit { number } => {
            format!("`{number}` has no unit; write `{number}s` or `{number}ms`")
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
            format!("`{}` is too long; write at most `365d`", text.value())
        }
    };
    Error::new(text.span(), message)
}

pub(crate) fn no_time(zero: Span, key: &Ident) -> Error {
    Error::new(zero, format!("`{key}` leaves no time; write a longer one, or leave it out"))
}

pub(crate) fn no_wait(zero: Span) -> Error {
    Error::new(zero, "this never waits; write a longer one, or `backoff = none`")
}

pub(crate) fn not_a_duration(value: &impl ToTokens, key: &Ident) -> Error {
    Error::new_spanned(value, format!("`{key}` is a duration; write `\"30s\"`"))
}

pub(crate) fn not_constant(value: &Expr, key: &Ident) -> Error {
    let message =
        format!("`{key}` is read at compile time; write `\"30s\"` or the path of a const");
    Error::new_spanned(value, message)
}

pub(crate) fn empty_list(list: &impl ToTokens, key: &Ident, example: &str) -> Error {
    let message = format!("`{key}` has an empty list; write `{example}`, or leave it out");
    Error::new_spanned(list, message)
}

pub(crate) fn long_list(extra: &Expr, key: &Ident, most: usize) -> Error {
    Error::new_spanned(extra, format!("`{key}` has more than {most} items; write at most {most}"))
}

pub(crate) fn longer_timeout(item: &TokenStream, now: &str, before: &str) -> Error {
    let message = format!("`{now}` is longer than `{before}` before it; write `{before}` or less");
    Error::new_spanned(item, message)
}

// Paths and names.

pub(crate) fn quoted_path(text: &LitStr) -> Error {
    let word = text.to_token_stream();
    Error::new(text.span(), format!("`{word}` is a string; write `{}`", text.value()))
}

pub(crate) fn not_a_path(value: &Expr, key: &Ident, example: &str) -> Error {
    Error::new_spanned(value, format!("`{key}` is named by a path; write `{example}`"))
}

pub(crate) fn not_a_text(value: &Expr, key: &Ident, example: &str) -> Error {
    Error::new_spanned(value, format!("`{key}` is a string; write `{example}`"))
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

// Breakers.

pub(crate) fn not_a_breaker(value: &Expr) -> Error {
    let message =
        "this names no breaker; write `\"chat\"`, `\"chat:{model}\"` or the path of a static";
    Error::new_spanned(value, message)
}

pub(crate) fn no_name(breaker: &Ident) -> Error {
    let message = "`breaker(..)` starts with a name; write `breaker(\"chat\", consecutive = 3)`";
    Error::new(breaker.span(), message)
}

pub(crate) fn min_calls_above_last(at: &Ident, min_calls: u64, last: u64) -> Error {
    let message = format!(
        "`min_calls = {min_calls}` is more than `last = {last}` ever holds; lower `min_calls` or raise `last`"
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

// Waits.

pub(crate) fn not_a_backoff(value: &Expr) -> Error {
    let message = "this is not a backoff; write `\"500ms\"`, `exponential(..)`, `linear(..)`, `constant(\"1s\")` or `none`";
    Error::new_spanned(value, message)
}

pub(crate) fn no_arguments(at: &impl ToTokens, kind: &str, example: &str) -> Error {
    Error::new_spanned(at, format!("`{kind}` has no arguments; write `{example}`"))
}

pub(crate) fn not_a_jitter(value: &Expr) -> Error {
    Error::new_spanned(value, "this is not a jitter; write `equal`, `full` or `none`")
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

// Classes.

pub(crate) fn no_class(on: &Ident) -> Error {
    Error::new(on.span(), "`on()` names no class; write `on(server = retry(2))`")
}

pub(crate) fn not_an_action(value: &Expr, class: &Ident) -> Error {
    let message = format!("`{class}` takes `retry(2)`, `fallback` or `fail`; write one of them");
    Error::new_spanned(value, message)
}

// Links.

pub(crate) fn not_a_list(value: &TokenStream, example: &str) -> Error {
    Error::new_spanned(value, format!("`fallback` is a list; write `{example}`"))
}

pub(crate) fn not_a_link(value: &impl ToTokens) -> Error {
    let message =
        "this is not a link; write `model = \"gpt-5.4\"`, `model in models` or an async function";
    Error::new_spanned(value, message)
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

pub(crate) fn exit(token: impl ToTokens) -> Error {
    let message = format!(
        "`{}` would leave the function here; give the error to the value instead",
        token.to_token_stream()
    );
    Error::new_spanned(token, message)
}

// Pairs of options.

pub(crate) fn timeout_not_below(at: &Ident, timeout: &str, deadline: &str) -> Error {
    let message = format!(
        "a `timeout` of {timeout} is not below the `deadline` of {deadline}; shorten `timeout` or lengthen `deadline`"
    );
    Error::new(at.span(), message)
}

pub(crate) fn switch_after_above(at: &Ident, switch_after: &str, patience: &str) -> Error {
    let message = format!(
        "a `switch_after` of {switch_after} is above the `patience` of {patience}; shorten `switch_after` or lengthen `patience`"
    );
    Error::new(at.span(), message)
}

pub(crate) fn max_below(at: &Ident, max: &str, most: &str, base: &str, least: &str) -> Error {
    let message = format!(
        "a `{max}` of {most} is below the `{base}` of {least}; lengthen `{max}` or shorten `{base}`"
    );
    Error::new(at.span(), message)
}

// Declarations.

pub(crate) fn not_declared(at: &TokenStream, example: &str) -> Error {
    let word = first(at);
    Error::new_spanned(&word, format!("`{word}` is not expected here; write `{example}`"))
}

fn wanted(range: &Range) -> String {
    format!("a number from {} to {}", range.start(), range.end())
}

fn words(node: &impl ToTokens) -> String {
    let spaced = node.to_token_stream().to_string();
    spaced.replace(" . ", ".").replace("- ", "-")
}

fn first(tokens: &impl ToTokens) -> TokenStream {
    tokens.to_token_stream().into_iter().next().into_iter().collect()
}

/// The name a typing mistake away: one edit in three letters, not counting case.
fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase();
    let near = |name: &&str| edits(&word, name) <= name.len().max(word.len()).div_ceil(3).min(3);
    known.iter().copied().filter(near).min_by_key(|name| edits(&word, name))
}

/// Letters to insert, remove or replace (Levenshtein).
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        row[0] = left;
        for (above, b) in row.iter_mut().skip(1).zip(&to) {
            left = (diagonal + usize::from(a != *b)).min(left + 1).min(*above + 1);
            diagonal = std::mem::replace(above, left);
        }
    }
    row.last().copied().unwrap_or(0)
}
