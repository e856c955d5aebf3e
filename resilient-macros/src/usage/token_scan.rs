//! Where a name stands in tokens that are no Rust expression, judged by what stands next to it.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::LitStr;
use syn::ext::IdentExt as _;

use super::Usage;
use super::macro_input::captures;
use super::occurrence::is_name;
use super::reader::Reader;
use crate::tokens::is_sign;

/// Tells `reader` of every use of its name in `tokens`.
pub(super) fn scan(reader: &mut Reader<'_>, tokens: &TokenStream) {
    reader.scoped(|reader| {
        let tokens = without_invisible_groups(tokens);
        for (at, token) in tokens.iter().enumerate() {
            let (before, after) = (&tokens[..at], &tokens[at + 1..]);
            match token {
                TokenTree::Group(group) => match before {
                    [.., TokenTree::Ident(name), bang] if is_sign(bang, '!') => {
                        reader.macro_call(&name.unraw().to_string(), &group.stream());
                    }
                    _ => scan(reader, &group.stream()),
                },
                // Whatever it captures is in the groups that follow.
                TokenTree::Ident(keyword) if keyword == "move" => reader.moving = true,
                TokenTree::Literal(literal) => {
                    let text = syn::parse_str::<LitStr>(&literal.to_string());
                    if text.is_ok_and(|text| captures(&text.value(), &reader.name)) {
                        reader.note(Usage::Borrowed);
                    }
                }
                _ if is_name(token, &reader.name) => {
                    let taken = method(after)
                        .is_some_and(|method| reader.is_taken_by(&method.unraw().to_string()));
                    reader.note(usage_between(before, after, taken));
                }
                _ => {}
            }
        }
    });
}

fn usage_between(before: &[TokenTree], after: &[TokenTree], taken: bool) -> Usage {
    match before {
        // A macro's own variable, and a lifetime.
        [.., last] if is_sign(last, '$') || is_sign(last, '\'') => return Usage::Unused,
        [.., first, last] if is_sign(first, '.') && is_sign(last, '.') => {}
        [.., first, last] if is_sign(first, ':') && is_sign(last, ':') => return Usage::Borrowed,
        [.., last] if is_sign(last, '.') => return Usage::Borrowed,
        _ if taken => return Usage::ByValue,
        [.., last] if is_sign(last, '&') => return Usage::Borrowed,
        [.., and, TokenTree::Ident(last)] if is_sign(and, '&') && last == "mut" => {
            return Usage::Borrowed;
        }
        _ => {}
    }
    match after {
        [first, TokenTree::Ident(next), ..] if is_sign(first, '.') && next == "await" => {
            Usage::ByValue
        }
        [first, second, ..] if is_sign(first, '=') && is_sign(second, '>') => Usage::ByValue,
        [TokenTree::Group(group), ..] if group.delimiter() != Delimiter::Brace => Usage::Borrowed,
        [first, ..] if ['.', ':', '=', '!'].iter().any(|&next| is_sign(first, next)) => {
            Usage::Borrowed
        }
        _ => Usage::ByValue,
    }
}

/// The method that is called on what stands before.
fn method(after: &[TokenTree]) -> Option<&Ident> {
    match after {
        [dot, TokenTree::Ident(method), TokenTree::Group(arguments), ..]
            if is_sign(dot, '.') && arguments.delimiter() == Delimiter::Parenthesis =>
        {
            Some(method)
        }
        _ => None,
    }
}

/// The tokens with `$e:expr` and its like opened.
fn without_invisible_groups(tokens: &TokenStream) -> Vec<TokenTree> {
    let mut opened = Vec::new();
    for token in tokens.clone() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                opened.extend(without_invisible_groups(&group.stream()));
            }
            token => opened.push(token),
        }
    }
    opened
}
