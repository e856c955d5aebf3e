//! Whether a name stands in tokens at all, and where.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;

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

/// Whether an operator follows `name` or what has it in parentheses, or a `mut` stands before it: what changes it can't do
/// without. To read the body costs more.
pub(crate) fn looks_changed(tokens: &TokenStream, name: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let here = tokens.windows(2).any(|pair| match pair {
        [word, token] if is_name(word, "mut") => is_name(token, name),
        [TokenTree::Group(group), TokenTree::Punct(it)] => {
            OPERATORS.contains(it.as_char()) && occurs(&group.stream(), name)
        }
        [token, TokenTree::Punct(it)] => OPERATORS.contains(it.as_char()) && is_name(token, name),
        _ => false,
    });
    let in_group = |token: &TokenTree| matches!(token, TokenTree::Group(it) if looks_changed(&it.stream(), name));
    here || tokens.iter().any(in_group)
}

/// What an operator that assigns begins with.
const OPERATORS: &str = "=+-*/%^&|<>";

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

pub(super) fn is_name(token: &TokenTree, name: &str) -> bool {
    let TokenTree::Ident(ident) = token else { return false };
    let text = ident.to_string();
    text.strip_prefix("r#").unwrap_or(&text) == name
}
