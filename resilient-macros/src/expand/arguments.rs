//! How each argument reaches another attempt: lent, lent again, cloned, or moved into the last one.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, Ident, Pat, PatIdent, Receiver, ReceiverKind, Signature, Type};

use crate::expand::plan::Plan;
use crate::usage::{Usage, usages};

/// One binding of the signature. Each binding of a pattern is an argument of its own.
#[expect(clippy::struct_excessive_bools, reason = "facts that vary independently")]
pub(crate) struct Argument {
    pub(crate) name: Ident,
    pub(crate) kind: Kind,
    pub(crate) usage: Usage,
    /// Declared `mut`, so each attempt starts with a fresh one.
    mutable: bool,
    /// It is the whole pattern, so its declaration may be changed to `mut`.
    whole: bool,
    /// Something needs it beside the body, so that the last attempt can't have it either.
    pub(crate) kept: bool,
    /// Links put other values in its place, so it needs a binding that can be assigned to.
    pub(crate) assigned: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Owned,
    Shared,
    Exclusive,
    Opaque,
}

/// The bindings of a signature, and how `body` uses them.
pub(crate) fn read(sig: &Signature, body: &TokenStream) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for input in &sig.inputs {
        if let FnArg::Typed(typed) = input {
            let kind = match &*typed.ty {
                Type::Reference(reference) if reference.mutability.is_some() => Kind::Exclusive,
                Type::Reference(_) => Kind::Shared,
                Type::ImplTrait(_) => Kind::Opaque,
                _ => Kind::Owned,
            };
            let whole = matches!(&*typed.pat, Pat::Ident(pat) if pat.subpat.is_none());
            for binding in bindings(&typed.pat) {
                let by_ref = binding.by_ref.is_some();
                // What a pattern takes out of a reference may be one or not: lending is always right.
                let kind =
                    if by_ref || (!whole && kind != Kind::Owned) { Kind::Shared } else { kind };
                arguments.push(Argument {
                    name: binding.ident.clone(),
                    kind,
                    usage: Usage::Unused,
                    mutable: binding.mutability.is_some(),
                    whole,
                    kept: false,
                    assigned: false,
                });
            }
        }
    }
    let names: Vec<Ident> = arguments.iter().map(|argument| argument.name.clone()).collect();
    for (argument, usage) in arguments.iter_mut().zip(usages(body, &names)) {
        let fresh = argument.mutable && usage != Usage::Unused && argument.kind != Kind::Exclusive;
        argument.usage = if fresh { Usage::ByValue } else { usage };
    }
    arguments
}

impl Argument {
    /// Whether each attempt needs a value of its own.
    pub(crate) fn is_used_up(&self) -> bool {
        self.usage == Usage::ByValue
            && match self.kind {
                Kind::Owned | Kind::Opaque => true,
                // A shared reference is copied where it is used; only a `mut` one must start fresh.
                Kind::Shared => self.mutable,
                Kind::Exclusive => false,
            }
    }

    fn is_in_slot(&self) -> bool {
        self.is_used_up() && !self.kept
    }

