//! The function that the attribute leaves behind: a loop around the body, one call a turn.

mod allowed;
pub(crate) mod arguments;
pub(crate) mod bindings;
mod body;
pub(crate) mod called;
pub(crate) mod check;
pub(crate) mod constants;
pub(crate) mod declare;
mod demands;
mod drop_order;
mod escaping;
mod feeds;
mod forwarded;
mod held;
pub(crate) mod known;
pub(crate) mod links;
pub(crate) mod literals;
pub(crate) mod located;
pub(crate) mod named;
mod names;
mod outcome;
pub(crate) mod owner;
pub(crate) mod places;
pub(crate) mod plan;
mod policy;
pub(crate) mod receiver;
mod replaced;
pub(crate) mod settings;
mod shared;
pub(crate) mod signature;
pub(crate) mod stage;
#[cfg(test)]
mod tests;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use crate::config::Config;
use crate::config::links::Link;
use crate::expand::names::internal;
use crate::expand::plan::Plan;
use crate::expand::policy::PolicyMade::{InTheCall, InTheSite};
use crate::item::AsyncFn;
use crate::item::{instrumented, output};
use crate::section;
use crate::tokens::{is_word, like};

/// Writes the function anew.
pub(crate) fn expand(mut item: AsyncFn, config: &Config) -> syn::Result<TokenStream> {
    if !config.makes_one_attempt() {
        instrumented::borrow(&mut item, &config.borrow);
        if item.borrows_in_blocks && item.binds_self() {
            // The span calls it as the signature does.
            let body = receiver::renamed(item.body.stream(), "__self");
            item.body = like(&item.body, body);
        }
    }
    let item = &item;
    let plan = Plan::new(item, config)?;
    let start = start(item, config, &plan);
    let turn = turn(item, config, &plan);
    let turns = match plan.is_single() {
        true if config.otherwise.is_some() => quote!({ #turn }),
        true => turn,
        false => quote!(loop { #turn }),
    };
    let end = outcome::end(item, config, &plan, turns);
    let (sig, lets) = signature::declare(item, &plan.arguments);
    // With the user's own braces, lints of rustc see the function as the user's.
    let body = match &item.block {
        // What the options call `self` has another name where `#[async_trait]` has been.
        Some(block) if item.binds_self() => {
            block.around(false, &lets, &receiver::renamed(quote!(#start #end), "__self"))
        }
        Some(block) => block.around(plan.is_by_use(), &lets, &quote!(#start #end)),
        None => like(&item.body, quote!(#start #end)),
    };
    let AsyncFn { attrs, vis, .. } = item;
    // Only rustdoc reads it, so that a build does not carry it along.
    let section = section::of(item, config).map(|text| quote!(#[cfg_attr(doc, doc = #text)]));
    Ok(quote!(#(#attrs)* #section #vis #sig #body))
}

/// The function as it is, with hints for the editor in which its attribute is being written.
// Input:  async fn ask() -> Result<(), E> { self. }
// Output: #[allow(unused_variables)] async fn ask() -> Result<(), E> { ::resilient::__private::hints!(retri); self. }
pub(crate) fn unchanged(item: &TokenStream, config: &Config) -> TokenStream {
    let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let (krate, keys) = (names::krate(config), &config.keys);
    match tokens.pop() {
        Some(TokenTree::Group(body))
            if body.delimiter() == Delimiter::Brace
                && !keys.is_empty()
                && tokens.iter().any(|token| is_word(token, "fn")) =>
        {
            let code = body.stream();
            let body = like(&body, quote!(#krate::__private::hints!(#(#keys)*); #code));
            // An argument may be there for the options alone.
            quote!(#[allow(unused_variables)] #(#tokens)* #body)
        }
        _ => item.clone(),
    }
}

// Output: use ::resilient::__private as __resilient; <prepare the arguments>
//         let mut run = run!(..); <the locals of the loop>
fn start(item: &AsyncFn, config: &Config, plan: &Plan) -> TokenStream {
    let (krate, run, last) = (&plan.krate, &plan.run, &plan.last);
    let import = plan.import();
    let (made, policy) = plan.policy(config);
    let site = site(item, config);
    let guard = stage::site_guard(config, krate).unwrap_or_else(|| quote!(#krate::None));
    let begun = match policy {
        InTheSite(policy) => quote!(new, [#site], #policy, #guard),
        InTheCall(policy) => quote!(under(#policy), [#site], #krate::START, #guard),
    };
    let deadline = config.deadline.as_ref().filter(|given| !plan.is_constant(&given.value));
    let deadline = deadline.map(|given| {
        let deadline = literals::length(&given.value);
        quote!(.deadline(#deadline))
    });
    let last = plan.keeps_last().then(|| {
        let error = known_error(item, config, plan);
        quote!(let mut #last = #krate::None #error;)
    });
    let prepared = bindings::prepared(plan);
    let begun = quote!(#made let mut #run = #krate::run!(#begun) #deadline;);
    let begun = bindings::shown_to(plan, &quote!(#made #deadline), begun);
    let held = held::locals(config, plan);
    let (kept, feeds) = (replaced::locals(config, plan), feeds::locals(config, plan));
    let keys = &config.keys;
    let hints = (!keys.is_empty()).then(|| quote!(#krate::hints!(#(#keys)*);));
    quote! {
        #import
        #hints
        #prepared
        #held
        #begun
        #last #kept #feeds
    }
}

/// The type of the error, where a link looks at one: it comes before any that rustc could tell it from.
// Output: ::<E>
fn known_error(item: &AsyncFn, config: &Config, plan: &Plan) -> Option<TokenStream> {
    let krate = &plan.krate;
    if !config.fallback.iter().any(links::mentions_error) {
        return None;
    }
    let output = item.output()?;
    let (ty, error) = match output::of_result(output) {
        // What is called `Result` may be an alias of the user's, with other parameters.
        Some((_, error)) if output::hides(output) => (error, output::erased(error)),
        _ => {
            let erased = item.erased_output();
            (output, quote!(<#erased as #krate::Fallible>::Error))
        }
    };
    (!output::hides(ty)).then(|| quote!(::<#error>))
}

// Output: "ask", Call "other(..)"; with_id("chat"); with_last_resort
fn site(item: &AsyncFn, config: &Config) -> TokenStream {
    let name = item.sig.ident.to_string();
    let id = config.id.as_ref().map(|id| {
        let id = &id.value;
        quote!(; with_id(#id))
    });
    let links = config.fallback.iter().map(|link| {
        let name = links::name(link);
        match link {
            Link::Replace(_) => quote!(, Body #name),
            Link::Each { .. } => quote!(, Each #name),
            Link::Path(_) | Link::Call(_) => quote!(, Call #name),
        }
    });
    let last_resort = config.otherwise.as_ref().map(|_| quote!(; with_last_resort));
    quote!(#name #(#links)* #id #last_resort)
}

// Output: prepare the target; make the attempt, with all that comes before it; judge it
fn turn(item: &AsyncFn, config: &Config, plan: &Plan) -> TokenStream {
    let run = &plan.run;
    let stage = stage::enter(config, plan);
    // An attempt that is guarded waits by itself.
    let pauses = !plan.is_guarded() && !plan.is_single();
    let pause = pauses.then(|| quote!(#run.__pause().await;));
    let is_last = plan.has_slots().then(|| {
        let is_last = &plan.is_last;
        quote!(let #is_last = #run.__is_last();)
    });
    let outcome = internal("done");
    let links = stage::links(item, config, plan);
    let at = links.is_some().then_some(&plan.at);
    let block = body::block(item, config, plan, links.as_ref());
    let asked = stage::outcome(item, plan, at, &block);
    let look_ahead = feeds::look_ahead(config, plan, &outcome);
    let judged = outcome::judged(item, config, plan, &outcome);
    let allowed = allowed::lints(item, plan);
    quote! {
        #stage
        #is_last
        #(#[allow(#allowed)])*
        let #outcome = #asked;
        #look_ahead
        #judged
        #pause
    }
}
