//! Where the arguments live that nobody uses up, so that all are dropped in the usual order.

use syn::ext::IdentExt as _;

use crate::config::Config;
use crate::expand::arguments::{Argument, Attempts, Home};
use crate::item::AsyncFn;
use crate::item::lints::is_about_unused;
use crate::usage::{Usage, may_occur};

/// An argument behind one that moves must move too, or it would be dropped last.
pub(super) fn settle(arguments: &mut [Argument], item: &AsyncFn, config: &Config) {
    let is_captured_by_use = is_captured_by_use(item);
    let (mut in_locals, mut in_block) = (false, false);
    for at in 0..arguments.len() {
        let argument = &arguments[at];
        // In a plain function that returns a future, what the body has no use for is gone before it runs.
        let is_gone = is_captured_by_use && argument.usage == Usage::Unused;
        let movable = !is_gone
            && argument.attempts != Attempts::OneCapturesByUse
            && !argument.is_reference()
            && !argument.is_moved()
            && !is_told_in_its_pattern(argument);
        let home = if movable && in_block && fits_into_block(arguments, at, config) {
            Home::Block
        } else if movable && (in_locals || argument.rebinds()) {
            Home::Local
        } else {
            Home::Parameter
        };
        let may_lose_a_field = argument.moved_field.is_some() && !argument.kept;
        let is_in_block = argument.is_moved() || argument.is_captured_whole() || may_lose_a_field;
        in_block |= argument.is_single() && is_in_block;
        in_locals |= home == Home::Local || (!argument.is_single() && argument.is_moved());
        let parts = arguments[at].parameter.unnamed.as_ref().map_or(0, |unnamed| unnamed.parts);
        for part in &mut arguments[at + 1..][..parts] {
            part.born_in_block = home == Home::Block;
        }
        arguments[at].home = home;
    }
}

/// Whether the plain function's block has of each argument what it uses, in the order in which it does.
pub(super) fn is_captured_by_use(item: &AsyncFn) -> bool {
    item.block.as_ref().is_some_and(|block| block.lets.is_empty())
}

/// Whether nothing outside of the body's block needs it, or a part of it.
fn fits_into_block(arguments: &[Argument], at: usize, config: &Config) -> bool {
    let may_be_named = |it: &Argument| may_occur(&config.written, &it.name.unraw().to_string());
    let argument = &arguments[at];
    let is_needed = match &argument.parameter.unnamed {
        Some(unnamed) => {
            let parts = &arguments[at + 1..][..unnamed.parts];
            parts.iter().any(may_be_named)
        }
        // A line of ours would be the only one to name it.
        None => argument.usage == Usage::Unused && !argument.is_silent() && may_be_named(argument),
    };
    !is_needed && !argument.kept
}

/// Whether that it is unused is said where it stands in a pattern: of a field, rustc says how to leave it out.
fn is_told_in_its_pattern(argument: &Argument) -> bool {
    let Argument { usage, parameter, .. } = argument;
    let is_said = parameter.lints.iter().any(is_about_unused);
    *usage == Usage::Unused && parameter.shorthand && !argument.is_silent() && !is_said
}
