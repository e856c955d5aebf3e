//! Values that a link makes and puts a reference to in a place: `model = &format!("{model}-mini")`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Expr, Path};

use crate::config::Config;
use crate::config::links::Link;
use crate::expand::located;
use crate::expand::names::internal;
use crate::expand::plan::Plan;
use crate::usage::has;

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
    let is_place =
        matches!(inner, Expr::Field(_) | Expr::Index(_) | Expr::Path(_) | Expr::Unary(_));
    (!is_place && reference.mutability.is_none() && has(inner, is_made)).then_some(inner)
}

/// Whether it is made in the call. What is constant is there for ever.
fn is_made(expr: &Expr) -> bool {
    let is_small = |path: &Path| {
        let last = path.segments.last().map(|last| last.ident.to_string());
        last.is_some_and(|last| last.starts_with(char::is_lowercase))
    };
    match expr {
        Expr::Await(_)
        | Expr::Block(_)
        | Expr::Closure(_)
        | Expr::If(_)
        | Expr::Macro(_)
        | Expr::Match(_)
        | Expr::MethodCall(_) => true,
        // An argument, or a function; `Some` and the like are constant.
        Expr::Path(path) => is_small(&path.path),
        _ => false,
    }
}

fn name(link: usize, at: usize) -> Ident {
    internal(&format!("held_{link}_{at}"))
}
