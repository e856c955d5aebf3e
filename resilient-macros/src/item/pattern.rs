//! The patterns in a pattern: what they bind, and what they leave without a name.

use proc_macro2::Ident;
use syn::{Generics, Pat, PatIdent, Type};

use crate::item::kind::{Kind, bare, kind};
use crate::usage::{may_name_a_value, whole_and_parts};

pub(crate) fn whole_name(pat: &Pat) -> Option<&Ident> {
    match pat {
        Pat::Ident(PatIdent { ident, subpat: None, .. }) => Some(ident),
        // `rest @ ..`
        Pat::Ident(PatIdent { ident, subpat: Some((_, rest)), .. }) => {
            is_rest(rest).then_some(ident)
        }
        _ => None,
    }
}

/// The identifiers that a pattern binds, where the pattern is matched with `ty`, or with a `kind`,
/// and the type of each that has the whole of it.
pub(super) fn bindings<'t>(
    pat: &Pat,
    ty: Option<&'t Type>,
    whole: Kind,
    generics: &Generics,
) -> Vec<(PatIdent, Kind, Option<&'t Type>)> {
    let ty = ty.map(bare);
    if let Some(parts) = ty.and_then(|ty| parts(pat, ty)) {
        let of = |(pat, ty)| bindings(pat, Some(ty), kind(ty), generics);
        return parts.into_iter().flat_map(of).collect();
    }
    let is_whole = whole_name(pat).is_some();
    // What can't but match is a name of its own, or the only value of its type.
    let is_new = |name: &Ident, ty: &Type| {
        !is_called(ty, name) || generics.type_params().any(|param| param.ident == *name)
    };
    let found = match pat {
        Pat::Ident(pat) if is_whole && ty.is_some_and(|ty| is_new(&pat.ident, ty)) => vec![pat],
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

/// The parts of a tuple or of an array, each with its type, where both are written.
fn parts<'p, 't>(pat: &'p Pat, whole: &'t Type) -> Option<Vec<(&'p Pat, &'t Type)>> {
    match (pat, whole) {
        (Pat::Tuple(pat), Type::Tuple(ty)) => {
            let rest = pat.elems.iter().position(is_rest);
            let left_out = (ty.elems.len() + 1).checked_sub(pat.elems.len())?;
            let (before, left_out) = match rest {
                Some(at) => (at, left_out),
                None if left_out == 1 => (pat.elems.len(), 0),
                None => return None,
            };
            let behind = ty.elems.iter().skip(before + left_out);
            let types = ty.elems.iter().take(before).chain(behind);
            Some(pat.elems.iter().filter(|it| !is_rest(it)).zip(types).collect())
        }
        (Pat::Slice(pat), Type::Array(array)) => {
            let of = |it: &Pat| match it {
                // What is left is an array too.
                Pat::Ident(PatIdent { subpat: Some((_, rest)), .. }) if is_rest(rest) => whole,
                _ => &array.elem,
            };
            Some(pat.elems.iter().map(|it| (it, of(it))).collect())
        }
        _ => None,
    }
}

fn is_rest(pat: &Pat) -> bool {
    matches!(pat, Pat::Rest(_))
}

fn is_called(ty: &Type, name: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|it| it.ident == *name))
}

/// What binds a name in a pattern.
fn named(pat: &Pat) -> Vec<&PatIdent> {
    let mut found: Vec<&PatIdent> = Vec::new();
    for part in whole_and_parts(pat) {
        let Pat::Ident(binding) = part else { continue };
        // Each side of an or-pattern binds it.
        let is_new = found.iter().all(|known| known.ident != binding.ident);
        if is_new && !may_name_a_value(binding, pat, true) {
            found.push(binding);
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
