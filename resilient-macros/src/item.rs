//! The function under the attribute: its signature, and its body as tokens that nobody parses.

pub(crate) mod async_trait;
pub(crate) mod block;
pub(crate) mod instrumented;
pub(crate) mod kind;
pub(crate) mod lints;
pub(crate) mod output;
pub(crate) mod parameter;
pub(crate) mod pattern;

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::spanned::Spanned as _;
use syn::{AttrStyle, Attribute, ReturnType, Signature, Type, Visibility};

use crate::item::block::AsyncBlock;
use crate::tokens::{is_sign, is_word, like};
use crate::unfit;
use crate::usage::occurs;

/// An async function as it stands in the source.
pub(crate) struct AsyncFn {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    /// What is run again: the function's own braces, or those of its async block.
    pub(crate) body: Group,
    /// The block that a function without `async` returns.
    pub(crate) block: Option<AsyncBlock>,
    /// The body is in blocks of `#[tracing::instrument]`, which borrow what it does.
    pub(crate) borrows_in_blocks: bool,
}

impl Parse for AsyncFn {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let start = input.span();
        let sig: Signature = input.parse().map_err(|_| unfit::not_a_function(start))?;
        let Ok(TokenTree::Group(body)) = input.parse::<TokenTree>() else {
            return Err(unfit::no_body(&sig));
        };
        let body = opened(body);
        let block = if sig.asyncness.is_none() { AsyncBlock::find(&body) } else { None };
        let (body, block) = match block {
            Some((block, body)) => (body, Some(block)),
            None => {
                let (lifted, body) = lifted(body);
                attrs.extend(lifted);
                (body, None)
            }
        };
        Ok(Self { attrs, vis, sig, body, block, borrows_in_blocks: false })
    }
}

/// Whether this is a closure or a block, beside which no item can stand.
pub(crate) fn is_expression(tokens: &TokenStream) -> bool {
    let mut tokens = tokens
        .clone()
        .into_iter()
        .skip_while(|token| is_word(token, "async") || is_word(token, "move"));
    match tokens.next() {
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
        Some(token) => is_sign(&token, '|'),
        None => false,
    }
}

/// The braces inside of the invisible ones around `$body:block`.
fn opened(group: Group) -> Group {
    let mut tokens = group.stream().into_iter();
    match (group.delimiter(), tokens.next(), tokens.next()) {
        (Delimiter::None, Some(TokenTree::Group(inner)), None) => opened(inner),
        _ => group,
    }
}

/// The attributes that the body begins with, which are the function's, and would be those of a block inside.
// Input:  { #![allow(unused)] #![doc = "Asks."] .. }
// Output: #[allow(unused)] #[doc = "Asks."]   and   { .. }
fn lifted(body: Group) -> (Vec<Attribute>, Group) {
    // Most bodies begin with something else, and are not read for it.
    if !body.stream().into_iter().next().is_some_and(|first| is_sign(&first, '#')) {
        return (Vec::new(), body);
    }
    let read = |input: ParseStream<'_>| {
        Ok((input.call(Attribute::parse_inner)?, input.parse::<TokenStream>()?))
    };
    let Ok((inside, rest)) = read.parse2(body.stream()) else {
        return (Vec::new(), body);
    };
    let outer = |attr: Attribute| Attribute { style: AttrStyle::Outer, ..attr };
    (inside.into_iter().map(outer).collect(), like(&body, rest))
}

impl AsyncFn {
    /// What can't be repeated: a function that is not async, or does not return a `Result`.
    pub(crate) fn mistake(&self) -> Option<syn::Error> {
        if self.sig.asyncness.is_none() && self.block.is_none() {
            return Some(match &self.sig.output {
                ReturnType::Type(_, ty) if output::of_future(ty).is_some() => {
                    unfit::not_one_block(&self.sig)
                }
                _ => {
                    // As `#[tokio::main]` has made it.
                    let blocks = occurs(&self.body.stream(), "block_on");
                    unfit::not_async(&self.sig, &self.attrs, blocks)
                }
            });
        }
        let name = &self.sig.ident;
        match self.output() {
            None if self.block.is_some() => None,
            None => Some(unfit::no_result(name, name)),
            Some(ty) if output::is_surely_no_result(ty) => Some(unfit::no_result(ty, name)),
            Some(_) => None,
        }
    }

    /// What the future gives, where the signature says so.
    pub(crate) fn output(&self) -> Option<&Type> {
        match &self.sig.output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) if self.block.is_some() => output::of_future(ty),
            ReturnType::Type(_, ty) => Some(ty),
        }
    }

    /// Whether `#[async_trait]` has bound `self` before the body, by another name.
    pub(crate) fn binds_self(&self) -> bool {
        let lets = self.block.iter().flat_map(|block| &block.lets);
        lets.filter_map(async_trait::source).any(|source| source == "self")
    }

    /// What the future gives as a body may name it; where nothing is written, it is some `Result`.
    pub(crate) fn erased_output(&self) -> TokenStream {
        self.output().map_or_else(|| quote!(::core::result::Result<_, _>), output::erased)
    }

    /// Where a trait that is missing on the error type should be reported.
    pub(crate) fn output_span(&self) -> Span {
        let Some(ty) = self.output() else { return self.sig.ident.span() };
        output::of_result(ty).map_or_else(|| ty.span(), |(_, error)| error.span())
    }
}
