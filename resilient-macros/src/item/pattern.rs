//! The patterns in a pattern: what they bind, and what they leave without a name.

use proc_macro2::Ident;
use syn::{FieldPat, Pat, PatIdent, Type};

use crate::item::kind::{Kind, bare, kind};
use crate::usage::whole_and_parts;

pub(crate) fn whole_name(pat: &Pat) -> Option<&Ident> {
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
    let is_whole = whole_name(pat).is_some();
    let found = match pat {
        // What can't but match is a name of its own, or the only value of its type.
        Pat::Ident(pat) if is_whole && ty.is_some_and(|ty| !is_called(ty, &pat.ident)) => vec![pat],
        pat => named(pat),
    };
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
    found.into_iter().map(|binding| (binding.clone(), of(binding), ty)).collect()
}

fn is_called(ty: &Type, name: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|it| it.ident == *name))
}

/// What binds a name in a pattern.
fn named(pat: &Pat) -> Vec<&PatIdent> {
    let mut found: Vec<&PatIdent> = Vec::new();
    for pat in whole_and_parts(pat) {
        let Pat::Ident(pat) = pat else { continue };
        // `None` and `MAX` parse as bindings, though they name what is matched.
        let name = pat.ident.to_string();
        let names_something = name.starts_with(char::is_uppercase) && pat.subpat.is_none();
        // Each side of an or-pattern binds it.
        let is_new = found.iter().all(|known| known.ident != pat.ident);
        if !names_something && is_new {
            found.push(pat);
        }
    }
    found
}

/// Whether a part of what it is matched with may live on without a name.
pub(super) fn leaves_something(pat: &Pat) -> bool {
    let leaves = |pat: &Pat| match pat {
        Pat::Wild(_) | Pat::Rest(_) => true,
        Pat::Struct(pat) => pat.rest.is_some(),
        _ => false,
    };
    lends_a_part(pat) || whole_and_parts(pat).into_iter().any(leaves)
}

/// Whether it borrows a part of what it is matched with.
pub(super) fn lends_a_part(pat: &Pat) -> bool {
    let lends = |pat: &Pat| matches!(pat, Pat::Ident(pat) if pat.by_ref.is_some());
    whole_and_parts(pat).into_iter().any(lends)
}

/// Whether it has a field by this name alone, as in `Point { x, .. }`.
pub(super) fn has_shorthand(pat: &Pat, name: &Ident) -> bool {
    fields_of(pat, name).any(|field| field.colon_token.is_none())
}

/// The fields in it that bind a name, or have a part that does.
pub(super) fn fields_of<'p>(pat: &'p Pat, name: &Ident) -> impl Iterator<Item = &'p FieldPat> {
    let binds = |pat: &&Pat| matches!(pat, Pat::Ident(binding) if binding.ident == *name);
    let fields = |pat: &'p Pat| if let Pat::Struct(of) = pat { Some(&of.fields) } else { None };
    whole_and_parts(pat)
        .into_iter()
        .filter_map(fields)
        .flatten()
        .filter(move |field| whole_and_parts(&field.pat).iter().any(binds))
}
