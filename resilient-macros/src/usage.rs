//! How a body uses the function's arguments, since only what it takes by value has to be cloned for each attempt.

mod changes;
mod conditions;
mod macro_input;
mod methods;
pub(crate) mod nature;
mod occurrence;
mod reader;
mod scope;
#[cfg(test)]
mod tests;
mod token_scan;
mod walk;
mod within;

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Block, Expr};

pub(crate) use self::conditions::{asked, asked_of, bound_under};
use self::nature::Nature;
pub(crate) use self::occurrence::{
    binds_again, looks_changed, may_occur, occurs, occurs_any, spelled,
};
use self::reader::Reader;
pub(crate) use self::scope::lends_exclusively;
pub(crate) use self::within::{
    bare, each_within, fields_of, has_shorthand, may_name_a_value, whole_and_parts,
};

/// How a body uses one of the function's arguments; the later the variant, the more it asks of the argument.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Usage {
    #[default]
    Unused,
    Borrowed,
    ByValue,
}

/// What a body does with one of the function's arguments.
#[derive(Debug, Default)]
pub(crate) struct Use {
    pub(crate) usage: Usage,
    /// A field that may be moved out of it, which only rustc can tell.
    pub(crate) moved_field: Option<Span>,
    /// It, or a part of it, is changed where it stands, for which an owned one has to be declared `mut`.
    pub(crate) changed: Changed,
    /// Under which `cfg`s it is used; empty where it is without any, or not at all.
    pub(crate) conditions: Vec<TokenStream>,
}

/// Whether an argument is changed where it stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Changed {
    #[default]
    No,
    /// By the name of a method, or behind what may be a reference.
    Likely,
    Surely,
}

/// How `body`, the tokens inside the function's braces, uses each of these, in their order.
pub(crate) fn uses(body: &TokenStream, arguments: &[(&Ident, &Nature)]) -> Vec<Use> {
    let read = |input: ParseStream<'_>| {
        input.call(Attribute::parse_inner)?;
        input.call(Block::parse_within)
    };
    let statements = read.parse2(body.clone());
    let found = |(name, nature): &(&Ident, &Nature)| match &statements {
        Ok(statements) => {
            let mut reader = Reader::of(name.unraw().to_string(), nature);
            reader.statements(statements);
            reader.found()
        }
        // rustc reports what is wrong with it; nothing here may add to that.
        Err(_) => at_a_glance(body, name),
    };
    arguments.iter().map(found).collect()
}

/// The same of one that nothing the body does can use up. Reading the body costs more than all the rest.
pub(crate) fn at_a_glance(body: &TokenStream, name: &Ident) -> Use {
    let occurs = occurs(body, &name.unraw().to_string());
    Use { usage: if occurs { Usage::Borrowed } else { Usage::Unused }, ..Use::default() }
}

/// Whether something in an expression, or the whole of it, is one of these.
pub(crate) fn has(expr: &Expr, is: fn(&Expr) -> bool) -> bool {
    let mut found = is(expr);
    each_within(expr, &mut |inner| found |= has(inner, is));
    found
}

/// Whether an option's expression, say a fallback's, names an argument at all.
pub(crate) fn mentions(tokens: &TokenStream, name: &Ident) -> bool {
    uses(tokens, &[(name, &Nature::default())]).iter().any(|found| found.usage != Usage::Unused)
}
