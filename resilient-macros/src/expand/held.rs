//! Values that a link makes and puts a reference to in a place: `model = &format!("{model}-mini")`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Expr, UnOp};

use crate::config::Config;
use crate::config::links::Link;
use crate::expand::located;
use crate::expand::names::internal;
use crate::expand::plan::Plan;
use crate::usage::{bare, has};

/// What holds the values until the call is over.
pub(crate) fn locals(config: &Config, plan: &Plan) -> TokenStream {
    let krate = &plan.krate;
    let of_a_link = |(link, it): (usize, &Link)| -> Vec<Ident> {
        let Link::Replace(all) = it else { return Vec::new() };
        let held = all.iter().enumerate().filter(|(_, one)| made(&one.value).is_some());
        held.map(|(at, _)| name(link, at)).collect()
    };
    let names = config.fallback.iter().enumerate().flat_map(of_a_link);
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
    let inner = bare(&reference.expr);
    let is_place = match inner {
        Expr::Field(_) | Expr::Index(_) | Expr::Path(_) => true,
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)),
        _ => false,
    };
    (!is_place && reference.mutability.is_none() && has(inner, is_made)).then_some(inner)
}

/// Whether it is made in the call. What is constant is there for ever.
fn is_made(expr: &Expr) -> bool {
    match expr {
        Expr::Await(_)
        | Expr::Block(_)
        | Expr::Closure(_)
        | Expr::If(_)
        | Expr::Macro(_)
        | Expr::Match(_)
        | Expr::MethodCall(_) => true,
        // An argument, or a function; `Some` and the like are constant.
        Expr::Path(path) => {
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident.to_string().starts_with(char::is_lowercase))
        }
        _ => false,
    }
}

fn name(link: usize, at: usize) -> Ident {
    internal(&format!("held_{link}_{at}"))
}
