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
mod feeds;
mod forwarded;
mod held;
pub(crate) mod known;
pub(crate) mod links;
pub(crate) mod literals;
pub(crate) mod located;
pub(crate) mod named;
mod names;
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

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Lifetime, Path, PathArguments, Type};

use crate::config::Config;
use crate::config::links::Link;
use crate::expand::names::internal;
use crate::expand::plan::Plan;
use crate::expand::policy::PolicyMade::{InTheCall, InTheSite};
use crate::item::AsyncFn;
use crate::item::block::like;
use crate::item::{instrumented, output};
use crate::section;

/// Writes the function anew.
pub(crate) fn expand(mut item: AsyncFn, config: &Config) -> syn::Result<TokenStream> {
    if !config.makes_one_attempt() {
        instrumented::borrow(&mut item);
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
    let end = end(item, config, &plan, turns);
    let (sig, lets) = signature::declare(item, &plan.arguments);
    // With the user's own braces, lints of rustc see the function as the user's.
    let body = match &item.block {
        // What the options call `self` has another name where `#[async_trait]` has been.
        Some(block) if !lets.is_empty() => {
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
                && tokens
                    .iter()
                    .any(|token| matches!(token, TokenTree::Ident(it) if it == "fn")) =>
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
    let judged = judged(item, config, plan, &outcome.to_token_stream());
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

// Output: end!(run.__end_with(outcome, classify, stop, &mut last));
fn judged(item: &AsyncFn, config: &Config, plan: &Plan, outcome: &TokenStream) -> TokenStream {
    let (krate, run, last) = (&plan.krate, &plan.run, &plan.last);
    let classify = match &config.classify {
        Some(given) => given.value.to_token_stream(),
        None => {
            let here = Span::call_site().located_at(item.output_span());
            let krate = Ident::new(&krate.to_string(), here);
            quote_spanned!(here=> #krate::Classify::classify)
        }
    };
    let alias = alias(item);
    let known = |function: &str| match &alias {
        Some(alias) => {
            let function = Ident::new(function, Span::call_site());
            quote!(#krate::#function::<#alias, _, _>(#outcome))
        }
        None => outcome.clone(),
    };
    let given = if plan.is_guarded() {
        let (outcome, convert) = (known("known_if_done"), convert(item, config, plan));
        quote!(#outcome, #classify, #convert)
    } else {
        let outcome = known("known");
        quote!(#outcome, #classify)
    };
    let judge =
        Ident::new(if plan.is_guarded() { "__judge" } else { "__settle" }, Span::call_site());
    let named = named(item, plan);
    let made = named.as_ref().map(|named| quote!(=> #named));
    let judged = quote!(#run.#judge(#given));
    let label = config.otherwise.as_ref().map(|_| label());
    let back = replaced::given_back(config, plan);
    let here = returned(item);
    let end = |given| {
        let end = located::call(here, quote!(#krate::end!), given);
        quote!(#end;)
    };
    match (plan.is_single(), &label) {
        (true, None) => {
            let run = located::named(run.clone(), here);
            let nothing = located::in_parentheses(here, TokenStream::new());
            let result = quote!(#run.#judge(#given).into_result #nothing);
            let result = match named {
                Some(named) => located::call(here, named, result),
                None => result,
            };
            return quote!(return #result;);
        }
        (true, Some(label)) => return end(quote!(once #judged, #label #made)),
        (false, Some(label)) => return end(quote!(#judged, #last, #label #back #made)),
        (false, None) => {}
    }
    let ended = match (plan.is_guarded(), plan.keeps_last()) {
        (true, true) => quote!(#run.__end_with(#given, &mut #last)),
        (true, false) => quote!(#run.__end(#given)),
        (false, true) => quote!(#judged.end_with(&mut #last)),
        (false, false) => quote!(#judged.end()),
    };
    end(quote!(#ended #back #made))
}

/// Where what is wrong with the lifetimes of an answer is said.
fn returned(item: &AsyncFn) -> &dyn ToTokens {
    item.output().map_or(&item.sig.ident, |ty| ty)
}

/// A return type whose name does not tell that it is a `Result`: that is asked at the type itself.
fn alias(item: &AsyncFn) -> Option<TokenStream> {
    let ty = item.output()?;
    // Without arguments it may be an alias of anything, and with one it may be a type of the user's own.
    let is_so = |path: &Path| {
        let Some(last) = path.segments.last() else { return false };
        let arguments = match &last.arguments {
            PathArguments::AngleBracketed(it) => it.args.len(),
            PathArguments::None | PathArguments::Parenthesized(_) => 0,
        };
        last.ident == "Result" && arguments > usize::from(path.segments.len() == 1)
    };
    let is_named_so = matches!(ty, Type::Path(path) if is_so(&path.path));
    (!is_named_so).then(|| item.erased_output())
}

/// What makes such a type of a `Result`.
// Output: named::<Answer, _, _>
fn named(item: &AsyncFn, plan: &Plan) -> Option<TokenStream> {
    let krate = &plan.krate;
    alias(item).map(|alias| quote!(#krate::named::<#alias, _, _>))
}

/// What makes the user's error of a stop of ours.
fn convert(item: &AsyncFn, config: &Config, plan: &Plan) -> TokenStream {
    if let Some(given) = &config.stop {
        return conversion(item, &plan.krate, &given.value);
    }
    let here = Span::call_site().located_at(item.output_span());
    let krate = Ident::new(&plan.krate.to_string(), here);
    quote_spanned!(here=> #krate::stopped)
}

/// The user's `stop`; a closure is told what it has to give, where the signature says so.
// Output: stop_of::<Result<T, E>>(|stop| E::from(stop))
fn conversion(item: &AsyncFn, krate: &Ident, given: &Expr) -> TokenStream {
    match (given, item.output()) {
        (Expr::Closure(_), Some(output)) if !output::hides(output) => {
            let output = item.erased_output();
            quote!(#krate::stop_of::<#output>(#given))
        }
        _ => given.to_token_stream(),
    }
}

// Output: let failed = 'chain: loop { .. }; resort!(run, otherwise; error = failed)
fn end(item: &AsyncFn, config: &Config, plan: &Plan, turns: TokenStream) -> TokenStream {
    let Some(otherwise) = &config.otherwise else {
        return turns;
    };
    let (krate, run, label, failed) = (&plan.krate, &plan.run, label(), internal("error"));
    let expr = &otherwise.value;
    let error = links::error_in(&expr.to_token_stream()).map(|error| quote!(; #error = #failed));
    let restored = replaced::restored_for(&expr.to_token_stream(), config);
    let made = named(item, plan).map(|named| quote!(=> #named));
    let resort = quote!(#run, #expr #error #made);
    let resort = located::call(returned(item), quote!(#krate::resort!), resort);
    quote! {
        let #failed = #label: #turns;
        #restored
        #resort
    }
}

fn label() -> Lifetime {
    Lifetime::new("'__chain", Span::mixed_site())
}
