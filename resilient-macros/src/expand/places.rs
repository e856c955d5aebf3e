//! The places that links put other values in, and the locals that keep the call's own meanwhile.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprLit, Lit, Macro, Member};

use crate::config::Config;
use crate::config::links::{Link, Replacement};
use crate::expand::arguments::Argument;
use crate::expand::names::internal;
use crate::expand::plan::Plan;
use crate::expand::{called, located};
use crate::item::kind::Kind;
use crate::usage::mentions;

/// A place that links replace, with the local that keeps the call's own value meanwhile.
pub(crate) struct Place<'a> {
    pub(crate) expr: &'a Expr,
    pub(crate) own: Ident,
}

impl Place<'_> {
    pub(crate) fn restore(&self) -> TokenStream {
        let (own, expr) = (&self.own, located::lent(self.expr));
        quote!(#own.restore(#expr);)
    }

    pub(crate) fn swap(&self) -> TokenStream {
        let (own, expr) = (&self.own, located::lent(self.expr));
        quote!(#own.swap(#expr);)
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

/// Gives the last resort the call's own arguments back.
pub(crate) fn restored_for(otherwise: &TokenStream, config: &Config) -> TokenStream {
    let places = places(config);
    let restored = named_places(otherwise, &places).into_iter().rev().map(Place::restore);
    quote!(#(#restored)*)
}

// Output: ; { own_0.restore(&mut request.model); }
/// Gives the caller back what it lent, as it was: fields behind references.
pub(crate) fn given_back(config: &Config, plan: &Plan) -> Option<TokenStream> {
    let places = places(config);
    let lent = |place: &&Place<'_>| {
        let is_field = matches!(place.expr, Expr::Field(_));
        is_field && root(place.expr).is_some_and(|root| plan.is_behind_a_reference(root))
    };
    let restored: Vec<TokenStream> = places.iter().rev().filter(lent).map(Place::restore).collect();
    (!restored.is_empty()).then(|| quote!(; { #(#restored)* }))
}

/// The locals that keep the call's own values.
pub(crate) fn locals(config: &Config, plan: &Plan) -> TokenStream {
    let (places, krate) = (places(config), &plan.krate);
    let kept = places.iter().map(|Place { own, .. }| quote!(let mut #own = #krate::Own::new();));
    quote!(#(#kept)*)
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

/// Each of these as it is written: `model = "x"`.
pub(crate) fn pairs(all: &[Replacement]) -> Vec<String> {
    all.iter().map(|one| format!("{} = {}", written(&one.place), written(&one.value))).collect()
}

pub(crate) fn written(tokens: &dyn ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    [(" :: ", "::"), (" . ", "."), ("& ", "&"), (" ,", ","), (" (", "("), ("( ", "("), (" )", ")")]
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}

pub(crate) fn replace(
    places: &[Place<'_>],
    place: &Expr,
    value: &TokenStream,
) -> Option<TokenStream> {
    let own = &places.iter().find(|known| written(known.expr) == written(place))?.own;
    let place = located::lent(place);
    Some(quote!(#own.replace(#value, #place);))
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

/// Puts the values of a link in their places, all of them made from the call's own arguments.
// Output: let value_1 = a.clone(); own_0.replace(b.clone(), &mut a); own_1.replace(value_1, &mut b);
pub(crate) fn replaced_by(
    plan: &Plan,
    places: &[Place<'_>],
    replacements: &[Replacement],
) -> TokenStream {
    let (mut before, mut replaced) = (TokenStream::new(), TokenStream::new());
    for (index, Replacement { place, value }) in replacements.iter().enumerate() {
        let mut made = converted(plan, value);
        let mut earlier = replacements[..index].iter().filter_map(|it| root(&it.place));
        if earlier.any(|root| mentions(&value.to_token_stream(), root)) {
            let name = located::named(internal(&format!("value_{index}")), value);
            before.extend(quote!(let #name = #made;));
            made = name.to_token_stream();
        }
        replaced.extend(replace(places, place, &made));
    }
    quote!(#before #replaced)
}

/// A string literal becomes whatever the place holds; an argument is cloned, so that it stays.
fn converted(plan: &Plan, value: &Expr) -> TokenStream {
    if let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = value {
        let here = Span::call_site().located_at(text.span());
        let krate = Ident::new(&plan.krate.to_string(), here);
        return quote_spanned!(here=> #krate::from(#text));
    }
    kept(plan, value)
}

/// An expression that uses no argument up.
pub(crate) fn kept(plan: &Plan, expr: &Expr) -> TokenStream {
    // What a macro of the user's does with an argument is its own affair: most only look.
    let is_known = |mac: &Macro| ["vec", "dbg"].iter().any(|name| mac.path.is_ident(name));
    if matches!(expr, Expr::Macro(called) if !is_known(&called.mac)) {
        return expr.to_token_stream();
    }
    plan.is_argument(expr).map_or_else(
        || called::with_clones(plan, &expr.to_token_stream(), |expr| expr),
        |name| quote_spanned!(name.span()=> ::core::clone::Clone::clone(&#name)),
    )
}
