//! The places that links put other values in.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, Member};

use crate::config::Config;
use crate::config::links::Link;
use crate::expand::arguments::Argument;
use crate::expand::located;
use crate::expand::names::internal;
use crate::item::kind::Kind;
use crate::usage::mentions;
use crate::written::written;

/// A place that links replace, with the local that keeps the call's own value meanwhile.
pub(crate) struct Place<'a> {
    pub(crate) expr: &'a Expr,
    pub(crate) own: Ident,
}

impl Place<'_> {
    pub(crate) fn restore(&self) -> TokenStream {
        let (own, expr) = (&self.own, located::lent(self.expr));
        quote!(#own.__restore(#expr);)
    }

    pub(crate) fn swap(&self) -> TokenStream {
        let (own, expr) = (&self.own, located::lent(self.expr));
        quote!(#own.__swap(#expr);)
    }
}

/// The places in arguments that an expression names.
pub(crate) fn named_places<'p, 'a>(
    expr: &TokenStream,
    places: &'p [Place<'a>],
) -> Vec<&'p Place<'a>> {
    let named = |place: &&Place<'_>| root(place.expr).is_some_and(|root| mentions(expr, root));
    places.iter().filter(named).collect()
}

/// Whether a link puts another value in this argument's place, or in a field of it.
pub(crate) fn assigns(config: &Config, argument: &Argument) -> bool {
    places(config).iter().any(|place| {
        let through_reference =
            argument.kind == Kind::Exclusive && !matches!(place.expr, Expr::Path(_));
        root(place.expr).is_some_and(|root| argument.is_called(root)) && !through_reference
    })
}

/// Whether something may borrow from this argument while an attempt runs: a value in a place whose type may hold a
/// reference, or an iterator.
pub(crate) fn lends(config: &Config, argument: &Argument, all: &[Argument]) -> bool {
    let may_hold = |place: &Expr| {
        let argument = |name: &Ident| all.iter().find(|it| it.name == *name);
        root(place).and_then(argument).is_some_and(|it| it.parameter.may_borrow)
    };
    let is_borrowed = |expr: &Expr| argument.is_borrowed_in(&expr.to_token_stream());
    config.fallback.iter().any(|link| match link {
        Link::Replace(all) => all.iter().any(|one| may_hold(&one.place) && is_borrowed(&one.value)),
        // The ends of a range are values.
        Link::Each { iterator, .. } => !matches!(iterator, Expr::Range(_)) && is_borrowed(iterator),
        Link::Path(_) | Link::Call(_) => false,
    })
}

pub(crate) fn places(config: &Config) -> Vec<Place<'_>> {
    let mut places: Vec<Place<'_>> = Vec::new();
    for link in &config.fallback {
        for expr in replaced(link) {
            if !places.iter().any(|known| written(known.expr) == written(expr)) {
                let own = internal(&format!("own_{}", places.len()));
                places.push(Place { expr, own });
            }
        }
    }
    places
}

pub(crate) fn replaced(link: &Link) -> Vec<&Expr> {
    match link {
        Link::Replace(all) => all.iter().map(|one| &one.place).collect(),
        Link::Each { place, .. } => vec![place],
        Link::Path(_) | Link::Call(_) => Vec::new(),
    }
}

pub(crate) fn root(place: &Expr) -> Option<&Ident> {
    match place {
        Expr::Path(path) => path.path.get_ident(),
        Expr::Field(field) => root(&field.base),
        Expr::Group(group) => root(&group.expr),
        Expr::Paren(paren) => root(&paren.expr),
        _ => None,
    }
}

/// Whether one place holds the other: `req` holds `req.model`.
pub(crate) fn overlap(one: &Expr, other: &Expr) -> bool {
    let (one, other) = (steps(one), steps(other));
    one.iter().zip(&other).all(|(one, other)| one == other)
}

fn steps(place: &Expr) -> Vec<String> {
    match place {
        Expr::Field(field) => {
            let mut steps = steps(&field.base);
            steps.push(match &field.member {
                Member::Named(name) => name.to_string(),
                Member::Unnamed(index) => index.index.to_string(),
            });
            steps
        }
        other => vec![written(other)],
    }
}