    /// What stands before the loop.
    pub(crate) fn prepare(&self, krate: &TokenStream) -> Option<TokenStream> {
        let name = &self.name;
        if self.is_in_slot() {
            let slot = self.slot();
            return Some(quote!(let mut #slot = #krate::__private::Slot::new(#name);));
        }
        // A binding of our own also has a lifetime of its own: a link may lend it a local value.
        let rebound = self.assigned || (self.is_lent() && !self.whole);
        rebound.then(|| quote!(let mut #name = #name;))
    }

    /// What stands before each attempt.
    pub(crate) fn renew(&self, run: &Ident) -> Option<TokenStream> {
        let name = &self.name;
        if self.is_in_slot() {
            let slot = self.slot();
            let give = quote_spanned!(name.span()=> give);
            Some(quote!(let mut #name = #slot.#give(#run.is_last());))
        } else if self.is_used_up() {
            let clone = quote_spanned!(name.span()=> ::core::clone::Clone::clone);
            Some(quote!(let mut #name = #clone(&#name);))
        } else if self.kind == Kind::Exclusive && self.usage != Usage::Unused {
            Some(quote!(let #name = &mut *#name;))
        } else {
            None
        }
    }

    /// What makes the body's block borrow it exclusively: then `Send` asks `Send` of it, not `Sync`.
    pub(crate) fn lend(&self) -> Option<TokenStream> {
        let name = &self.name;
        (self.is_lent() || self.is_used_up()).then(|| quote!(let _ = &mut #name;))
    }

    fn is_lent(&self) -> bool {
        self.usage != Usage::Unused
            && !self.is_used_up()
            && matches!(self.kind, Kind::Owned | Kind::Opaque)
    }

    fn slot(&self) -> Ident {
        format_ident!("__resilient_slot_{}", self.name)
    }
}

/// Declares `mut` what is lent exclusively, and drops the `mut` of what each attempt makes anew.
pub(crate) fn declare(sig: &mut Signature, plan: &Plan) {
    for input in &mut sig.inputs {
        if let FnArg::Typed(typed) = input {
            Declare(plan).visit_pat_mut(&mut typed.pat);
        }
    }
}

struct Declare<'a>(&'a Plan);

impl VisitMut for Declare<'_> {
    fn visit_pat_ident_mut(&mut self, pat: &mut PatIdent) {
        let plan = self.0;
        if let Some(argument) = plan.arguments.iter().find(|argument| argument.name == pat.ident) {
            let used_in_place = plan.uses_in_place(argument);
            if used_in_place && argument.mutable {
                // The only attempt may as well have it.
            } else if (argument.is_used_up() && !used_in_place) || argument.assigned {
                pat.mutability = None;
            } else if argument.whole && (argument.is_lent() || used_in_place) {
                pat.mutability = Some(syn::Token![mut](pat.ident.span()));
            }
        }
        visit_mut::visit_pat_ident_mut(self, pat);
    }
}

/// The arguments of a call with the function's own parameters; `None` where a pattern hides one.
pub(crate) fn forwarded(sig: &Signature) -> Option<Vec<TokenStream>> {
    sig.inputs
        .iter()
        .map(|input| match input {
            FnArg::Receiver(receiver) => Some(forwarded_self(receiver)),
            FnArg::Typed(typed) => {
                let Pat::Ident(PatIdent { ident, subpat: None, .. }) = &*typed.pat else {
                    return None;
                };
                Some(match &*typed.ty {
                    Type::Reference(reference) if reference.mutability.is_some() => {
                        quote!(&mut *#ident)
                    }
                    Type::Reference(_) => ident.to_token_stream(),
                    _ => {
                        let clone = quote_spanned!(ident.span()=> ::core::clone::Clone::clone);
                        quote!(#clone(&#ident))
                    }
                })
            }
        })
        .collect()
}

fn forwarded_self(receiver: &Receiver) -> TokenStream {
    let this = &receiver.self_token;
    match &receiver.kind {
        ReceiverKind::Reference(_, _, Some(_)) => quote!(&mut *#this),
        ReceiverKind::Reference(..) => this.to_token_stream(),
        _ => quote!(::core::clone::Clone::clone(&#this)),
    }
}

/// The identifiers that a pattern binds.
fn bindings(pat: &Pat) -> Vec<PatIdent> {
    struct Bindings(Vec<PatIdent>);
    impl<'ast> syn::visit::Visit<'ast> for Bindings {
        fn visit_pat_ident(&mut self, pat: &'ast PatIdent) {
            // `None` and `MAX` parse as bindings, though they name what is matched.
            let name = pat.ident.to_string();
            let names_something = name.starts_with(char::is_uppercase) && pat.subpat.is_none();
            if !names_something {
                self.0.push(pat.clone());
            }
            syn::visit::visit_pat_ident(self, pat);
        }
    }
    let mut found = Bindings(Vec::new());
    syn::visit::Visit::visit_pat(&mut found, pat);
    found.0
}
