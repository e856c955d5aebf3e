//! The `cfg`s under which a part of a body is there, or a name that a pattern binds.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Attribute, Expr, FieldPat, FnArg, Meta, Pat, Stmt};

use super::within::parts;

/// What the `cfg`s of a statement ask, if it is no expression.
pub(super) fn of_statement(statement: &Stmt) -> Vec<TokenStream> {
    match statement {
        Stmt::Local(local) => asked(&local.attrs),
        Stmt::Macro(call) => asked(&call.attrs),
        Stmt::Expr(..) | Stmt::Item(_) => Vec::new(),
    }
}

/// What the `cfg`s of an expression ask.
pub(super) fn of(expr: &Expr) -> Vec<TokenStream> {
    asked(attributes(expr))
}

/// What the `cfg`s of an argument ask.
pub(crate) fn asked_of(input: &FnArg) -> Vec<TokenStream> {
    match input {
        FnArg::Receiver(receiver) => asked(&receiver.attrs),
        FnArg::Typed(typed) => asked(&typed.attrs),
    }
}

/// What the `cfg`s among these attributes ask.
pub(crate) fn asked(attrs: &[Attribute]) -> Vec<TokenStream> {
    let tokens = |attr: &Attribute| match &attr.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            let tokens = &list.tokens;
            Some(quote!(all(#tokens)))
        }
        _ => None,
    };
    attrs.iter().filter_map(tokens).collect()
}

/// What the `cfg`s of fields ask before a pattern binds a name, if it does: where it may in several, that one is there.
pub(crate) fn bound_under(pat: &Pat, name: &Ident) -> Option<Vec<TokenStream>> {
    let mut places: Vec<Vec<TokenStream>> = match pat {
        Pat::Ident(pat) if pat.ident == *name => return Some(Vec::new()),
        Pat::Struct(pat) => {
            let of = |field: &FieldPat| {
                let inside = bound_under(&field.pat, name)?;
                Some(asked(&field.attrs).into_iter().chain(inside).collect())
            };
            pat.fields.iter().filter_map(of).collect()
        }
        pat => parts(pat).into_iter().filter_map(|part| bound_under(part, name)).collect(),
    };
    if places.len() < 2 || places.iter().any(Vec::is_empty) {
        return places.pop();
    }
    Some(vec![quote!(any(#(all(#(#places),*)),*))])
}

/// What stands before an expression; of an operation, it is read as that of its first part.
fn attributes(expr: &Expr) -> &[Attribute] {
    match expr {
        Expr::Assign(it) => attributes(&it.left),
        Expr::Binary(it) => attributes(&it.left),
        Expr::Array(it) => &it.attrs,
        Expr::Async(it) => &it.attrs,
        Expr::Await(it) => &it.attrs,
        Expr::Block(it) => &it.attrs,
        Expr::Call(it) => &it.attrs,
        Expr::Cast(it) => attributes(&it.expr),
        Expr::Closure(it) => &it.attrs,
        Expr::Field(it) => &it.attrs,
        Expr::ForLoop(it) => &it.attrs,
        Expr::If(it) => &it.attrs,
        Expr::Index(it) => &it.attrs,
        Expr::Loop(it) => &it.attrs,
        Expr::Macro(it) => &it.attrs,
        Expr::Match(it) => &it.attrs,
        Expr::MethodCall(it) => &it.attrs,
        Expr::Paren(it) => &it.attrs,
        Expr::Path(it) => &it.attrs,
        Expr::Reference(it) => &it.attrs,
        Expr::Repeat(it) => &it.attrs,
        Expr::Return(it) => &it.attrs,
        Expr::Struct(it) => &it.attrs,
        Expr::Try(it) => &it.attrs,
        Expr::Tuple(it) => &it.attrs,
        Expr::Unary(it) => &it.attrs,
        Expr::Unsafe(it) => &it.attrs,
        Expr::While(it) => &it.attrs,
        _ => &[],
    }
}
