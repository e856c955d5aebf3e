//! The function that the attribute leaves behind: a loop around the body, one call a turn.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Expr, Type};

use crate::arguments::{self, Argument};
use crate::breaker::Breaker;
use crate::config::{Config, Timeout};
use crate::constants;
use crate::count::Count;
use crate::item::AsyncFn;
use crate::length::Length;
use crate::links::Link;
use crate::plan::Plan;
use crate::stage;

/// Writes the function anew.
pub(crate) fn expand(item: &AsyncFn, config: &Config) -> syn::Result<TokenStream> {
    let plan = Plan::new(item, config)?;
    let mut sig = item.sig.clone();
    arguments::declare(&mut sig, &plan.arguments);
    let begin = begin(item, config, &plan);
    let turns = if plan.is_single() { single(item, config, &plan)? } else { turns(item, config, &plan)? };
    let body = braced(item, quote!(#begin #turns));
    let AsyncFn { attrs, vis, .. } = item;
    Ok(quote!(#(#attrs)* #vis #sig #body))
}

// Output: let mut run = { static SITE: Site = ..; static POLICY: Policy = ..; Run::new(&SITE, &POLICY) };
fn begin(item: &AsyncFn, config: &Config, plan: &Plan) -> TokenStream {
    let (krate, run) = (&plan.krate, &plan.run);
    let site = site(item, config, plan);
    let deadline = config.deadline.as_ref().filter(|given| !plan.is_constant(&given.value));
    let deadline = deadline.map(|given| {
        let deadline = constants::length(&given.value);
        quote!(.deadline(#deadline))
    });
    let (before, policy) = plan.policy(config);
    let start = quote! {
        #before
        let mut #run = {
            #site
            #krate::__private::Run::new(&__RESILIENT_SITE, #policy)
        } #deadline;
    };
    let conversion = plan.needs_stop().then(|| {
        let stop = &plan.stop;
        let convert = match &config.stop {
            Some(given) => given.value.to_token_stream(),
            None => quote_spanned!(item.output_span()=> ::core::convert::From::from),
        };
        quote!(let #stop: fn(#krate::Error) -> _ = #convert;)
    });
    let last = plan.keeps_last().then(|| {
        let (last, stop) = (&plan.last, &plan.stop);
        if plan.needs_stop() {
            quote!(let mut #last = #krate::__private::Last::new(#stop);)
        } else {
            quote!(let mut #last = ::core::option::Option::None;)
        }
    });
    let prepared = plan.arguments.iter().filter_map(|argument| {
        if plan.is_single() && !argument.kept { None } else { argument.prepare(krate) }
    });
    let feeds = stage::feeds(config, plan);
    quote!(#start #conversion #last #(#prepared)* #feeds)
}

fn site(item: &AsyncFn, config: &Config, plan: &Plan) -> TokenStream {
    let krate = &plan.krate;
    let name = item.sig.ident.to_string();
    let id = match &config.id {
        Some(id) => id.value.to_token_stream(),
        None => quote!(::core::concat!(::core::module_path!(), "::", #name)),
    };
    let links = config.fallback.iter().map(|link| {
        let (kind, name) = match link {
            Link::Replace(_) => (quote!(body), stage::name(link)),
            Link::Each { .. } => (quote!(each), stage::name(link)),
            Link::Path(_) | Link::Call(_) => (quote!(call), stage::name(link)),
        };
        quote!(#krate::__private::Target::#kind(#name))
    });
    let last_resort = config.otherwise.as_ref().map(|_| quote!(.with_last_resort()));
    quote! {
        static __RESILIENT_SITE: #krate::__private::Site = #krate::__private::Site::new(
            #id, &[#krate::__private::Target::body(#name) #(, #links)*],
        ) #last_resort;
    }
}

// Output: loop { prepare the target; wait and ask the breaker; attempt; judge }
fn turns(item: &AsyncFn, config: &Config, plan: &Plan) -> syn::Result<TokenStream> {
    let (krate, run, last) = (&plan.krate, &plan.run, &plan.last);
    let stage = stage::enter(config, plan)?;
    let admit = if plan.admits() {
        let fail = plan.fail(config, quote!(#last.or_stop(stop)));
        quote! {
            match #run.admit().await {
                #krate::__private::Entry::Go => {}
                #krate::__private::Entry::Shut(stop) => {
                    #last.shut(stop);
                    continue;
                }
                #krate::__private::Entry::End(stop) => #fail
            }
        }
    } else {
        quote!(#run.pause().await;)
    };
    let renewed = plan.arguments.iter().filter_map(|argument| argument.renew(run));
    let attempt = plan.ask(&block(item, plan));
    let own = quote!({ #(#renewed)* #attempt });
    let outcome = stage::outcome(item, config, plan, &own)?;
    let look_ahead = stage::look_ahead(config, plan);
    let judge = plan.judge(item, config);
    let arms = judged(config, plan);
    let result = quote! {
        loop {
            #stage
            #admit
            let __resilient_outcome = #outcome;
            #look_ahead
            #judge #arms
        }
    };
    Ok(finish(config, plan, &result))
}

// Output: ask the breaker; one attempt, which may use its arguments up
fn single(item: &AsyncFn, config: &Config, plan: &Plan) -> syn::Result<TokenStream> {
    let (krate, run, last) = (&plan.krate, &plan.run, &plan.last);
    let stage = stage::enter(config, plan)?;
    let renewed = plan.arguments.iter().filter(|a| a.kept).filter_map(|a| a.renew(run));
    let attempt = plan.ask(&block(item, plan));
    let judge = plan.judge(item, config);
    let arms = judged(config, plan);
    let admit = plan.admits().then(|| {
        quote! {
            let __resilient_shut = loop {
                #stage
                match #run.admit().await {
                    #krate::__private::Entry::Go => break ::core::option::Option::None,
                    #krate::__private::Entry::Shut(stop) => #last.shut(stop),
                    #krate::__private::Entry::End(stop) => {
                        break ::core::option::Option::Some(#last.take_or_stop(stop))
                    }
                }
            };
            if let ::core::option::Option::Some(error) = __resilient_shut {
                break #{plan.failed(config)};
            }
        }
    });
    let _ = (attempt, judge, arms, admit, renewed);
    unimplemented!()
}
