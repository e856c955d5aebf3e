//! What `#[async_trait]` has put before and around a body.

use std::iter;

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser as _;
use syn::{Block, FnArg, Local, Signature, Stmt};

use crate::item::pattern::whole_name;
use crate::tokens::{is_sign, is_word};
use crate::usage::{asked, asked_of};

/// A body with what stands around it.
// Input: if let Some(__ret) = None::<Ret> { return __ret; } let x = x; let __ret: Ret = { body }; __ret
pub(super) struct Wrapped {
    /// `let x = x;`
    pub(super) lets: Vec<Local>,
    /// `let __ret: Ret =` and `; __ret`, which name the type of what the body gives.
    pub(super) answer: [TokenStream; 2],
    /// `{ body }`
    pub(super) body: Group,
}

impl Wrapped {
    pub(super) fn find(block: &Group) -> Option<Self> {
        let tokens: Vec<TokenTree> = block.stream().into_iter().collect();
        let of = |tokens: &[TokenTree]| tokens.iter().cloned().collect::<TokenStream>();
        let start = tokens
            .windows(2)
            .rposition(|pair| is_word(&pair[0], "let") && is_word(&pair[1], "__ret"))?;
        let end = (start..tokens.len()).find(|&at| is_sign(&tokens[at], ';'))?;
        let TokenTree::Group(body) = &tokens[end - 1] else { return None };
        let lets = lets(of(&tokens[..start]))?;
        let answer = [of(&tokens[start..end - 1]), of(&tokens[end..])];
        Some(Self { lets, answer, body: body.clone() })
    }
}

/// The bindings before it.
fn lets(before: TokenStream) -> Option<Vec<Local>> {
    let mut lets = Vec::new();
    for statement in Block::parse_within.parse2(before).ok()? {
        match statement {
            Stmt::Local(local) => lets.push(local),
            Stmt::Expr(..) => {}
            Stmt::Item(_) | Stmt::Macro(_) => return None,
        }
    }
    Some(lets)
}

/// Among the inputs, the one that each of these bindings takes its value from: of two by one name, that of the same `cfg`.
pub(crate) fn positions(sig: &Signature, lets: &[Local]) -> Vec<Option<usize>> {
    let of = |local: &Local| {
        let source = source(local)?;
        let mut same = sig.inputs.iter().enumerate().filter(|(_, input)| is_called(input, &source));
        let first = same.next()?;
        let under = text(&asked(&local.attrs));
        let is_it = |(_, input): &(usize, &FnArg)| text(&asked_of(input)) == under;
        let found = iter::once(first).chain(same).find(is_it).unwrap_or(first);
        Some(found.0)
    };
    lets.iter().map(of).collect()
}

fn is_called(input: &FnArg, name: &Ident) -> bool {
    match input {
        FnArg::Receiver(_) => name == "self",
        FnArg::Typed(typed) => whole_name(&typed.pat) == Some(name),
    }
}

fn text(conditions: &[TokenStream]) -> Vec<String> {
    conditions.iter().map(TokenStream::to_string).collect()
}

/// The name that a binding of `#[async_trait]` takes its value from.
pub(crate) fn source(local: &Local) -> Option<Ident> {
    let init = local.init.as_ref()?.expr.to_token_stream();
    let last = |tokens: TokenStream| tokens.into_iter().last();
    match last(init)? {
        TokenTree::Ident(name) => Some(name),
        TokenTree::Group(group) => match last(group.stream())? {
            TokenTree::Ident(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}
