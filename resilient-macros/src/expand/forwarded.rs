//! A link that is the path of a function: it is called with the function's own parameters.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{ExprPath, FnArg, Receiver, Signature};

use crate::expand::bindings::lent_again;
use crate::expand::names::internal;
use crate::expand::plan::Plan;
use crate::expand::{called, located};
use crate::item::kind::{Kind, kind, receiver_kind};
use crate::item::pattern::whole_name;
use crate::usage::asked_of;

/// The call, awaited; where `cfg` decides about parameters, one call for each way in which it may.
// Output: linked(other(a, b)).await
// Output: { #[cfg(c)] let call = linked(other(a, b)); #[cfg(not(c))] let call = linked(other(a)); call.await }
pub(super) fn awaited(
    sig: &Signature,
    path: &ExprPath,
    plan: &Plan,
    linked: &TokenStream,
) -> TokenStream {
    let arguments = arguments(sig, path).unwrap_or_default();
    let call = |arguments: Vec<&TokenStream>| {
        let arguments = located::in_parentheses(path, quote!(#(#arguments),*));
        quote!(#path #arguments)
    };
    let conditions: Vec<Option<TokenStream>> = sig.inputs.iter().map(condition).collect();
    let decided: Vec<usize> =
        (0..conditions.len()).filter(|at| conditions[*at].is_some()).collect();
    if decided.is_empty() || decided.len() > MOST_DECIDED {
        let linked = |it| located::awaited(path, linked.clone(), it);
        return called::with_clones(plan, &call(arguments.iter().collect()), linked);
    }
    let name = internal("call");
    let calls = (0..1_usize << decided.len()).map(|ways| {
        let is_there = |at: &usize| {
            decided.iter().position(|it| it == at).is_none_or(|bit| ways & (1 << bit) != 0)
        };
        let told = decided.iter().map(|at| {
            let condition = &conditions[*at];
            if is_there(at) { quote!(#condition) } else { quote!(not(#condition)) }
        });
        let there = (0..arguments.len()).filter(|at| is_there(at)).map(|at| &arguments[at]);
        let linked = |it| located::call(path, linked.clone(), it);
        let made = called::with_clones(plan, &call(there.collect()), linked);
        quote!(#[cfg(all(#(#told),*))] let #name = #made;)
    });
    quote!({ #(#calls)* #name.await })
}

/// Parameters of one function that `cfg` may leave out, beyond which none is left out of such a call.
const MOST_DECIDED: usize = 4;

/// What `cfg` asks before there is a parameter.
fn condition(input: &FnArg) -> Option<TokenStream> {
    let asked = asked_of(input);
    (!asked.is_empty()).then(|| quote!(all(#(#asked),*)))
}

/// The arguments of a call with the function's own parameters, where the path to the other function stands; `None` where
/// a pattern hides one.
fn arguments(sig: &Signature, here: &ExprPath) -> Option<Vec<TokenStream>> {
    sig.inputs
        .iter()
        .map(|input| match input {
            FnArg::Receiver(receiver) => Some(own_receiver(receiver, here)),
            FnArg::Typed(typed) => {
                let ident = whole_name(&typed.pat)?;
                let kind = kind(&typed.ty);
                // What is used up has a binding of its own there; what is wrong with another one is said at it.
                let name = match kind {
                    Kind::Owned | Kind::Opaque => located::named(ident.clone(), here),
                    _ => ident.clone(),
                };
                Some(lent_again(&name, kind))
            }
        })
        .collect()
}

fn own_receiver(receiver: &Receiver, here: &ExprPath) -> TokenStream {
    let this = located::named(Ident::new("self", receiver.self_token.span), here);
    lent_again(&this, receiver_kind(receiver))
}
