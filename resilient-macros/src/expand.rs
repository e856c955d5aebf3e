//! The function that the attribute leaves behind: a loop around the body, one call a turn.

pub(crate) mod arguments;
pub(crate) mod constants;
pub(crate) mod declare;
pub(crate) mod plan;
pub(crate) mod stage;

use proc_macro2::{Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut::{self, VisitMut};
use syn::{Lifetime, ReturnType, Type};

use crate::config::Config;
use crate::config::links::Link;
use crate::expand::plan::{Plan, internal};
use crate::item::AsyncFn;

/// Writes the function anew.
pub(crate) fn expand(item: &AsyncFn, config: &Config) -> syn::Result<TokenStream> {
    let plan = Plan::new(item, config)?;
    let mut sig = item.sig.clone();
    arguments::declare(&mut sig, &plan);
    let start = start(item, config, &plan);
    let turn = turn(item, config, &plan);
    let turns = if plan.is_single() && !plan.admits() { turn } else { quote!(loop { #turn }) };
    let end = end(config, &plan, turns);
    let mut body = Group::new(item.body.delimiter(), quote!(#start #end));
    // With the user's own braces, lints of rustc see the function as the user's.
    body.set_span(item.body.span());
    let AsyncFn { attrs, vis, .. } = item;
    Ok(quote!(#(#attrs)* #vis #sig #body))
}

// Output: let mut run = { static SITE: Site = ..; Run::new(&SITE, &POLICY) }; and the locals of the loop
fn start(item: &AsyncFn, config: &Config, plan: &Plan) -> TokenStream {
    let (krate, run, stop, last) = (&plan.krate, &plan.run, &plan.stop, &plan.last);
    let site = site(item, config, krate);
    let (made, policy) = plan.policy(config);
    let deadline = config.deadline.as_ref().filter(|given| !plan.is_constant(&given.value));
    let deadline = deadline.map(|given| {
        let deadline = constants::length(&given.value);
        quote!(.deadline(#deadline))
    });
    let made_stop = plan.is_guarded().then(|| {
        let convert = match &config.stop {
            Some(given) => given.value.to_token_stream(),
            None => quote_spanned!(item.output_span()=> ::core::convert::From::from),
        };
        quote!(let #stop: fn(#krate::Error) -> _ = #convert;)
    });
    let last = plan.keeps_last().then(|| {
        let new = if plan.is_guarded() { quote!(new(#stop)) } else { quote!(without_stops()) };
        quote!(let mut #last = #krate::__private::Last::#new;)
    });
    let prepared = plan.prepared();
    let (kept, feeds) = (stage::locals(config), stage::feeds(config, plan));
    quote! {
        #made
        let mut #run = { #site #krate::__private::Run::new(&__RESILIENT_SITE, #policy) } #deadline;
        #made_stop #last #prepared #kept #feeds
    }
}

fn site(item: &AsyncFn, config: &Config, krate: &TokenStream) -> TokenStream {
    let name = item.sig.ident.to_string();
    let id = match &config.id {
        Some(id) => id.value.to_token_stream(),
        None => quote!(::core::concat!(::core::module_path!(), "::", #name)),
    };
    let links = config.fallback.iter().map(|link| {
        let name = stage::name(link);
        let kind = match link {
            Link::Replace(_) => quote!(body),
            Link::Each { .. } => quote!(each),
            Link::Path(_) | Link::Call(_) => quote!(call),
        };
        quote!(, #krate::__private::Target::#kind(#name))
    });
    let last_resort = config.otherwise.as_ref().map(|_| quote!(.with_last_resort()));
    quote! {
        static __RESILIENT_SITE: #krate::__private::Site = #krate::__private::Site::new(
            #id, &[#krate::__private::Target::body(#name) #(#links)*]
        ) #last_resort;
    }
}

// Output: prepare the target; wait and ask the breaker; make the attempt; judge it
fn turn(item: &AsyncFn, config: &Config, plan: &Plan) -> TokenStream {
    let (krate, run, last) = (&plan.krate, &plan.run, &plan.last);
    let stage = stage::enter(config, plan);
    let admit = if plan.admits() {
        let fail = fail(config, plan, &quote!(#last.or_stop(stop)));
        quote! {
            match #run.admit().await {
                #krate::__private::Entry::Go => {}
                #krate::__private::Entry::Shut(stop) => { #last.shut(stop); continue; }
                #krate::__private::Entry::End(stop) => #fail
            }
        }
    } else if plan.is_single() {
        TokenStream::new()
    } else {
        quote!(#run.pause().await;)
    };
    let renewed = plan.renewed();
    let attempt = plan.ask(&block(item, plan));
    let outcome = internal("outcome");
    let asked = stage::outcome(item, config, plan, &quote!({ #renewed #attempt }));
    let look_ahead = stage::look_ahead(config, plan, &outcome);
    let judged = judged(item, config, plan, &outcome);
    quote! {
        #stage
        #admit
        // A body on one line would be found needlessly braced.
        #[allow(unused_braces)]
        let #outcome = #asked;
        #look_ahead
        #judged
    }
}

// Output: async { if false { <lend the arguments; fix the type> } { <the user's body, token for token> } }
fn block(item: &AsyncFn, plan: &Plan) -> TokenStream {
    let krate = &plan.krate;
    let output = erased(item);
    let lent = plan.lent();
    let body = &item.body;
    quote! {
        async {
            if false { #lent return #krate::__private::never::<#output>(); }
            const _: () = ();
            #body
        }
    }
}

// Output: match run.judge(outcome, classify, stop) { Return(result) => return result, .. }
fn judged(item: &AsyncFn, config: &Config, plan: &Plan, outcome: &Ident) -> TokenStream {
    let (krate, run, last) = (&plan.krate, &plan.run, &plan.last);
    let classify = match &config.classify {
        Some(given) => given.value.to_token_stream(),
        None => {
            let at = item.output_span();
            let krate = located(krate, at);
            quote_spanned!(at=> #krate::Classify::classify)
        }
    };
    let step = if plan.is_guarded() {
        let stop = &plan.stop;
        quote!(#run.judge(#outcome, #classify, #stop))
    } else {
        quote!(#run.settle(#outcome, #classify))
    };
    let given_back = stage::given_back(config, plan);
    if config.otherwise.is_none() && !plan.keeps_last() {
        return if plan.is_single() {
            quote!(return #step.into_result();)
        } else {
            quote! {
                if let ::core::option::Option::Some(result) = #step.end() { #given_back return result; }
            }
        };
    }
    let fails = fail(config, plan, &quote!(error));
    let again = match (plan.is_single(), plan.keeps_last()) {
        (true, _) => quote!((error) => #fails),
        (false, true) => quote!((error) => #last.keep(error),),
        (false, false) => quote!((_) => {}),
    };
    let stopped = if plan.keeps_last() {
        fail(config, plan, &quote!(#last.or(error)))
    } else {
        fails.clone()
    };
    quote! {
        match #step {
            #krate::__private::Step::Return(result) => { #given_back return result; }
            #krate::__private::Step::Again #again
            #krate::__private::Step::End(error) => #fails
            #krate::__private::Step::Stop(error) => #stopped
        }
    }
}

/// The same tokens at another place: rustc points at the first one of a path.
fn located(tokens: &TokenStream, at: Span) -> TokenStream {
    let tokens = tokens.clone().into_iter().map(|mut token| {
        token.set_span(token.span().located_at(at));
        token
    });
    tokens.collect()
}

/// Ends the chain with an error: the last resort follows, or the caller gets it.
fn fail(config: &Config, plan: &Plan, error: &TokenStream) -> TokenStream {
    let given_back = stage::given_back(config, plan);
    if config.otherwise.is_some() {
        let label = label();
        quote!({ #given_back break #label #error; })
    } else {
        quote!({ #given_back return ::core::result::Result::Err(#error); })
    }
}

// Output: let error = 'chain: { .. }; run.last_resort(otherwise)
fn end(config: &Config, plan: &Plan, turns: TokenStream) -> TokenStream {
    let Some(otherwise) = &config.otherwise else {
        return turns;
    };
    let (run, label, failed) = (&plan.run, label(), internal("error"));
    let expr = &otherwise.value;
    let error =
        stage::error_in(&expr.to_token_stream()).map(|error| quote!(let #error = &#failed;));
    let restored = stage::restored_for(&expr.to_token_stream(), config);
    quote! {
        let #failed = #label: { #turns };
        #restored
        let result = { #error #expr };
        #run.last_resort(result)
    }
}

fn label() -> Lifetime {
    Lifetime::new("'__resilient_chain", Span::mixed_site())
}

/// The return type, with `_` for each `impl Trait`, which can't be written in a body.
fn erased(item: &AsyncFn) -> TokenStream {
    struct Erase;
    impl VisitMut for Erase {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            if let Type::ImplTrait(_) = ty {
                *ty = syn::parse_quote!(_);
            }
            visit_mut::visit_type_mut(self, ty);
        }
    }
    let ReturnType::Type(_, ty) = &item.sig.output else {
        return TokenStream::new();
    };
    let mut ty = ty.clone();
    Erase.visit_type_mut(&mut ty);
    ty.to_token_stream()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_classification_is_reported_at_the_return_type() {
        let item = "async fn f() -> Result<u8, Bare> { Ok(1) }".parse();
        let Ok(item) = item.map_err(syn::Error::from).and_then(syn::parse2::<AsyncFn>) else {
            panic!()
        };
        let (config, _) = Config::parse(TokenStream::new());
        let Ok(expanded) = expand(&item, &config) else { panic!() };
        assert_eq!(places_before(expanded, "Classify"), vec!["Result<u8, Bare>"; 5]);
    }

    /// Where the tokens `::krate::name` stand in the source, for the first path with that name.
    fn places_before(tokens: TokenStream, name: &str) -> Vec<String> {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let groups = tokens.iter().filter_map(|token| match token {
            proc_macro2::TokenTree::Group(group) => Some(places_before(group.stream(), name)),
            _ => None,
        });
        let inner = groups.into_iter().find(|places| !places.is_empty());
        let here = tokens.iter().position(|token| token.to_string() == name);
        let own = here.map(|end| {
            let path = tokens[end - 5..end].iter();
            path.filter_map(|token| token.span().source_text()).collect()
        });
        own.or(inner).unwrap_or_default()
    }
}
