//! The bindings of a pattern, and what it leaves without a name.

use proc_macro2::Ident;
use syn::visit::Visit;
use syn::{Attribute, Block, Expr, Pat, PatIdent, PatRest, PatWild, Path, Type};

use crate::item::kind::{Kind, bare, kind};

pub(super) fn whole_name(pat: &Pat) -> Option<&Ident> {
    match pat {
        Pat::Ident(PatIdent { ident, subpat: None, .. }) => Some(ident),
        _ => None,
    }
}

/// The identifiers that a pattern binds, where the pattern is matched with `ty`, or with a `kind`,
/// and the type of each that has the whole of it.
pub(super) fn bindings<'t>(
    pat: &Pat,
    ty: Option<&'t Type>,
    whole: Kind,
) -> Vec<(PatIdent, Kind, Option<&'t Type>)> {
    let ty = ty.map(bare);
    if let (Pat::Tuple(pat), Some(Type::Tuple(ty))) = (pat, ty) {
        if pat.elems.len() == ty.elems.len() {
            let mut found = Vec::new();
            for (pat, ty) in pat.elems.iter().zip(&ty.elems) {
                found.extend(bindings(pat, Some(ty), kind(ty)));
            }
            return found;
        }
    }
    let mut found = Bindings(Vec::new());
    let is_whole = whole_name(pat).is_some();
    match pat {
        // What can't but match is a name of its own, or the only value of its type.
        Pat::Ident(pat) if is_whole && ty.is_some_and(|ty| !is_called(ty, &pat.ident)) => {
            found.0.push(pat.clone());
        }
        pat => found.visit_pat(pat),
    }
    let of = |binding: &PatIdent| match (&binding.by_ref, binding.mutability) {
        (Some(_), Some(_)) => Kind::Exclusive,
        (None, _) if is_whole || whole == Kind::Owned => whole,
        // A pattern that only looks into an exclusive reference binds more of them.
        (None, _) if whole == Kind::Exclusive && !matches!(pat, Pat::Reference(_)) => {
            Kind::Exclusive
        }
        // What a pattern takes out of a reference may be one or not: lending is always right.
        (_, _) => Kind::Shared,
    };
    let ty = ty.filter(|_| is_whole);
    found.0.iter().map(|binding| (binding.clone(), of(binding), ty)).collect()
}

fn is_called(ty: &Type, name: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|it| it.ident == *name))
}

struct Bindings(Vec<PatIdent>);

impl<'ast> Visit<'ast> for Bindings {
    fn visit_pat_ident(&mut self, pat: &'ast PatIdent) {
        // `None` and `MAX` parse as bindings, though they name what is matched.
        let name = pat.ident.to_string();
        let names_something = name.starts_with(char::is_uppercase) && pat.subpat.is_none();
        // Each side of an or-pattern binds it.
        let is_new = self.0.iter().all(|known| known.ident != pat.ident);
        if !names_something && is_new {
            self.0.push(pat.clone());
        }
        syn::visit::visit_pat_ident(self, pat);
    }

    // Nothing is bound in these.
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
    fn visit_block(&mut self, _: &'ast Block) {}
    fn visit_expr(&mut self, _: &'ast Expr) {}
    fn visit_path(&mut self, _: &'ast Path) {}
    fn visit_type(&mut self, _: &'ast Type) {}
}

/// Whether a part of what it is matched with may live on without a name.
pub(super) fn leaves_something(pat: &Pat) -> bool {
    struct Leaves(bool);

    impl<'ast> Visit<'ast> for Leaves {
        fn visit_pat_wild(&mut self, _: &'ast PatWild) {
            self.0 = true;
        }

        fn visit_pat_rest(&mut self, _: &'ast PatRest) {
            self.0 = true;
        }

        fn visit_pat_ident(&mut self, pat: &'ast PatIdent) {
            self.0 |= pat.by_ref.is_some();
            syn::visit::visit_pat_ident(self, pat);
        }
    }

    let mut leaves = Leaves(false);
    leaves.visit_pat(pat);
    leaves.0
}

/// Whether there is a `ref mut` in it.
pub(super) fn lends_exclusively(pat: &Pat) -> bool {
    let mut found = Bindings(Vec::new());
    found.visit_pat(pat);
    found.0.iter().any(|binding| binding.by_ref.is_some() && binding.mutability.is_some())
}
