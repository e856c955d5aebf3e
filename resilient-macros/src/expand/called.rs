//! What a called link takes along: the arguments that it uses up stay with the loop.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::arguments::Argument;
use crate::expand::plan::Plan;
use crate::expand::receiver;

/// The call as `linked` writes it, with clones of what it uses up, and what is lent lent once more.
// Input:  other(x)
// Output: { let x = again(&x, unwritable); linked(other(x)).await }
pub(crate) fn with_clones(
    plan: &Plan,
    call: &TokenStream,
    linked: impl FnOnce(TokenStream) -> TokenStream,
) -> TokenStream {
    let used_up: Vec<&Argument> =
        plan.arguments.iter().filter(|argument| argument.is_taken_by(call)).collect();
    let renames = used_up.iter().any(|argument| argument.is_self());
    let linked = if renames {
        linked(receiver::renamed(call.clone(), receiver::NAME))
    } else {
        linked(call.clone())
    };
    if used_up.is_empty() {
        return linked;
    }
    let clones = used_up.iter().map(|argument| {
        let (local, another) = (argument.local(), argument.another(&plan.krate));
        if argument.is_reference() {
            // Whether it is lent exclusively there is for the call to say.
            let ty = argument.lent_type();
            return quote!(#[allow(unused_mut)] let mut #local #ty = #another;);
        }
        quote!(let #local = #another;)
    });
    quote!({ #(#clones)* #linked })
}
