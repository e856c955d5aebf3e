//! The block that an attempt polls: the user's body, and the links that are called in its place.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::quote;

use crate::config::Config;
use crate::expand::arguments::Argument;
use crate::expand::plan::Plan;
use crate::expand::{erased, receiver, stage};
use crate::item::block::like;
use crate::item::{AsyncFn, output};

// Output: async { <shared arguments> returns!(Result<T, E>, &mut lent); or links!([..] at, <links>; &mut lent);
//         <renew the arguments>
//         { <the user's body, token for token> } }
pub(crate) fn block(
    item: &AsyncFn,
    config: &Config,
    plan: &Plan,
    links: Option<&TokenStream>,
) -> TokenStream {
    let krate = &plan.krate;
    let output = erased(item);
    let last = config.fallback.iter().any(stage::mentions_error).then(|| {
        let last = &plan.last;
        quote!(&mut #last)
    });
    // Of several, rustc shows the use of one that is owned only where it comes first.
    let (lent_again, owned): (Vec<_>, Vec<_>) =
        plan.arguments.iter().partition(|argument| argument.is_reference());
    let lent = owned.into_iter().chain(lent_again).filter_map(|it| it.lend(krate)).chain(last);
    let (shared, renewed) = (plan.shared.apart(), plan.renewed());
    let body = body(item, plan);
    // With the keyword and the braces at the user's own, what can't be lent or moved again is said at the body, and
    // clippy looks for a needless `return` in it.
    let keyword = Ident::new("async", item.body.span_open());
    // The body comes before the links where it alone tells what it returns.
    if links.is_some() && item.output().is_some_and(output::hides) {
        let returns = quote!(#krate::returns!(#output #(, #lent)*););
        let body = quote!(#krate::body_first!(#output; #links; { #renewed #body }));
        let block = like(&item.body, quote!(#shared #returns #body));
        return quote!(#keyword #block);
    }
    let first = match links {
        Some(links) => quote!(links!([#output] #links #(; #lent)*)),
        None => quote!(returns!(#output #(, #lent)*)),
    };
    let block = like(&item.body, quote!(#shared #krate::#first; #renewed #body));
    quote!(#keyword #block)
}

// Input:  { self.get().await }
// Output: { const _: () = (); this.get().await }
fn body(item: &AsyncFn, plan: &Plan) -> Group {
    let mut tokens = item.body.stream();
    if plan.arguments.iter().any(Argument::renames_self) {
        tokens = receiver::renamed(tokens, receiver::NAME);
    }
    // Around one expression alone rustc would find the braces needless.
    // The tokens are passed on as a whole: one by one, `$e:expr` would lose its precedence.
    let is_semicolon = |it: TokenTree| matches!(it, TokenTree::Punct(it) if it.as_char() == ';');
    let is_expression = !tokens.clone().into_iter().any(is_semicolon);
    let mut words = tokens.clone().into_iter().map(|it| it.to_string());
    let has_attribute = words.next().as_deref() == Some("#");
    let has_attributes = has_attribute && words.next().as_deref() == Some("!");
    // Of what an attribute stands before, nothing may be left.
    let statement = ((is_expression || has_attribute) && !has_attributes).then(|| {
        quote!(
            const _: () = ();
        )
    });
    like(&item.body, quote!(#statement #tokens))
}
