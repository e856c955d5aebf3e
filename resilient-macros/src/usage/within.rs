//! The expressions in an expression and the patterns in a pattern, for those who look at them one by one.

use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, Item, Pat, PatGuard, PatParen, PatReference, PatSlice, PatTuple,
    PatTupleStruct, PatType, Path, Type,
};

/// An expression without the parentheses and the invisible groups around it.
pub(crate) fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Group(group) => bare(&group.expr),
        Expr::Paren(paren) => bare(&paren.expr),
        expr => expr,
    }
}

/// Shows each expression that stands directly in this one, in blocks and patterns too. What is in an item of its own, or is
/// a constant in a type, is none of it.
// Every visitor brings hundreds of functions of `syn` along, so there is this one.
pub(crate) fn each_within(expr: &Expr, look: &mut dyn FnMut(&Expr)) {
    visit::visit_expr(&mut Within(look), expr);
}

struct Within<'l>(&'l mut dyn FnMut(&Expr));

impl Visit<'_> for Within<'_> {
    fn visit_expr(&mut self, expr: &Expr) {
        (self.0)(expr);
    }

    fn visit_attribute(&mut self, _: &Attribute) {}
    fn visit_item(&mut self, _: &Item) {}
    fn visit_path(&mut self, _: &Path) {}
    fn visit_type(&mut self, _: &Type) {}
}

/// A pattern and all patterns in it, in the order in which they stand.
pub(crate) fn whole_and_parts(pat: &Pat) -> Vec<&Pat> {
    let parts: Vec<&Pat> = match pat {
        Pat::Guard(PatGuard { pat, .. })
        | Pat::Paren(PatParen { pat, .. })
        | Pat::Reference(PatReference { pat, .. })
        | Pat::Type(PatType { pat, .. }) => vec![pat],
        Pat::Ident(pat) => pat.subpat.iter().map(|(_, pat)| &**pat).collect(),
        Pat::Or(pat) => pat.cases.iter().collect(),
        Pat::Slice(PatSlice { elems, .. })
        | Pat::Tuple(PatTuple { elems, .. })
        | Pat::TupleStruct(PatTupleStruct { elems, .. }) => elems.iter().collect(),
        Pat::Struct(pat) => pat.fields.iter().map(|field| &*field.pat).collect(),
        // There is none in the others.
        _ => Vec::new(),
    };
    let mut found = vec![pat];
    found.extend(parts.into_iter().flat_map(whole_and_parts));
    found
}
