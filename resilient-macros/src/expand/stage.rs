//! How a target is prepared: other values in the arguments' places, its time, its breaker.

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, LitStr, Path};

use crate::config::Config;
use crate::config::breaker::Breaker;
use crate::config::length::Length;
use crate::config::links::Link;
use crate::config::name::Name;
use crate::config::settings::Setting;
use crate::config::timeout::Timeout;
use crate::expand::links::error_in;
use crate::expand::literals;
use crate::expand::places::{Place, places};
use crate::expand::plan::Plan;
use crate::expand::settings;
use crate::expand::{bindings, called, feeds, forwarded, located, replaced};
use crate::item::AsyncFn;

// Output: if run.__enters() { restore the arguments; match run.__link() { 1 => { replace .. } .. } time and breaker }
pub(crate) fn enter(config: &Config, plan: &Plan) -> Option<TokenStream> {
    let run = &plan.run;
    let places = places(config);
    let restored = places.iter().rev().map(Place::restore);
    let replacing = config.fallback.iter().enumerate().filter_map(|(index, link)| {
        let replaced = match link {
            Link::Replace(replacements) => {
                replaced::replaced_by(plan, &places, (index, replacements))
            }
            Link::Each { place, iterator } => feeds::next(plan, &places, (index, place, iterator)),
            Link::Path(_) | Link::Call(_) => return None,
        };
        let number = proc_macro2::Literal::usize_unsuffixed(index + 1);
        Some(quote!(if #run.__link() == #number { #replaced }))
    });
    let replacing: Vec<TokenStream> = replacing.collect();
    let guarded = guarded(config, plan);
    if replacing.is_empty() && guarded.is_none() {
        return None;
    }
    Some(quote!(if #run.__enters() { #(#restored)* #(#replacing)* #guarded }))
}

// Output: attempt!(run as at, pin!(async { .. }))
pub(crate) fn outcome(
    item: &AsyncFn,
    plan: &Plan,
    at: Option<&Ident>,
    body: &TokenStream,
) -> TokenStream {
    let at = at.map(|at| quote!(as #at));
    let (run, krate, asks) = (&plan.run, &plan.krate, plan.asks(item));
    let attempt = if plan.is_guarded() { quote!(attempt) } else { quote!(ask) };
    // `pin!` has `unsafe` in it, so it is called where the user's own body is: clippy knows it there.
    let here = item.body.span();
    let pinned = Ident::new(&krate.to_string(), here);
    let mut argument = Group::new(Delimiter::Parenthesis, body.clone());
    argument.set_span(here);
    let pinned = quote_spanned!(here=> #pinned::pin! #argument);
    quote!(#krate::#attempt!(#run #at, #asks #pinned))
}

/// The calls that stand in the place of the body.
// Output: at, 2 (error = last) => linked(other(error)).await
pub(crate) fn links(item: &AsyncFn, config: &Config, plan: &Plan) -> Option<TokenStream> {
    let (at, krate, last) = (&plan.at, &plan.krate, &plan.last);
    let calls = config.fallback.iter().enumerate().filter_map(|(index, link)| {
        let number = proc_macro2::Literal::usize_unsuffixed(index + 1);
        let output = item.erased_output();
        let linked = quote!(#krate::linked::<#output, _>);
        match link {
            Link::Call(call) => {
                let call = call.to_token_stream();
                let error = error_in(&call).map(|error| quote!((#error = #last)));
                let linked = |it| located::awaited(&call, linked, it);
                let linked = called::with_clones(plan, &call, linked);
                Some(quote!(#number #error => #linked))
            }
            Link::Path(path) => {
                let linked = forwarded::awaited(&item.sig, path, plan, &linked);
                Some(quote!(#number => #linked))
            }
            Link::Replace(_) | Link::Each { .. } => None,
        }
    });
    let calls: Vec<TokenStream> = calls.collect();
    (!calls.is_empty()).then(|| quote!(#at, #(#calls),*))
}

fn guarded(config: &Config, plan: &Plan) -> Option<TokenStream> {
    let run = &plan.run;
    let time = match config.timeout.as_ref().map(|given| &given.value) {
        Some(Timeout::One(time @ Length::Value(_))) if !plan.is_constant(time) => {
            let time = literals::length(time);
            Some(quote!(#run.__time(#time);))
        }
        _ => None,
    };
    let shown = shown(config);
    let breaker = config.breaker.as_ref().and_then(|given| guard(&given.value, plan));
    (time.is_some() || breaker.is_some())
        .then(|| bindings::shown_to(plan, &shown, quote!(#time #breaker)))
}

/// What a target's time and breaker are made from.
fn shown(config: &Config) -> TokenStream {
    let time = match config.timeout.as_ref().map(|given| &given.value) {
        Some(Timeout::One(Length::Value(expr))) => Some(expr),
        _ => None,
    };
    let places: &[Expr] = match config.breaker.as_ref().map(|given| &given.value) {
        Some(Breaker::Named { name, .. }) => &name.places,
        Some(Breaker::Keyed { key, .. }) => std::slice::from_ref(key),
        Some(Breaker::Path(_)) | None => &[],
    };
    let all = time.into_iter().chain(places);
    quote!(#(#all;)*)
}

/// The breaker of the site, which has one name whatever the target.
// Output: Some(Declaration::new("chat", settings))
pub(crate) fn site_guard(config: &Config, krate: &Ident) -> Option<TokenStream> {
    let Breaker::Named { name, settings } = &config.breaker.as_ref()?.value else {
        return None;
    };
    let literal = LitStr::new(&name.fixed()?, name.literal.span());
    let new = new(name, settings);
    let settings = (!settings.is_empty()).then(|| settings::expression(settings, krate));
    let settings = settings.into_iter();
    Some(quote!(#krate::Some(#krate::Declaration::#new(#literal #(, #settings)*))))
}

// Output: guard!(run, new "chat:{model}" {settings} = "chat:{}", model);
fn guard(breaker: &Breaker, plan: &Plan) -> Option<TokenStream> {
    let (run, krate) = (&plan.run, &plan.krate);
    let breaker = match breaker {
        Breaker::Path(path) => declared(plan, path, &quote!(breaker), &TokenStream::new()),
        Breaker::Keyed { path, key } => {
            let key = quote!(, ::core::format_args!("{}", #key));
            declared(plan, path, &quote!(keyed), &key)
        }
        Breaker::Named { name, .. } if name.fixed().is_some() => return None,
        Breaker::Named { name, settings } => {
            let (new, settings) = (new(name, settings), with_settings(settings, krate));
            let Name { literal, format, places } = name;
            let format = LitStr::new(format, literal.span());
            return Some(
                quote!(#krate::guard!(#run, #new #literal #settings = #format #(, #places)*);),
            );
        }
    };
    Some(quote!(#run.__guard(#breaker);))
}

/// What declares the breaker, where its name stands: a conflict names that place.
fn new(name: &Name, settings: &[Setting]) -> Ident {
    Ident::new(if settings.is_empty() { "named" } else { "new" }, name.literal.span())
}

fn with_settings(settings: &[Setting], krate: &Ident) -> Option<TokenStream> {
    (!settings.is_empty()).then(|| {
        let settings = settings::expression(settings, krate);
        quote!({#settings})
    })
}

// Output: Declared::breaker(&CHAT)
fn declared(plan: &Plan, path: &Path, method: &TokenStream, key: &TokenStream) -> TokenStream {
    let krate = &plan.krate;
    let breaker = located::borrowed(path);
    located::call(path, quote!(#krate::Declared::#method), quote!(#breaker #key))
}
