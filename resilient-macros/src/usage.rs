//! How a body uses the function's arguments, since only what it takes by value has to be cloned for each attempt.

mod macro_input;
mod reader;
mod scope;
#[cfg(test)]
mod tests;
mod token_scan;

use proc_macro2::{Ident, TokenStream};
use syn::Block;
use syn::ext::IdentExt as _;
use syn::parse::Parser as _;

use self::reader::Reader;

/// How a body uses one of the function's arguments; the later the variant, the more it asks of the argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Usage {
    Unused,
    Borrowed,
    ByValue,
}

/// How `body`, the tokens inside the function's braces, uses each of `names`, in their order.
pub(crate) fn usages(body: &TokenStream, names: &[Ident]) -> Vec<Usage> {
    let statements = Block::parse_within.parse2(body.clone());
    let usage = |name: &Ident| {
        let name = name.unraw().to_string();
        match &statements {
            Ok(statements) => {
                let mut reader = Reader::of(name);
                reader.statements(statements);
                reader.usage
            }
            // rustc reports what is wrong with it; nothing here may add to that.
            Err(_) if token_scan::occurs(body, &name) => Usage::Borrowed,
            Err(_) => Usage::Unused,
        }
    };
    names.iter().map(usage).collect()
}

/// Whether `body` takes the value out of a box called `name`: `let y = *x`, but not `&*x`.
pub(crate) fn unboxes(body: &TokenStream, name: &Ident) -> bool {
    let Ok(statements) = Block::parse_within.parse2(body.clone()) else { return false };
    let mut reader = Reader::of_box(name.unraw().to_string());
    reader.statements(&statements);
    reader.usage == Usage::ByValue
}

/// Whether an option's expression, say a fallback's, names an argument at all.
pub(crate) fn mentions(tokens: &TokenStream, name: &Ident) -> bool {
    usages(tokens, std::slice::from_ref(name)) != [Usage::Unused]
}
