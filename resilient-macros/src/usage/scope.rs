//! What patterns and items bring into scope, since a name they bind is no longer the argument.

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Expr, Item, Pat, PatIdent, PatMacro, Path, Stmt, Type};

/// Whether `pattern` binds `name`.
pub(super) fn binds(pattern: &Pat, name: &str) -> bool {
    let bindings = Bindings::of(pattern);
    bindings.found.iter().any(|it| it.ident.unraw() == name)
}

/// Whether matching a place with `pattern` may take its value.
pub(super) fn takes_value(pattern: &Pat) -> bool {
    let bindings = Bindings::of(pattern);
    bindings.unreadable || bindings.found.iter().any(|it| is_by_value(it))
}

/// Whether `statement` is an item that has `name` among the values.
pub(super) fn declares(statement: &Stmt, name: &str) -> bool {
    let is = |ident: &Ident| ident.unraw() == name;
    match statement {
        Stmt::Item(Item::Fn(item)) => is(&item.sig.ident),
        Stmt::Item(Item::Const(item)) => is(&item.ident),
        Stmt::Item(Item::Static(item)) => is(&item.ident),
        _ => false,
    }
}

/// `None` and `LIMIT` look like bindings to a parser; rustc's naming lints tell them apart.
fn is_by_value(binding: &PatIdent) -> bool {
    let name = binding.ident.unraw().to_string();
    let is_constant = name.starts_with(char::is_uppercase)
        && binding.mutability.is_none()
        && binding.subpat.is_none();
    binding.by_ref.is_none() && !is_constant
}

#[derive(Default)]
struct Bindings<'p> {
    found: Vec<&'p PatIdent>,
    unreadable: bool,
}

impl<'p> Bindings<'p> {
    fn of(pattern: &'p Pat) -> Self {
        let mut bindings = Self::default();
        bindings.visit_pat(pattern);
        bindings
    }
}

impl<'p> Visit<'p> for Bindings<'p> {
    fn visit_pat(&mut self, pattern: &'p Pat) {
        self.unreadable |= matches!(pattern, Pat::Verbatim(_));
        visit::visit_pat(self, pattern);
    }

    fn visit_pat_ident(&mut self, binding: &'p PatIdent) {
        self.found.push(binding);
        visit::visit_pat_ident(self, binding);
    }

    fn visit_expr_macro(&mut self, _: &'p PatMacro) {
        self.unreadable = true;
    }

    // Guards and constants have scopes of their own.
    fn visit_expr(&mut self, _: &'p Expr) {}
    fn visit_block(&mut self, _: &'p Block) {}

    // Nothing is bound in these.
    fn visit_attribute(&mut self, _: &'p Attribute) {}
    fn visit_path(&mut self, _: &'p Path) {}
    fn visit_type(&mut self, _: &'p Type) {}
}
