//! The expressions in an expression and the patterns in a pattern, for those who look at them one by one.

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, FieldPat, Item, Pat, PatGuard, PatIdent, PatParen, PatReference, PatSlice,
    PatTuple, PatTupleStruct, PatType, Path, Type,
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

/// The patterns of which a pattern is made.
pub(super) fn parts(pat: &Pat) -> Vec<&Pat> {
    match pat {
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
    }
}

/// A pattern and all patterns in it, in the order in which they stand.
pub(crate) fn whole_and_parts(pat: &Pat) -> Vec<&Pat> {
    let mut found = vec![pat];
    found.extend(parts(pat).into_iter().flat_map(whole_and_parts));
    found
}

/// Whether a pattern has a field by this name alone, as in `Point { x, .. }`.
pub(crate) fn has_shorthand(pat: &Pat, name: &Ident) -> bool {
    fields_of(pat, name).any(|field| field.colon_token.is_none())
}

/// The fields in a pattern that bind a name, or have a part that does.
pub(crate) fn fields_of<'p>(pat: &'p Pat, name: &Ident) -> impl Iterator<Item = &'p FieldPat> {
    let binds = |pat: &&Pat| matches!(pat, Pat::Ident(binding) if binding.ident == *name);
    let fields = |pat: &'p Pat| if let Pat::Struct(of) = pat { Some(&of.fields) } else { None };
    whole_and_parts(pat)
        .into_iter()
        .filter_map(fields)
        .flatten()
        .filter(move |field| whole_and_parts(&field.pat).iter().any(binds))
}

/// Whether what looks like a binding of a pattern may be the name of a constant, a variant or a struct that is matched,
/// as rustc's naming lints have it. The name of a field alone is none, and what can't but match is no constant.
pub(crate) fn may_name_a_value(binding: &PatIdent, whole: &Pat, is_irrefutable: bool) -> bool {
    let is_bare =
        binding.by_ref.is_none() && binding.mutability.is_none() && binding.subpat.is_none();
    let name = binding.ident.unraw().to_string();
    let is_constant = !is_irrefutable || name.contains(char::is_lowercase);
    let is_upper = name.starts_with(char::is_uppercase);
    is_upper && is_constant && is_bare && !has_shorthand(whole, &binding.ident)
}
