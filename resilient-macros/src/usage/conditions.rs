//! The `cfg`s under which a part of a body is there.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, Meta, Stmt};

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
        Expr::Field(it) => &it.attrs,
        Expr::ForLoop(it) => &it.attrs,
        Expr::If(it) => &it.attrs,
        Expr::Index(it) => &it.attrs,
        Expr::Loop(it) => &it.attrs,
        Expr::Macro(it) => &it.attrs,
        Expr::Match(it) => &it.attrs,
        Expr::MethodCall(it) => &it.attrs,
        Expr::Path(it) => &it.attrs,
        Expr::Reference(it) => &it.attrs,
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
