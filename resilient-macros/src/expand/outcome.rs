//! What becomes of an attempt's outcome: it is judged, and the call ends with it, goes on, or comes to its last resort.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Lifetime, Path, PathArguments, Type};

use crate::config::Config;
use crate::expand::names::internal;
use crate::expand::plan::Plan;
use crate::expand::{links, located, replaced};
use crate::item::{AsyncFn, output};

// Output: end!(run.__end_with(outcome, classify, stop, &mut last));
pub(super) fn judged(item: &AsyncFn, config: &Config, plan: &Plan, outcome: &Ident) -> TokenStream {
    let (krate, run, last) = (&plan.krate, &plan.run, &plan.last);
    let given = given(item, config, plan, outcome);
    let judge = if plan.is_guarded() { quote!(__judge) } else { quote!(__settle) };
    let judged = |run: &Ident| quote!(#run.#judge(#given));
    let (here, named) = (returned(item), named(item, plan));
    let label = config.otherwise.as_ref().map(|_| label());
    if plan.is_single() && label.is_none() {
        let judged = judged(&located::named(run.clone(), here));
        let mut nothing = located::in_parentheses(here, TokenStream::new());
        // From the name to the parentheses, as rustc joins places of one kind only.
        nothing.set_span(run.span().located_at(nothing.span()));
        let result = quote!(#judged.into_result #nothing);
        let result = match named {
            Some(named) => located::call(here, named, result),
            None => result,
        };
        return quote!(return #result;);
    }
    let (judged, back) = (judged(run), replaced::given_back(config, plan));
    let ended = match (label, plan.is_guarded(), plan.keeps_last()) {
        (Some(label), ..) if plan.is_single() => quote!(once #judged, #label),
        (Some(label), ..) => quote!(#judged, #last, #label #back),
        (None, true, true) => quote!(#run.__end_with(#given, &mut #last) #back),
        (None, true, false) => quote!(#run.__end(#given) #back),
        (None, false, true) => quote!(#judged.end_with(&mut #last) #back),
        (None, false, false) => quote!(#judged.end() #back),
    };
    let made = named.map(|named| quote!(=> #named));
    let end = located::call(here, quote!(#krate::end!), quote!(#ended #made));
    quote!(#end;)
}

// Output: outcome, classify, stop
fn given(item: &AsyncFn, config: &Config, plan: &Plan, outcome: &Ident) -> TokenStream {
    let krate = &plan.krate;
    let classify = match &config.classify {
        Some(given) => given.value.to_token_stream(),
        None => {
            let (here, krate) = at_the_error(item, plan);
            quote_spanned!(here=> #krate::Classify::classify)
        }
    };
    let known = |function: TokenStream| match alias(item) {
        Some(alias) => quote!(#krate::#function::<#alias, _, _>(#outcome)),
        None => outcome.to_token_stream(),
    };
    if plan.is_guarded() {
        let (outcome, convert) = (known(quote!(known_if_done)), convert(item, config, plan));
        quote!(#outcome, #classify, #convert)
    } else {
        let outcome = known(quote!(known));
        quote!(#outcome, #classify)
    }
}

/// What makes the user's error of a stop of ours; a closure is told what it has to give, where the signature says so.
// Output: stopped   or   stop_of::<Result<T, E>>(|stop| E::from(stop))
fn convert(item: &AsyncFn, config: &Config, plan: &Plan) -> TokenStream {
    let Some(given) = &config.stop else {
        let (here, krate) = at_the_error(item, plan);
        return quote_spanned!(here=> #krate::stopped);
    };
    match (&given.value, item.output()) {
        (closure @ Expr::Closure(_), Some(output)) if !output::hides(output) => {
            let (krate, output) = (&plan.krate, output::erased(output));
            quote!(#krate::stop_of::<#output>(#closure))
        }
        (given, _) => given.to_token_stream(),
    }
}

/// The place of the error type, where a trait that is missing on it is reported, and our crate at that place.
fn at_the_error(item: &AsyncFn, plan: &Plan) -> (Span, Ident) {
    let here = Span::call_site().located_at(item.output_span());
    (here, Ident::new(&plan.krate.to_string(), here))
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

// Output: let failed = 'chain: loop { .. }; resort!(run, otherwise; error = failed)
pub(super) fn end(item: &AsyncFn, config: &Config, plan: &Plan, turns: TokenStream) -> TokenStream {
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
