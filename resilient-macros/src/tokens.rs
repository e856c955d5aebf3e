//! Single tokens: what one is, and a group made anew.

use proc_macro2::{Group, TokenStream, TokenTree};

/// Whether a token is this keyword or name, as it is written.
pub(crate) fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(it) if it == word)
}

pub(crate) fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == sign)
}

/// Other tokens in a group of the same kind and place.
pub(crate) fn like(group: &Group, tokens: TokenStream) -> Group {
    let mut new = Group::new(group.delimiter(), tokens);
    new.set_span(group.span());
    new
}
