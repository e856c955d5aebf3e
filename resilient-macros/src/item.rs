//! The function under the attribute: its signature, and its body as tokens that nobody parses.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Attribute, ReturnType, Signature, Type, Visibility};

use crate::unfit;

/// An async function as it stands in the source.
pub(crate) struct AsyncFn {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    pub(crate) body: Group,
}

impl Parse for AsyncFn {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let start = input.span();
        let sig: Signature = input.parse().map_err(|_| unfit::not_a_function(start))?;
        let Ok(TokenTree::Group(body)) = input.parse::<TokenTree>() else {
            return Err(unfit::no_body(&sig));
        };
        let body = bare(body);
        Ok(Self { attrs, vis, sig, body })
    }
}

/// The body itself, where a declarative macro passes it on as a `block`.
fn bare(body: Group) -> Group {
    let mut inside = body.stream().into_iter();
    match (body.delimiter(), inside.next(), inside.next()) {
        (Delimiter::None, Some(TokenTree::Group(inner)), None) => bare(inner),
        _ => body,
    }
}

impl ToTokens for AsyncFn {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.attrs);
        self.vis.to_tokens(tokens);
        self.sig.to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}

impl AsyncFn {
    /// What can't be repeated: a function that is not async, or does not return a `Result`.
    pub(crate) fn mistake(&self) -> Option<syn::Error> {
        if self.sig.asyncness.is_none() {
            return Some(unfit::not_async(&self.sig, &self.attrs));
        }
        let name = &self.sig.ident;
        match &self.sig.output {
            ReturnType::Default => Some(unfit::no_result(name, name)),
            ReturnType::Type(_, ty) if is_surely_no_result(ty) => Some(unfit::no_result(ty, name)),
            ReturnType::Type(..) => None,
        }
    }

    /// Where a trait that is missing on the error type should be reported.
    pub(crate) fn output_span(&self) -> Span {
        match &self.sig.output {
            ReturnType::Default => self.sig.ident.span(),
            ReturnType::Type(_, ty) => ty.span(),
        }
    }
}

/// An alias may stand for a `Result`, these can't.
fn is_surely_no_result(ty: &Type) -> bool {
    const OTHERS: [&str; 22] = [
        "bool", "char", "str", "String", "Option", "Vec", "Box", "Arc", "Rc", "u8", "u16", "u32",
        "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "f32", "f64",
    ];
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| OTHERS.iter().any(|other| last.ident == *other)),
        Type::Tuple(_) | Type::Reference(_) | Type::Array(_) | Type::Slice(_) | Type::Never(_) => {
            true
        }
        _ => false,
    }
}
