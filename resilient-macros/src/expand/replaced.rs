//! How other values come into places, and how the call's own come back.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprLit, Lit, Macro};

use crate::config::Config;
use crate::config::links::Replacement;
use crate::expand::names::internal;
use crate::expand::places::{Place, named_places, places, root};
use crate::expand::plan::Plan;
use crate::expand::{called, held, located};
use crate::usage::mentions;
use crate::written::written;

/// Gives the last resort the call's own arguments back.
pub(crate) fn restored_for(otherwise: &TokenStream, config: &Config) -> TokenStream {
    let places = places(config);
    let restored = named_places(otherwise, &places).into_iter().rev().map(Place::restore);
    quote!(#(#restored)*)
}

// Output: ; { own_0.__restore(&mut request.model); }
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

pub(crate) fn replace(
    places: &[Place<'_>],
    place: &Expr,
    value: &TokenStream,
) -> Option<TokenStream> {
    let own = &places.iter().find(|known| written(known.expr) == written(place))?.own;
    let place = located::lent(place);
    Some(quote!(#own.__replace(#value, #place);))
}

/// Puts the values of a link in their places, all of them made from the call's own arguments.
// Output: let value_1 = a.clone(); own_0.__replace(b.clone(), &mut a); own_1.__replace(value_1, &mut b);
pub(crate) fn replaced_by(
    plan: &Plan,
    places: &[Place<'_>],
    (link, replacements): (usize, &[Replacement]),
) -> TokenStream {
    let (mut before, mut replaced) = (TokenStream::new(), TokenStream::new());
    for (index, Replacement { place, value }) in replacements.iter().enumerate() {
        let mut made = match held::made(value) {
            Some(inner) => held::hold(value, (link, index), kept(plan, inner)),
            None => converted(plan, value),
        };
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
    plan.as_argument(expr).map_or_else(
        || called::with_clones(plan, &expr.to_token_stream(), |expr| expr),
        |name| quote_spanned!(name.span()=> ::core::clone::Clone::clone(&#name)),
    )
}
