//! The block that an attempt polls: the user's body, and the links that are called in its place.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::config::Config;
use crate::expand::arguments::Argument;
use crate::expand::plan::Plan;
use crate::expand::{bindings, links, receiver};
use crate::item::{AsyncFn, instrumented, output};
use crate::tokens::{is_sign, like};

// Output: async { <shared arguments> returns!(Result<T, E>, &mut lent); or links!([..] at, <links>; &mut lent);
//         <renew the arguments>
//         { <the user's body, token for token> } }   with another block inside of it where it binds arguments
pub(crate) fn block(
    item: &AsyncFn,
    config: &Config,
    plan: &Plan,
    links: Option<&TokenStream>,
) -> TokenStream {
    let krate = &plan.krate;
    let output = item.erased_output();
    let last = config.fallback.iter().any(links::mentions_error).then(|| {
        let last = &plan.last;
        quote!(&mut #last)
    });
    // Of several, rustc shows the use of one that is owned only where it comes first.
    let mut lent: Vec<&Argument> = plan.arguments.iter().collect();
    lent.sort_by_key(|argument| (argument.is_reference(), argument.moved_field.is_none()));
    let has_condition = plan.arguments.iter().any(Argument::is_lent_under_a_condition);
    let returns = |lent: &[TokenStream]| {
        let returns = quote!(#krate::returns!(#output #(, #lent)*););
        // A `cfg` that rustc does not know is told where the user wrote it.
        if has_condition { quote!(#[allow(unexpected_cfgs)] { #returns }) } else { returns }
    };
    // Blocks within see what the attempt has of its own.
    let inside = item.borrows_in_blocks.then(|| {
        let seen = |it: &&Argument| if it.has_own() { it.lend_own() } else { it.lend(krate) };
        returns(&lent.iter().filter_map(seen).collect::<Vec<_>>())
    });
    let lent = lent.iter().filter_map(|it| it.lend(krate)).chain(last);
    let lent: Vec<TokenStream> = lent.collect();
    let (shared, renewed) = (plan.shared.apart(), bindings::renewed(plan));
    let body = body(item, plan, inside);
    // With the keyword and the braces at the user's own, what can't be lent or moved again is said at the body, and
    // clippy looks for a needless `return` in it.
    let keyword = Ident::new("async", item.body.span_open());
    let code = match links {
        // The body comes before the links where it alone tells what it returns.
        Some(links) if item.output().is_some_and(output::hides) => {
            let returns = returns(&lent);
            quote! {
                #shared
                #returns
                #krate::body_first!(#output; #links; { #renewed #body })
            }
        }
        Some(links) => quote! {
            #shared
            #krate::links!([#output] #links #(; #lent)*);
            #renewed
            #body
        },
        None => {
            let returns = returns(&lent);
            quote! {
                #shared
                #returns
                #renewed
                #body
            }
        }
    };
    let has_locals = shared.is_some() || !renewed.is_empty();
    let code = if has_locals { within(item, code) } else { code };
    let block = like(&item.body, code);
    let capture =
        item.block.as_ref().filter(|_| plan.is_by_use()).and_then(|it| it.capture.as_ref());
    quote!(#keyword #capture #block)
}

/// A block of our edition: before 2024, what the last expression of the body leaves behind would outlive the arguments.
fn within(item: &AsyncFn, code: TokenStream) -> TokenStream {
    let mut block = Group::new(Delimiter::Brace, code);
    block.set_span(Span::call_site().located_at(item.body.span()));
    block.into_token_stream()
}

// Input:  { self.get().await }
// Output: { {} this.get().await }
fn body(item: &AsyncFn, plan: &Plan, inside: Option<TokenStream>) -> TokenStream {
    let mut tokens = item.body.stream();
    if plan.arguments.iter().any(Argument::renames_self) {
        tokens = receiver::renamed(tokens, receiver::NAME);
    }
    // The tokens are passed on as a whole: one by one, `$e:expr` would lose its precedence.
    let statement = statement(&tokens);
    let body = like(&item.body, quote!(#statement #tokens));
    let lending = inside.and_then(|inside| instrumented::with(&body, &inside));
    let body = lending.unwrap_or(body);
    match &item.block {
        Some(block) => block.answer(body),
        None => body.into_token_stream(),
    }
}

/// A statement before a body that may have none, as rustc would find braces around one expression needless.
fn statement(body: &TokenStream) -> Option<TokenStream> {
    let mut words = body.clone().into_iter().map(|it| it.to_string());
    let words = [words.next().unwrap_or_default(), words.next().unwrap_or_default()];
    match words.each_ref().map(String::as_str) {
        ["#", "!"] | ["", _] => None,
        // Of what an attribute stands before, nothing may be left; if it is an item, it may come after no statement.
        ["#", _] => Some(quote!(
            const _: () = ();
        )),
        [first, second] if ITEMS.contains(&first) || ITEMS.contains(&second) => None,
        _ if body.clone().into_iter().any(|token| is_sign(&token, ';')) => None,
        _ => Some(quote!({})),
    }
}

/// What an item begins with.
const ITEMS: &[&str] =
    &["enum", "extern", "fn", "impl", "macro_rules", "mod", "pub", "struct", "trait", "use"];
