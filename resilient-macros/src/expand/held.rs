//! Values that a link makes and puts a reference to in a place: `model = &format!("{model}-mini")`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Expr;

use crate::config::Config;
use crate::config::links::Link;
use crate::expand::located;
use crate::expand::names::internal;
use crate::expand::plan::Plan;

/// What holds the values until the call is over.
pub(crate) fn locals(config: &Config, plan: &Plan) -> TokenStream {
    let krate = &plan.krate;
    let links = config.fallback.iter().enumerate();
    let held = links.filter_map(|(link, it)| match it {
        Link::Replace(all) => Some(all.iter().enumerate().map(move |(at, one)| (link, at, one))),
        Link::Each { .. } | Link::Path(_) | Link::Call(_) => None,
    });
    let held = held.flatten().filter(|(_, _, one)| made(&one.value).is_some());
    let names = held.map(|(link, at, _)| name(link, at));
    quote!(#(let #names = #krate::Held::new();)*)
}

/// A reference to the value, which is held.
// Output: held_0_0.__hold(format!(..))
pub(crate) fn hold(value: &Expr, (link, at): (usize, usize), inner: TokenStream) -> TokenStream {
    let held = located::named(name(link, at), value);
    let inner = located::in_parentheses(value, inner);
    quote!(#held.__hold #inner)
}

/// What a reference refers to, where that is no place and would be gone at the end of the line.
pub(crate) fn made(value: &Expr) -> Option<&Expr> {
    let Expr::Reference(reference) = value else { return None };
    let mut inner = &*reference.expr;
    loop {
        inner = match inner {
            Expr::Group(it) => &it.expr,
            Expr::Paren(it) => &it.expr,
            _ => break,
        };
    }
    let is_made = matches!(
        inner,
        Expr::Binary(_)
            | Expr::Block(_)
            | Expr::Call(_)
            | Expr::If(_)
            | Expr::Macro(_)
            | Expr::Match(_)
            | Expr::MethodCall(_)
            | Expr::Struct(_)
    );
    (is_made && reference.mutability.is_none()).then_some(inner)
}

fn name(link: usize, at: usize) -> Ident {
    internal(&format!("held_{link}_{at}"))
}
