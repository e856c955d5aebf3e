//! Lists with commas, `[a, b]`, read to the end whatever stands in them.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};

use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::{self, take};

/// What stands in the brackets, if that is all there is.
pub(crate) fn bracketed(tokens: &TokenStream) -> Option<TokenStream> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) => match group.delimiter() {
            Delimiter::Bracket => Some(group.stream()),
            Delimiter::None => bracketed(&group.stream()),
            Delimiter::Parenthesis | Delimiter::Brace => None,
        },
        _ => None,
    }
}

/// The tokens of each item: `expr` or `place in expr`.
pub(crate) fn items(tokens: TokenStream, mistakes: &mut Mistakes) -> Vec<TokenStream> {
    entries(tokens, mistakes, |input, mistakes| item(input, mistakes).map(Some))
}

/// What `entry` reads between commas, to the end, whatever stands there.
pub(crate) fn entries<T>(
    tokens: TokenStream,
    mistakes: &mut Mistakes,
    entry: impl Fn(ParseStream<'_>, &mut Mistakes) -> syn::Result<Option<T>>,
) -> Vec<T> {
    let mut entries = Vec::new();
    let reader = |input: ParseStream<'_>| {
        while !input.is_empty() {
            if input.peek(Token![,]) {
                mistakes.add(diagnostics::stray_comma(input.parse()?));
                continue;
            }
            entries.extend(entry(input, mistakes)?);
            if take::at_end(input) {
                options::close(input, mistakes)?;
            } else {
                mistakes.add(diagnostics::no_comma(&input.cursor().token_stream()));
            }
        }
        Ok(())
    };
    if let Err(mistake) = reader.parse2(tokens) {
        mistakes.add(mistake);
    }
    entries
}

/// The tokens of each name, and of what stands in the place of one.
pub(crate) fn names(tokens: TokenStream, mistakes: &mut Mistakes) -> Vec<TokenStream> {
    entries(tokens, mistakes, |input, _| {
        let mut name = TokenStream::new();
        while !take::at_end(input) {
            name.extend([input.parse::<TokenTree>()?]);
            // Two names stand side by side where a comma is missing.
            if input.peek(Ident::peek_any) && Ident::parse_any.parse2(name.clone()).is_ok() {
                break;
            }
        }
        Ok(Some(name))
    })
}

fn item(input: ParseStream<'_>, mistakes: &mut Mistakes) -> syn::Result<TokenStream> {
    let mut tokens = take::value(input);
    if input.peek(Token![:]) || input.peek(Token![=>]) {
        if let Some(sign) = take::sign(input) {
            mistakes.add(diagnostics::wrong_sign(&sign, &tokens));
            Token![=](input.span()).to_tokens(&mut tokens);
        }
        tokens.extend(take::value(input));
    }
    if input.peek(Token![in]) {
        input.parse::<Token![in]>()?.to_tokens(&mut tokens);
        tokens.extend(take::value(input));
    }
    Ok(tokens)
}
