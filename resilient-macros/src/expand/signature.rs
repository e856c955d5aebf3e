//! The signature that is left behind.

use quote::quote_spanned;
use syn::spanned::Spanned as _;
use syn::{
    Attribute, FnArg, Local, Pat, PatGuard, PatParen, PatReference, PatSlice, PatTuple,
    PatTupleStruct, PatType, Signature, parse_quote, parse_quote_spanned,
};

use crate::expand::arguments::Argument;
use crate::item::AsyncFn;
use crate::item::async_trait;
use crate::item::lints::{allowed, expects_unused};
use crate::item::pattern::whole_name;
use crate::usage::whole_and_parts;

/// Declares `mut` what is lent exclusively, and drops the `mut` of what each attempt makes anew.
pub(crate) fn declare(item: &AsyncFn, arguments: &[Argument]) -> (Signature, Vec<Local>) {
    let mut sig = item.sig.clone();
    let mut lets = item.block.as_ref().map_or_else(Vec::new, |block| block.lets.clone());
    let of_input = |position| {
        let mut by_input = arguments.chunk_by(|a, b| a.parameter.position == b.parameter.position);
        by_input.find(|own| own[0].parameter.position == position).unwrap_or_default()
    };
    let positions = async_trait::positions(&sig, &lets);
    for (local, position) in lets.iter_mut().zip(&positions) {
        let own = position.map(of_input).unwrap_or_default();
        declare_in(&mut local.pat, own);
        local.attrs.extend(idle_mut(&local.pat, own));
    }
    lets.retain(|local| arguments.iter().all(|argument| !argument.is_taken_apart_in(local)));
    for (position, input) in sig.inputs.iter_mut().enumerate() {
        let own = of_input(position);
        let is_source = positions.contains(&Some(position));
        match input {
            FnArg::Receiver(receiver) if !is_source => {
                let this = arguments.iter().find(|argument| argument.is_self());
                if let Some(this) = this {
                    if this.wants_mut() {
                        let mutability = syn::Token![mut](receiver.self_token.span);
                        receiver.mutability.get_or_insert(mutability);
                    } else if this.renames_self() {
                        expect_elsewhere(&mut receiver.attrs);
                        // Only without `mut` would clippy have it shorter.
                        if receiver.mutability.take().is_some() && this.is_reference() {
                            let allowed =
                                parse_quote!(#[allow(clippy::needless_arbitrary_self_type)]);
                            receiver.attrs.push(allowed);
                        }
                    }
                }
            }
            FnArg::Receiver(_) => {}
            FnArg::Typed(typed) => {
                if let Some(unnamed) = arguments.iter().find(|it| it.is_declared_at(position)) {
                    let (span, name) = (typed.pat.span(), &unnamed.name);
                    let mutability = unnamed.wants_mut().then(|| quote_spanned!(span=> mut));
                    typed.pat = parse_quote_spanned!(span=> #mutability #name);
                    expect_elsewhere(&mut typed.attrs);
                } else if !is_source {
                    declare_in(&mut typed.pat, own);
                    move_expectations(&mut typed.attrs, &typed.pat, own);
                    typed.attrs.extend(idle_mut(&typed.pat, own));
                }
            }
        }
    }
    (sig, lets)
}

fn idle_mut(pat: &Pat, arguments: &[Argument]) -> Option<Attribute> {
    let name = whole_name(pat)?;
    let is_it = |it: &&Argument| it.name == *name && it.wants_mut();
    arguments.iter().find(is_it)?.idle_mut()
}

/// What is expected of a name or a `mut` is told where that now is; of several, some may be left here.
fn move_expectations(attrs: &mut [Attribute], pat: &Pat, arguments: &[Argument]) {
    let is_moved = |pat: &Pat| {
        let is_it = |it: &&Argument| matches!(pat, Pat::Ident(pat) if pat.ident == it.name);
        arguments.iter().filter(is_it).any(Argument::is_made_anew)
    };
    if whole_and_parts(pat).into_iter().any(is_moved) {
        expect_elsewhere(attrs);
    }
}

fn expect_elsewhere(attrs: &mut [Attribute]) {
    for attr in attrs.iter_mut().filter(|attr| expects_unused(attr)) {
        *attr = allowed(attr);
    }
}

/// A pattern of the signature as it is declared now.
pub(crate) fn declared(pat: &Pat, arguments: &[Argument]) -> Pat {
    let mut pat = pat.clone();
    declare_in(&mut pat, arguments);
    pat
}

fn declare_in(pat: &mut Pat, arguments: &[Argument]) {
    match pat {
        Pat::Ident(binding) => {
            let found = arguments.iter().find(|argument| argument.name == binding.ident);
            if let (Some(argument), None) = (found, &binding.by_ref) {
                if argument.wants_mut() {
                    binding.mutability.get_or_insert(syn::Token![mut](binding.ident.span()));
                } else if argument.is_made_anew() {
                    binding.mutability = None;
                }
            }
            if let Some((_, inner)) = &mut binding.subpat {
                declare_in(inner, arguments);
            }
        }
        Pat::Guard(PatGuard { pat, .. })
        | Pat::Paren(PatParen { pat, .. })
        | Pat::Reference(PatReference { pat, .. })
        | Pat::Type(PatType { pat, .. }) => declare_in(pat, arguments),
        Pat::Slice(PatSlice { elems, .. })
        | Pat::Tuple(PatTuple { elems, .. })
        | Pat::TupleStruct(PatTupleStruct { elems, .. }) => {
            elems.iter_mut().for_each(|pat| declare_in(pat, arguments));
        }
        Pat::Or(or) => or.cases.iter_mut().for_each(|pat| declare_in(pat, arguments)),
        Pat::Struct(of) => {
            for field in &mut of.fields {
                declare_in(&mut field.pat, arguments);
                move_expectations(&mut field.attrs, &field.pat, arguments);
            }
        }
        // Nothing is bound in the others.
        _ => {}
    }
}
