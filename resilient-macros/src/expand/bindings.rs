//! What is written for an argument: how it is kept before the attempts, and what an attempt binds.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Local, Token};

use crate::expand::arguments::{Argument, Home};
use crate::expand::names::internal;
use crate::expand::plan::Plan;
use crate::expand::{receiver, signature};
use crate::item::kind::Kind;
use crate::item::lints;
use crate::item::parameter::{Parameter, Unnamed};
use crate::usage::{Usage, lends_exclusively};

/// What stands before the loop, for the arguments.
pub(crate) fn prepared(plan: &Plan) -> TokenStream {
    let prepared = plan.arguments.iter().map(|argument| argument.prepare(plan));
    let together = plan.shared.together();
    quote!(#(#prepared)* #together)
}

/// What stands before the body in its block, for the arguments.
pub(crate) fn renewed(plan: &Plan) -> TokenStream {
    let renewed = plan.arguments.iter().map(|argument| argument.renew(plan));
    quote!(#(#renewed)*)
}

/// Statements around an expression about the arguments that waits in their slots.
pub(crate) fn shown_to(plan: &Plan, expressions: &TokenStream, code: TokenStream) -> TokenStream {
    if plan.is_single() {
        return code;
    }
    let slots = plan.arguments.iter().filter(|argument| argument.is_moved());
    let (taken, put): (Vec<_>, Vec<_>) =
        slots.filter(|argument| argument.is_named_in(expressions)).map(Argument::shown).unzip();
    let renames = plan.arguments.iter().any(|it| it.renames_self() && it.is_moved());
    let code = if renames { receiver::renamed(code, receiver::NAME) } else { code };
    quote!(#(#taken)* #code #(#put)*)
}

/// What a call takes of an argument: what is lent is lent once more, and the rest is the argument itself.
pub(crate) fn lent_again(name: &Ident, kind: Kind) -> TokenStream {
    match kind {
        Kind::Exclusive => quote!(&mut *#name),
        Kind::Pinned => quote!(::core::pin::Pin::as_mut(&mut #name)),
        // No call, as one would fix what a trait object behind the reference may borrow.
        Kind::Optional => {
            let inner = internal("inner");
            quote! {
                match &mut #name {
                    ::core::option::Option::Some(#inner) => ::core::option::Option::Some(&mut **#inner),
                    ::core::option::Option::None => ::core::option::Option::None,
                }
            }
        }
        Kind::Shared | Kind::Owned | Kind::Opaque => name.to_token_stream(),
    }
}

impl Argument {
    // Output: let mut slot = Slot::new(x, unwritable);
    pub(crate) fn prepare(&self, plan: &Plan) -> Option<TokenStream> {
        let Self { name, parameter: Parameter { conditions, .. }, .. } = self;
        if self.is_moved() && !plan.is_single() {
            let (krate, slot, allowed) = (&plan.krate, self.slot(), self.used_by_us());
            return Some(quote! {
                #(#conditions)* #allowed let mut #slot = #krate::Slot::new(#name, #krate::unwritable);
            });
        }
        let rebound = self.home != Home::Block && (self.home == Home::Local || self.rebinds());
        rebound.then(|| self.rebound(plan, self.is_lent() || self.assigned))
    }

    // Output: let mut x = x;
    fn rebound(&self, plan: &Plan, mutable: bool) -> TokenStream {
        let Self { name, parameter, .. } = self;
        let Parameter { conditions, mutability, unnamed, .. } = parameter;
        if let Some(unnamed) = unnamed {
            return self.taken_apart(unnamed, plan, mutable);
        }
        let mutability = if mutable { Some(Token![mut](name.span())) } else { *mutability };
        let (value, allowed) = (self.quietly(name.to_token_stream()), self.bound_by_us());
        // What is expected is found where an attempt binds it, if one does.
        let level = |it| if self.has_own() { lints::allowed(it) } else { it.clone() };
        let lints = parameter.lints.iter().map(level);
        let idle = self.idle_mut();
        quote!(#(#conditions)* #(#lints)* #allowed #idle let #mutability #name = #value;)
    }

    // Output: let __unnamed_0 = __unnamed_0; let (x, _) = __unnamed_0;
    fn taken_apart(&self, unnamed: &Unnamed, plan: &Plan, mutable: bool) -> TokenStream {
        let parts = &plan.arguments[self.number + 1..][..unnamed.parts];
        let pat = signature::declared(&unnamed.pat, parts);
        if let Some(local) = &unnamed.statement {
            return Local { pat, ..local.clone() }.into_token_stream();
        }
        let Self { name, parameter: Parameter { conditions, lints, .. }, .. } = self;
        let mutability =
            (mutable || lends_exclusively(&unnamed.pat)).then(|| Token![mut](name.span()));
        let apart =
            (unnamed.parts > 0).then(|| quote!(#(#conditions)* #(#lints)* let #pat = #name;));
        quote!(#(#conditions)* let #mutability #name = #name; #apart)
    }

    /// Lets a line of ours use what says by its name that it is unused.
    fn used_by_us(&self) -> Option<TokenStream> {
        (self.is_silent() && self.parameter.unnamed.is_none()).then(|| {
            quote!(#[allow(clippy::used_underscore_binding, clippy::no_effect_underscore_binding)])
        })
    }

    /// The same where the line also binds it anew: what the body then does with it is for clippy to say.
    // Output: _x   as   { #[allow(..)] _x }
    fn quietly(&self, value: TokenStream) -> TokenStream {
        if self.is_silent() {
            quote!({ #[allow(clippy::used_underscore_binding)] #value })
        } else {
            value
        }
    }

    /// Lets a line of ours bind a name that says it is unused, or that is a field's, which rustc passes over.
    fn bound_by_us(&self) -> TokenStream {
        let is_unused = self.is_silent();
        let unused = is_unused.then(|| quote!(#[allow(clippy::no_effect_underscore_binding)]));
        let field = self.parameter.shorthand.then(|| quote!(#[allow(non_snake_case)]));
        // Of a `self` rustc says nothing of the kind.
        let is_idle = self.is_self() && (self.fresh || !self.used_under.is_empty());
        let receiver = is_idle.then(|| quote!(#[allow(unused_variables, unused_assignments)]));
        quote!(#unused #field #receiver)
    }

    // Output: let x = slot.__give(is_last);
    pub(crate) fn renew(&self, plan: &Plan) -> Option<TokenStream> {
        let Self { name, parameter: Parameter { conditions, lints, mutability, .. }, .. } = self;
        if !self.has_own() {
            return (self.home == Home::Block).then(|| self.rebound(plan, false));
        }
        let krate = &plan.krate;
        // What is wrong with the type is said at the argument.
        let here = self.here();
        let value = if self.goes_along() {
            name.to_token_stream()
        } else if self.is_moved() {
            let (mut slot, is_last) = (self.slot(), &plan.is_last);
            slot.set_span(slot.span().located_at(name.span()));
            let give = if self.usage == Usage::Borrowed { "__give_mut" } else { "__give" };
            let give = Ident::new(give, slot.span());
            let slot = self.whose(slot.into_token_stream());
            quote_spanned!(here=> #slot.#give(#is_last))
        } else {
            self.another(krate)
        };
        let (local, ty) = (self.local(), self.lent_type());
        let (value, allowed) = (self.quietly(value), self.bound_by_us());
        Some(quote!(#(#conditions)* #(#lints)* #allowed let #mutability #local #ty = #value;))
    }

    /// Another one of it: a clone, or what is lent once more. What is wrong with its type is said at the argument.
    pub(crate) fn another(&self, krate: &Ident) -> TokenStream {
        let name = &self.name;
        if self.is_reference() {
            return lent_again(name, self.kind);
        }
        let here = self.here();
        let krate = Ident::new(&krate.to_string(), Span::call_site().located_at(here));
        let again = self.whose(quote_spanned!(here=> #krate::again));
        quote_spanned!(here=> #again(&#name, #krate::unwritable))
    }

    /// The place of the argument.
    fn here(&self) -> Span {
        let here = self.name.span();
        if self.is_said_to_be_overwritten() { here } else { Span::call_site().located_at(here) }
    }

    /// What a call of ours begins with, such that rustc takes the call for the user's where the argument is `mut`: it says
    /// nothing of a value of ours that is overwritten before it is read.
    // Output: (slot)
    fn whose(&self, callee: TokenStream) -> TokenStream {
        if self.is_said_to_be_overwritten() {
            quote_spanned!(self.here()=> (#callee))
        } else {
            callee
        }
    }

    /// Of `self` rustc never says so.
    fn is_said_to_be_overwritten(&self) -> bool {
        self.fresh && !self.is_self()
    }

    /// Its type, where it says what may be borrowed for less long: a trait object that may be there.
    // Output: : Option<&mut dyn Write>
    pub(crate) fn lent_type(&self) -> Option<TokenStream> {
        let ty = self.parameter.optional_object.as_ref().filter(|_| !self.goes_along())?;
        Some(quote!(: #ty))
    }

    /// What makes the body's block borrow it exclusively: then `Send` asks `Send` of it, not `Sync`.
    // Output: &mut x   or   &mut *x   or   &mut lent!(x)   or, to take it, &mut self, &mut { self }
    pub(crate) fn lend(&self, krate: &Ident) -> Option<TokenStream> {
        let Self { name, parameter: Parameter { conditions, .. }, .. } = self;
        if self.lends || self.born_in_block {
            return None;
        }
        if self.is_captured() {
            let as_copy = self.is_captured_as_copy().then(|| quote!(&mut #name,));
            // What is only changed, or captured by use, the body lends to itself.
            return self.is_captured_whole().then(|| quote!(#as_copy &mut { #name }));
        }
        if self.is_lent() {
            // rustc takes the first mention for the use that moves it.
            let mut name = name.clone();
            name.set_span(self.moved_field.map_or(name.span(), |at| name.span().located_at(at)));
            let (allowed, used) = (self.used_by_us(), self.used_under());
            return Some(quote!(#(#conditions)* #used #allowed &mut #name));
        }
        let is_lent_again = self.usage == Usage::Borrowed || self.is_for_links();
        let again = self.kind == Kind::Exclusive && is_lent_again && !self.fresh;
        if !again {
            return None;
        }
        let lent =
            if self.parameter.may_be_slice { quote!(#krate::lent!(#name)) } else { quote!(*#name) };
        let (allowed, used) = (self.used_by_us(), self.used_under());
        Some(quote!(#(#conditions)* #used #allowed &mut #lent))
    }

    /// When that is needed: where the body has no use for it, rustc is to say so.
    fn used_under(&self) -> Option<TokenStream> {
        let conditions = &self.used_under;
        self.is_lent_under_a_condition().then(|| quote!(#[cfg(any(#(#conditions),*))]))
    }

    /// The same of the attempt's own one, for a block within.
    // Output: &mut *x   or, to take it, &mut { x }
    pub(crate) fn lend_own(&self) -> Option<TokenStream> {
        let (local, conditions) = (self.local(), &self.parameter.conditions);
        let lent = match self.kind {
            _ if self.usage == Usage::Unused => return None,
            Kind::Shared => return None,
            Kind::Exclusive => quote!(*#local),
            Kind::Owned | Kind::Opaque | Kind::Optional | Kind::Pinned => quote!({ #local }),
        };
        let allowed = self.used_by_us();
        Some(quote!(#(#conditions)* #allowed &mut #lent))
    }

    // Output: let x = slot.__take();   and   slot.__put(x);
    pub(crate) fn shown(&self) -> (TokenStream, TokenStream) {
        let (slot, local, conditions) = (self.slot(), self.local(), &self.parameter.conditions);
        (
            quote!(#(#conditions)* let #local = #slot.__take();),
            quote!(#(#conditions)* #slot.__put(#local);),
        )
    }

    fn slot(&self) -> Ident {
        internal(&format!("slot_{}", self.number))
    }
}
