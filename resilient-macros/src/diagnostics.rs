//! What the user is told: what is wrong, then what to write; here about lists, forms and pairs of options.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Error, Token};

use crate::options::{near, take};
use crate::written::written;

mod chain;
mod classes;
mod names;
mod proofs;
mod values;

pub(crate) use self::chain::*;
pub(crate) use self::classes::*;
pub(crate) use self::names::*;
pub(crate) use self::proofs::*;
pub(crate) use self::values::*;

pub(crate) fn stray_comma(comma: Token![,]) -> Error {
    Error::new_spanned(comma, "nothing stands before this `,`; remove it")
}

pub(crate) fn no_comma(next: &dyn ToTokens) -> Error {
    let next = first(next);
    let word = words(&next);
    let message = format!("no comma before `{word}`; write `, {word}`");
    Error::new_spanned(next, message)
}

pub(crate) fn semicolon(semicolon: Token![;]) -> Error {
    Error::new_spanned(semicolon, "`;` ends an option here; write `,`")
}

pub(crate) fn repeated(count: &TokenStream) -> Error {
    let message = format!("`{}` repeats an item of an array; write out every item", words(count));
    Error::new_spanned(count, message)
}

pub(crate) fn left_over(junk: &TokenStream, key: &Ident) -> Error {
    let word = words(junk);
    let message = format!("`{word}` does not belong to `{key}`; remove it or write `,` before it");
    Error::new_spanned(junk, message)
}

pub(crate) fn no_key(junk: &TokenStream) -> Error {
    Error::new_spanned(junk, format!("`{}` has no key; write `key = value`", words(junk)))
}

pub(crate) fn not_a_key(junk: &TokenStream) -> Error {
    Error::new_spanned(junk, format!("`{}` is not a key; write a name before `=`", words(junk)))
}

pub(crate) fn more_than_one(rest: &TokenStream, key: &Ident) -> Error {
    let rest: TokenStream = rest.clone().into_iter().skip(1).collect();
    let message = format!("`{key}` takes one value; remove `{}`", words(&rest));
    Error::new_spanned(rest, message)
}

