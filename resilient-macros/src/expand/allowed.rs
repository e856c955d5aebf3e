//! Lints that find in an expansion what they do not find in the plain function.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;
use syn::ext::IdentExt as _;

use crate::expand::plan::Plan;
use crate::item::AsyncFn;
use crate::usage::{binds_again, occurs_any};

/// What clippy would say of our loop and our bindings, and not of the plain function.
pub(super) fn lints(item: &AsyncFn, plan: &Plan) -> Vec<TokenStream> {
    let mut allowed = Vec::new();
    if !plan.is_single() && is_taken_for_a_loop(item) {
        allowed.push(quote!(clippy::regex_creation_in_loops));
    }
    let is_instrument = |attr: &Attribute| {
        attr.path().segments.last().is_some_and(|last| last.ident == "instrument")
    };
    let body = item.body.stream();
    let is_captured = match &item.block {
        // Under `#[async_trait]` they are bound in the block, and clippy says so.
        Some(block) => block.lets.is_empty(),
        None => item.attrs.iter().any(is_instrument),
    };
    if is_captured
        && plan.arguments.iter().any(|it| binds_again(&body, &it.name.unraw().to_string()))
    {
        allowed.push(quote!(clippy::redundant_locals));
    }
    allowed
}

/// Whether clippy would say of our loop that a regex is made in it, and of no other.
fn is_taken_for_a_loop(item: &AsyncFn) -> bool {
    let body = item.body.stream();
    occurs_any(&body, &["Regex", "RegexBuilder", "RegexSet", "RegexSetBuilder"])
        && !occurs_any(&body, &["for", "loop", "while"])
}
