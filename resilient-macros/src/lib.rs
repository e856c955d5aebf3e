//! The attribute of `resilient-fn`, its two declarations and its derive.
//!
//! Depend on `resilient-fn`, whose crate `resilient` re-exports all four.

mod config;
mod derive;
mod diagnostics;
mod expand;
mod item;
mod mistakes;
mod options;
mod rules;
mod section;
#[cfg(test)]
mod testing;
mod tokens;
mod unfit;
mod usage;
mod written;

use proc_macro::TokenStream;

#[doc = include_str!("../docs/attribute.md")]
#[proc_macro_attribute]
pub fn resilient(args: TokenStream, item: TokenStream) -> TokenStream {
    attribute(args.into(), &item.into()).into()
}

#[doc = include_str!("../docs/breaker.md")]
#[proc_macro]
pub fn breaker(input: TokenStream) -> TokenStream {
    expand::declare::breakers(input.into()).into()
}

#[doc = include_str!("../docs/policy.md")]
#[proc_macro]
pub fn policy(input: TokenStream) -> TokenStream {
    expand::declare::policies(input.into()).into()
}

#[doc = include_str!("../docs/classify.md")]
#[proc_macro_derive(Classify, attributes(classify))]
pub fn classify(input: TokenStream) -> TokenStream {
    derive::classify(input.into()).into()
}

/// Expands the attribute. On any mistake the function stays as it was, so that nothing else fails.
fn attribute(
    args: proc_macro2::TokenStream,
    tokens: &proc_macro2::TokenStream,
) -> proc_macro2::TokenStream {
    let (config, mistake) = config::Config::parse(args);
    let mut mistakes = mistakes::Mistakes::default();
    if let Some(mistake) = mistake {
        mistakes.add(mistake);
    }
    let item = mistakes.keep(syn::parse2::<item::AsyncFn>(tokens.clone()));
    if let Some(mistake) = item.as_ref().and_then(item::AsyncFn::mistake) {
        mistakes.add(mistake);
    }
    let expanded = item.and_then(|item| mistakes.keep(expand::expand(item, &config)));
    match (mistakes.into_error(), expanded) {
        (None, Some(expanded)) => expanded,
        (mistake, _) => {
            let mistake = mistake.map(syn::Error::into_compile_error);
            let unchanged = expand::unchanged(tokens, &config);
            if item::is_expression(tokens) {
                quote::quote!({ #mistake; #unchanged })
            } else {
                quote::quote!(#unchanged #mistake)
            }
        }
    }
}
