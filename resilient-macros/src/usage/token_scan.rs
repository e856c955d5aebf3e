//! Where a name stands in tokens that are no Rust expression, judged by what stands next to it.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::LitStr;
use syn::ext::IdentExt as _;

use super::Usage;
use super::macro_input::captures;
use super::reader::Reader;
use crate::tokens::is_sign;

/// Whether `name` occurs as an identifier anywhere in `tokens`.
pub(crate) fn occurs(tokens: &TokenStream, name: &str) -> bool {
    occurs_any(tokens, &[name])
}

/// Whether one of `names` does. Each look at a token costs the compiler, so this is one for all of them.
pub(crate) fn occurs_any(tokens: &TokenStream, names: &[&str]) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => occurs_any(&group.stream(), names),
        TokenTree::Ident(ident) => names.contains(&ident.unraw().to_string().as_str()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether `name` occurs in `tokens`, be it in the braces of a text.
pub(crate) fn may_occur(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => may_occur(&group.stream(), name),
        TokenTree::Literal(literal) => literal.to_string().contains(&format!("{{{name}")),
        token => is_name(&token, name),
    })
}

/// Whether there is a `let name = name;` in `tokens`.
pub(crate) fn binds_again(tokens: &TokenStream, name: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let here = tokens.windows(5).any(|five| match five {
        [first, new, sign, old, end] => {
            is_name(first, "let")
                && is_name(new, name)
                && is_sign(sign, '=')
                && is_name(old, name)
                && is_sign(end, ';')
        }
        _ => false,
    });
    let in_group = |token: &TokenTree| matches!(token, TokenTree::Group(it) if binds_again(&it.stream(), name));
    here || tokens.iter().any(in_group)
}

/// Where a name is first spelled in `tokens`, or else a text that has it.
pub(crate) fn spelled(tokens: &TokenStream, name: &str) -> Option<Ident> {
    let in_text = |token: &TokenTree| matches!(token, TokenTree::Literal(it) if it.to_string().contains(name));
    let found = first(tokens, &|token| is_name(token, name)).or_else(|| first(tokens, &in_text))?;
    Some(Ident::new(name, found.span()))
}

fn first(tokens: &TokenStream, is: &impl Fn(&TokenTree) -> bool) -> Option<TokenTree> {
    tokens.clone().into_iter().find_map(|token| match token {
        TokenTree::Group(group) => first(&group.stream(), is),
        token => is(&token).then_some(token),
    })
}

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

fn is_name(token: &TokenTree, name: &str) -> bool {
    let TokenTree::Ident(ident) = token else { return false };
    let text = ident.to_string();
    text.strip_prefix("r#").unwrap_or(&text) == name
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
