//! What a called link takes along: the arguments that it uses up stay with the loop.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::expand::arguments::Argument;
use crate::expand::plan::Plan;
use crate::expand::{receiver, signature};

/// The call as `linked` writes it, with clones of what it uses up, and what is lent lent once more.
// Input:  other(x)
// Output: { let x = again(&x); linked(other(x)).await }
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
        let (name, local) = (&argument.name, argument.local());
        // What is wrong with the type is said at the argument, in the words that the body's own need has.
        let here = Span::call_site().located_at(name.span());
        if argument.is_reference() {
            let lent = signature::lent_to_a_call(name, argument.kind);
            return quote!(#[allow(unused_mut)] let mut #local = #lent;);
        }
        let krate = Ident::new(&plan.krate.to_string(), here);
        quote_spanned!(here=> let #local = #krate::again(&#name);)
    });
    quote!({ #(#clones)* #linked })
}