pub(crate) fn several(rest: &TokenStream, key: &Ident, first: &TokenStream) -> Error {
    let list = written(&quote!(#first #rest));
    let rest: TokenStream = rest.clone().into_iter().skip(1).collect();
    let message = format!("several values of `{key}` are a list; write `{key} = [{list}]`");
    Error::new_spanned(rest, message)
}

pub(crate) fn wrong_sign(sign: &TokenStream, key: &dyn ToTokens) -> Error {
    let (sign_words, key) = (words(sign), words(key));
    let message = format!("`{sign_words}` follows `{key}`; write `{key} = ..`");
    Error::new_spanned(sign, message)
}

pub(crate) fn no_equals(value: &TokenStream, key: &dyn ToTokens) -> Error {
    let entry: TokenStream =
        value.clone().into_iter().take_while(|it| !take::is_comma(it)).collect();
    let key = words(key);
    let message = format!("no `=` after `{key}`; write `{key} = {}`", words(&entry));
    Error::new_spanned(first(value), message)
}

/// For `constant "5s"`.
pub(crate) fn no_parentheses(word: &TokenStream, argument: &TokenStream) -> Error {
    let (word, argument_words) = (words(word), words(argument));
    let message = format!("no parentheses after `{word}`; write `{word}({argument_words})`");
    Error::new_spanned(argument, message)
}

pub(crate) fn twice(earlier: &dyn ToTokens, later: &dyn ToTokens) -> Error {
    let name = words(later);
    let mut error = Error::new_spanned(later, format!("`{name}` is given twice; keep one"));
    error.combine(Error::new_spanned(earlier, format!("`{name}` is first given here")));
    error
}

pub(crate) fn unknown(key: &Ident, noun: &str, known: &[&str]) -> Error {
    let message = match near::meant(&key.to_string(), known) {
        Some(near) => format!("unknown {noun} `{key}`; did you mean `{near}`?"),
        None => format!("unknown {noun} `{key}`; write one of `{}`", known.join("`, `")),
    };
    Error::new(key.span(), message)
}

pub(crate) fn setting_as_option(key: &Ident) -> Error {
    let message = format!(
        "`{key}` is a setting of a breaker; write `breaker = breaker(\"chat\", {key} = ..)`"
    );
    Error::new(key.span(), message)
}

pub(crate) fn wait_as_option(key: &Ident, kind: &str) -> Error {
    let message = format!("`{key}` is a part of a backoff; write `backoff = {kind}({key} = ..)`");
    Error::new(key.span(), message)
}

pub(crate) fn class_as_option(key: &Ident) -> Error {
    Error::new(key.span(), format!("`{key}` is a class of errors; write `on({key} = ..)`"))
}

pub(crate) fn takes_no_parentheses(word: &Ident, group: &Group) -> Error {
    Error::new_spanned(group, format!("`{word}` takes no parentheses; write `{word}`"))
}

pub(crate) fn names_nothing(key: &Ident, example: &str) -> Error {
    Error::new(key.span(), format!("`{key}()` names nothing; write `{example}`, or leave it out"))
}

pub(crate) fn no_value(key: &Ident, example: &str) -> Error {
    Error::new(key.span(), format!("`{key}` has no value; write `{example}`"))
}

pub(crate) fn not_in_parentheses(key: &Ident, group: &Group, example: &str) -> Error {
    let mut inside = group.stream().into_iter();
    let example = match (inside.next(), inside.next()) {
        _ if example.contains('[') => {
            with_brackets(key, &group.stream()).unwrap_or(example.to_owned())
        }
        (Some(word), None) => format!("{key} = {word}"),
        _ => example.to_owned(),
    };
    let message = format!("`{key}` takes `=`, not parentheses; write `{example}`");
    Error::new_spanned(group, message)
}

pub(crate) fn enclosed(key: &Ident, group: &Group, takes: &str, example: &str) -> Error {
    let word = words(group);
    let message = format!("`{key}` takes {takes}, not `{word}`; write `{example}`");
    Error::new_spanned(group, message)
}

pub(crate) fn not_after_equals(key: &Ident, found: &TokenStream, example: &str) -> Error {
    let mut sign = TokenStream::new();
    for token in found.clone() {
        let TokenTree::Punct(punct) = token else { break };
        punct.to_tokens(&mut sign);
    }
    let instead = if sign.is_empty() { String::new() } else { format!(", not `{}`", words(&sign)) };
    let message = format!("`{key}` takes parentheses{instead}; write `{example}`");
    Error::new(key.span(), message)
}

pub(crate) fn unreadable(tokens: &TokenStream, key: &Ident, example: &str) -> Error {
    let message = format!("the value of `{key}` does not read as Rust; write `{example}`");
    Error::new_spanned(tokens, message)
}

/// For `none`, which is what leaving the option out says.
pub(crate) fn nothing(none: &dyn ToTokens, key: &Ident, example: &str) -> Error {
    left_out(none, "gives nothing", example, key)
}

fn left_out(none: &dyn ToTokens, fault: &str, example: &str, key: &Ident) -> Error {
    let word = words(none);
    let message = format!("`{word}` {fault}; write `{example}`, or leave `{key}` out");
    Error::new_spanned(none, message)
}

pub(crate) fn needs_function(key: &Ident) -> Error {
    let message = if key == "crate" {
        "`crate` is the same for all that is declared here; write `crate = path;` before the first"
            .to_owned()
    } else {
        format!("`{key}` needs the function; write it in the attribute")
    };
    Error::new(key.span(), message)
}

pub(crate) fn timeout_not_below(at: &Ident, timeout: &str, deadline: &str) -> Error {
    let message = format!(
        "`timeout` ({timeout}) is not below `deadline` ({deadline}); shorten `timeout` or lengthen `deadline`"
    );
    Error::new(at.span(), message)
}

pub(crate) fn switch_after_above(at: &Ident, switch_after: &str, patience: &str) -> Error {
    let message = format!(
        "`switch_after` ({switch_after}) is above `patience` ({patience}); shorten `switch_after` or lengthen `patience`"
    );
    Error::new(at.span(), message)
}

pub(crate) fn max_below(at: &Ident, max: &str, most: &str, base: &str, least: &str) -> Error {
    let message = format!(
        "`{max}` ({most}) is below `{base}` ({least}); lengthen `{max}` or shorten `{base}`"
    );
    Error::new(at.span(), message)
}

pub(crate) fn not_declared(rest: &TokenStream, end: Span, example: &str) -> Error {
    let token = first(rest);
    if token.is_empty() {
        return Error::new(end, format!("a declaration ends early; write `{example}`"));
    }
    let message = format!("`{}` does not belong here; write `{example}`", words(&token));
    Error::new_spanned(token, message)
}

/// The user's own words; of a group only its delimiters.
fn words(node: &dyn ToTokens) -> String {
    let mut words = String::new();
    for token in node.to_token_stream() {
        let word = match token {
            TokenTree::Group(group) => match group.delimiter() {
                Delimiter::Parenthesis => "(..)".to_owned(),
                Delimiter::Bracket => "[..]".to_owned(),
                Delimiter::Brace => "{..}".to_owned(),
                Delimiter::None => self::words(&group.stream()),
            },
            other => other.to_string(),
        };
        if words.ends_with(char::is_alphanumeric) && word.starts_with(char::is_alphanumeric) {
            words.push(' ');
        }
        words.push_str(&word);
    }
    words
}

fn first(tokens: &dyn ToTokens) -> TokenStream {
    tokens.to_token_stream().into_iter().next().to_token_stream()
}
