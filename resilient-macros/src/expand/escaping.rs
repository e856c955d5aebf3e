//! A borrow out of an exclusive reference that comes back, which only one attempt can give.

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, FnArg, Lifetime, Pat, ReceiverKind, Type, TypeReference};

use crate::expand::arguments::Argument;
use crate::item::AsyncFn;
use crate::item::kind::exclusive;
use crate::usage::Usage;

/// Its lifetime, where the return type has it.
pub(super) fn borrow(item: &AsyncFn, arguments: &[Argument]) -> Option<Lifetime> {
    let returned = Lifetimes::of(item.output()?);
    let (lent, is_receiver) =
        item.sig.inputs.iter().find_map(|input| lent(input, item, arguments))?;
    let is_lent = |returned: &Lifetime| match lent {
        // `#[async_trait]` names the lifetime of a receiver where nobody else has.
        Some(lifetime) if lifetime.ident != "_" => {
            returned.ident == lifetime.ident || (is_receiver && returned.ident == "_")
        }
        _ => returned.ident == "_",
    };
    let exclusively = returned.exclusive.iter().find(|returned| is_lent(returned));
    let shared = || returned.all.iter().find(|it| is_lent(it) && !is_lent_shared(item, it));
    exclusively.or_else(shared).cloned()
}

/// The lifetime of an exclusive reference that the body uses, as it is written, and whether that is the receiver's.
fn lent<'i>(
    input: &'i FnArg,
    item: &AsyncFn,
    arguments: &[Argument],
) -> Option<(&'i Option<Lifetime>, bool)> {
    let used = |name: &Ident| {
        let found = arguments.iter().find(|argument| argument.is_called(name));
        found.is_some_and(|argument| argument.usage != Usage::Unused)
    };
    match input {
        FnArg::Receiver(it) => {
            let lifetime = match &it.kind {
                ReceiverKind::Reference(_, lifetime, Some(_)) => lifetime,
                ReceiverKind::Typed(_, ty) => &exclusive(ty)?.lifetime,
                _ => return None,
            };
            used(&Ident::from(it.self_token)).then_some((lifetime, true))
        }
        FnArg::Typed(typed) => {
            let (ty, Pat::Ident(pat)) = (exclusive(&typed.ty)?, &*typed.pat) else { return None };
            // Without a receiver what is elided is the only reference there is.
            let is_meant = ty.lifetime.is_some() || item.sig.receiver().is_none();
            (is_meant && used(&pat.ident)).then_some((&ty.lifetime, false))
        }
    }
}

/// Whether something else is lent shared for as long, which may as well be what comes back. What is elided is the
/// receiver's, whatever else is.
fn is_lent_shared(item: &AsyncFn, lifetime: &Lifetime) -> bool {
    let has_it = |input: &FnArg| match input {
        FnArg::Typed(typed) if exclusive(&typed.ty).is_none() => {
            Lifetimes::of(&typed.ty).all.iter().any(|it| it.ident == lifetime.ident)
        }
        _ => false,
    };
    lifetime.ident != "_" && item.sig.inputs.iter().any(has_it)
}

/// The lifetimes in a type, with `'_` for each that is left out of a reference.
#[derive(Default)]
struct Lifetimes {
    all: Vec<Lifetime>,
    /// Those of exclusive references.
    exclusive: Vec<Lifetime>,
}

impl Lifetimes {
    fn of(ty: &Type) -> Self {
        let mut found = Self::default();
        found.visit_type(ty);
        found
    }
}

impl<'ast> Visit<'ast> for Lifetimes {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.all.push(lifetime.clone());
    }

    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        let left_out = || Lifetime::new("'_", reference.and_token.span);
        let lifetime = reference.lifetime.clone().unwrap_or_else(left_out);
        if reference.mutability.is_some() {
            self.exclusive.push(lifetime.clone());
        }
        if reference.lifetime.is_none() {
            self.all.push(lifetime);
        }
        visit::visit_type_reference(self, reference);
    }

    // A constant in a type borrows nothing.
    fn visit_expr(&mut self, _: &'ast Expr) {}
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}
