//! Takes single parts of an entry from the input, as tokens, whatever stands there.

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Lit, Token};

use crate::tokens::is_sign;

/// Takes the punctuation in the place of `=`, up to where a space ends it.
pub(crate) fn sign(input: ParseStream<'_>) -> Option<TokenStream> {
    let is_equals = !input.peek(Token![==]) && !input.peek(Token![=>]);
    if input.peek(Token![=]) && is_equals {
        return None;
    }
    let ahead = input.fork();
    let mut sign = TokenStream::new();
    while !at_end(&ahead) {
        let Ok(TokenTree::Punct(punct)) = ahead.parse::<TokenTree>() else { break };
        let is_joint = punct.spacing() == Spacing::Joint;
        punct.to_tokens(&mut sign);
        input.advance_to(&ahead);
        if !is_joint {
            break;
        }
    }
    (!sign.is_empty()).then_some(sign)
}

/// Whether a value may follow what was written in the place of `=`.
pub(crate) fn separates(sign: &TokenStream) -> bool {
    let text = sign.to_string().replace(' ', "");
    text.ends_with('=') || [":", "=>", "->", "<-", "~"].contains(&text.as_str())
}

/// An expression where one stands here, else everything up to where the next entry may begin.
pub(crate) fn value(input: ParseStream<'_>) -> TokenStream {
    if let Some(token) = only(input) {
        return token.into();
    }
    // Read apart, as what an expression leaves over in its brackets would be told of the input.
    let read = |ahead: ParseStream<'_>| {
        ahead.parse::<Expr>()?;
        ahead.parse::<TokenStream>()
    };
    let all = input.cursor().token_stream();
    let Ok(rest) = read.parse2(all.clone()) else {
        return broken(input);
    };
    let taken = all.into_iter().count() - rest.into_iter().count();
    let mut value = TokenStream::new();
    for _ in 0..taken {
        value.extend(input.parse::<TokenTree>());
    }
    value
}

/// Takes the one token up to the end of the entry: whether it can be read or not, it is all there is.
fn only(input: ParseStream<'_>) -> Option<TokenTree> {
    let ahead = input.fork();
    let token = ahead.parse().ok()?;
    at_end(&ahead).then(|| input.advance_to(&ahead))?;
    Some(token)
}

/// Takes commas and literals, which are no keys and so belong to the value before them.
pub(crate) fn further(input: ParseStream<'_>) -> Option<TokenStream> {
    let ahead = input.fork();
    let is_literal = ahead.parse::<Token![,]>().is_ok() && ahead.parse::<Lit>().is_ok();
    if !is_literal || !at_end(&ahead) {
        return None;
    }
    let mut taken = TokenStream::from(input.parse::<TokenTree>().ok()?);
    taken.extend(value(input));
    taken.extend(further(input));
    Some(taken)
}

/// Takes at least one token.
pub(crate) fn broken(input: ParseStream<'_>) -> TokenStream {
    let mut taken = TokenStream::new();
    while let Ok(token) = input.parse::<TokenTree>() {
        let after_sign = matches!(token, TokenTree::Punct(_));
        token.to_tokens(&mut taken);
        if at_end(input) || (!after_sign && starts_pair(input)) {
            break;
        }
    }
    taken
}

pub(crate) fn is_comma(token: &TokenTree) -> bool {
    is_sign(token, ',')
}

pub(crate) fn at_end(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,]) || input.peek(Token![;])
}

pub(crate) fn starts_entry(input: ParseStream<'_>) -> bool {
    let call = input.peek(Ident::peek_any) && input.peek2(syn::token::Paren);
    call || starts_pair(input)
}

pub(crate) fn starts_pair(input: ParseStream<'_>) -> bool {
    let equals = input.peek2(Token![=]) && !input.peek2(Token![==]) && !input.peek2(Token![=>]);
    input.peek(Ident::peek_any) && equals
}
