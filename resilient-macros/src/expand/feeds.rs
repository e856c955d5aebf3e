//! The iterators of links, `place in iterator`: when their items are asked for, and which is next.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Expr, ExprArray, ExprLit, Lit};

use crate::config::Config;
use crate::config::links::Link;
use crate::expand::located;
use crate::expand::names::internal;
use crate::expand::places::{self, Place, named_places, places};
use crate::expand::plan::Plan;
use crate::expand::replaced::{kept, replace};
use crate::options::value::ungrouped;
use crate::usage::{has, mentions};

/// The iterators of the links.
pub(crate) fn locals(config: &Config, plan: &Plan) -> TokenStream {
    let krate = &plan.krate;
    let feeds = each(config).map(|(index, _, iterator)| {
        let feed = feed(index);
        let new = located::call_at_start(iterator, quote!(#krate::Feed::new), TokenStream::new());
        quote!(let mut #feed = #new;)
    });
    quote!(#(#feeds)*)
}

/// Asks the iterators that decide whether another target is left. They see the call's own
/// arguments, though the target that has just failed may be asked again with its own.
pub(crate) fn look_ahead(config: &Config, plan: &Plan, outcome: &Ident) -> TokenStream {
    let (run, krate) = (&plan.run, &plan.krate);
    let places = places(config);
    let failed = if plan.is_guarded() {
        quote!(#krate::is_without_answer(&#outcome))
    } else {
        quote!(::core::result::Result::is_err(&#outcome))
    };
    let asked = each(config).map(|(index, place, iterator)| {
        let number = Literal::usize_unsuffixed(index + 1);
        let peek = fed(plan, (index, place, iterator), "peek");
        let named = named_places(&iterator.to_token_stream(), &places);
        let swaps: Vec<TokenStream> = named.into_iter().map(Place::swap).collect();
        quote! {
            if #run.__looks_ahead(#number, #failed) {
                #(#swaps)*
                #run.__looked_ahead(#peek);
                #(#swaps)*
            }
        }
    });
    quote!(#(#asked)*)
}

/// Puts the next item of an iterator in its place, or passes on where there is none.
pub(crate) fn next(
    plan: &Plan,
    places: &[Place<'_>],
    (index, place, iterator): (usize, &Expr, &Expr),
) -> TokenStream {
    let run = &plan.run;
    let take = fed(plan, (index, place, iterator), "take");
    let next = located::named(internal("next"), iterator);
    let item = if is_list_of_strings(iterator) {
        let krate = &plan.krate;
        located::call(iterator, quote!(#krate::from), next.to_token_stream())
    } else {
        next.to_token_stream()
    };
    let replaced = replace(places, place, &item);
    quote! {
        let ::core::option::Option::Some(#next) = #take else {
            #run.__pass();
            continue;
        };
        #replaced
    }
}

/// Asks the items, all where the iterator stands: what is none is said there, and once.
// Output: Feed::take(&mut feed, || iterator)
fn fed(plan: &Plan, (index, place, iterator): (usize, &Expr, &Expr), how: &str) -> TokenStream {
    let (krate, how) = (&plan.krate, Ident::new(how, Span::call_site()));
    let feed = located::lent(&located::named(feed(index), iterator));
    let mut items = kept(plan, iterator);
    // It can't go on borrowing from its own place, as items are put there.
    let sees_its_place =
        || places::root(place).is_some_and(|root| mentions(&iterator.to_token_stream(), root));
    // Twice written, it can't borrow anything exclusively in both places for longer than it takes to read it.
    let changes = || {
        plan.arguments
            .iter()
            .any(|it| it.may_change() && it.is_named_in(&iterator.to_token_stream()))
    };
    if has_closure(iterator) || sees_its_place() || changes() {
        items = located::call_at_start(iterator, quote!(#krate::items_of), items);
    }
    located::call_at_start(iterator, quote!(#krate::Feed::#how), quote!(#feed, || #items))
}

/// Whether the type of an iterator may be one of its own wherever it is written.
fn has_closure(iterator: &Expr) -> bool {
    has(iterator, |it| matches!(it, Expr::Closure(_)))
}

fn is_list_of_strings(expr: &Expr) -> bool {
    let is_string = |item: &Expr| {
        matches!(ungrouped(item.clone()), Expr::Lit(ExprLit { lit: Lit::Str(_), .. }))
    };
    matches!(expr, Expr::Array(ExprArray { elems, .. }) if elems.iter().all(is_string))
}

fn each(config: &Config) -> impl Iterator<Item = (usize, &Expr, &Expr)> {
    config.fallback.iter().enumerate().filter_map(|(index, link)| match link {
        Link::Each { place, iterator } => Some((index, place, iterator)),
        _ => None,
    })
}

fn feed(index: usize) -> Ident {
    format_ident!("{}", internal(&format!("feed_{index}")))
}
