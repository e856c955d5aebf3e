//! Calls that stand where the user's own tokens stand, so that what rustc says is said there.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

use crate::tokens::is_sign;

/// A call of ours from the first to the last of the user's tokens.
// Output: path(arguments)
pub(crate) fn call(here: &dyn ToTokens, path: TokenStream, arguments: TokenStream) -> TokenStream {
    between(ends(here), path, arguments)
}

/// The same at the first of them alone, so that several calls have the one place and what is wrong is said once.
// Output: path(arguments)
pub(crate) fn call_at_start(
    here: &dyn ToTokens,
    path: TokenStream,
    arguments: TokenStream,
) -> TokenStream {
    let [first, _] = ends(here);
    between([first, first], path, arguments)
}

/// A call from the first to the last of them, awaited.
// Output: path(arguments).await
pub(crate) fn awaited(
    here: &dyn ToTokens,
    path: TokenStream,
    arguments: TokenStream,
) -> TokenStream {
    let [first, last] = ends(here);
    let (call, keyword) = (between([first, last], path, arguments), Ident::new("await", last));
    quote_spanned!(last=> #call.#keyword)
}

/// The arguments of a call where the last of the user's tokens stands.
// Output: (arguments)
pub(crate) fn in_parentheses(here: &dyn ToTokens, arguments: TokenStream) -> Group {
    let [_, last] = ends(here);
    parenthesized(last, arguments)
}

fn between([first, last]: [Span; 2], path: TokenStream, arguments: TokenStream) -> TokenStream {
    let mut path: Vec<TokenTree> = path.into_iter().collect();
    // What is wrong with the first type in brackets is said where it is written.
    let open = path.iter().position(|it| is_sign(it, '<')).unwrap_or(path.len());
    let close = path.iter().rposition(|it| is_sign(it, ',')).unwrap_or(path.len());
    for (at, token) in path.iter_mut().enumerate() {
        if at <= open || at >= close {
            token.set_span(first);
        }
    }
    let arguments = parenthesized(last, arguments);
    quote!(#(#path)* #arguments)
}

fn parenthesized(span: Span, arguments: TokenStream) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, arguments);
    group.set_span(span);
    group
}

// Output: &value
pub(crate) fn borrowed(value: &dyn ToTokens) -> TokenStream {
    quote_spanned!(start(value)=> &#value)
}

// Output: &mut value
pub(crate) fn lent(value: &dyn ToTokens) -> TokenStream {
    quote_spanned!(start(value)=> &mut #value)
}

/// A name of ours where the user's tokens begin.
pub(crate) fn named(mut name: Ident, here: &dyn ToTokens) -> Ident {
    name.set_span(name.span().located_at(start(here)));
    name
}

/// Where the user's tokens begin.
pub(crate) fn start(here: &dyn ToTokens) -> Span {
    let [first, _] = ends(here);
    first
}

/// Where the user's tokens begin and end, with the names that generated code sees.
fn ends(here: &dyn ToTokens) -> [Span; 2] {
    let tokens: Vec<TokenTree> = here.to_token_stream().into_iter().collect();
    let span = |token: Option<&TokenTree>| {
        Span::call_site().located_at(token.map_or_else(Span::call_site, TokenTree::span))
    };
    [span(tokens.first()), span(tokens.last())]
}
