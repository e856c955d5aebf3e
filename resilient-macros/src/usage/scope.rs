//! What patterns and items bring into scope, since a name they bind is no longer the argument.

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::{Item, Pat, PatIdent, Stmt};

use super::conditions::asked;
use super::within::{may_name_a_value, whole_and_parts};

/// Whether `pattern` binds `name`.
pub(super) fn binds(pattern: &Pat, name: &str) -> bool {
    bindings(pattern).any(|it| it.ident.unraw() == name)
}

/// Whether matching a place with `pattern` may take its value.
pub(super) fn takes_value(pattern: &Pat, is_irrefutable: bool) -> bool {
    let is_unreadable = |part: &Pat| matches!(part, Pat::Macro(_) | Pat::Verbatim(_));
    let takes =
        |it: &PatIdent| it.by_ref.is_none() && !may_name_a_value(it, pattern, is_irrefutable);
    whole_and_parts(pattern).into_iter().any(is_unreadable) || bindings(pattern).any(takes)
}

/// Whether `statement` is an item that has `name` among the values, whatever a `cfg` asks.
pub(super) fn declares(statement: &Stmt, name: &str) -> bool {
    let is = |ident: &Ident| ident.unraw() == name;
    match statement {
        Stmt::Item(Item::Fn(item)) => is(&item.sig.ident) && asked(&item.attrs).is_empty(),
        Stmt::Item(Item::Const(item)) => is(&item.ident) && asked(&item.attrs).is_empty(),
        Stmt::Item(Item::Static(item)) => is(&item.ident) && asked(&item.attrs).is_empty(),
        _ => false,
    }
}

/// What binds a name in a pattern, by its looks.
fn bindings(pattern: &Pat) -> impl Iterator<Item = &PatIdent> {
    whole_and_parts(pattern).into_iter().filter_map(|pattern| match pattern {
        Pat::Ident(binding) => Some(binding),
        _ => None,
    })
}

/// Whether there is a `ref mut` in a pattern.
pub(crate) fn lends_exclusively(pattern: &Pat) -> bool {
    whole_and_parts(pattern)
        .into_iter()
        .any(|pat| matches!(pat, Pat::Ident(PatIdent { by_ref: Some(_), mutability: Some(_), .. })))
}
