//! Where the arguments live that nobody uses up, so that all are dropped in the usual order.

use syn::ext::IdentExt as _;

use crate::config::Config;
use crate::expand::arguments::Argument;
use crate::item::AsyncFn;
use crate::usage::{Usage, may_occur};

/// Where an argument lives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    Parameter,
    /// A local before the loop.
    Local,
    /// The body's block, if that is the only one there will be.
    Block,
}

/// What the body has no use for may be named by an option; in a plain function it is gone before the future runs.
pub(super) fn note_what_stays(arguments: &mut [Argument], item: &AsyncFn, config: &Config) {
    let is_captured_by_use = item.block.as_ref().is_some_and(|block| block.lets.is_empty());
    let may_be_named = |it: &Argument| may_occur(&config.written, &it.name.unraw().to_string());
    for at in 0..arguments.len() {
        let argument = &arguments[at];
        arguments[at].stays = match &argument.parameter.unnamed {
            Some(unnamed) => {
                let parts = &arguments[at + 1..][..unnamed.parts];
                parts.iter().any(|part| part.is_reference() || may_be_named(part))
            }
            None if argument.usage != Usage::Unused => false,
            None => is_captured_by_use || (!argument.is_silent() && may_be_named(argument)),
        };
    }
}

/// An argument behind one that moves must move too, or it would be dropped last.
pub(super) fn settle(arguments: &mut [Argument], single: bool) {
    let (mut in_locals, mut in_block) = (false, false);
    for argument in arguments {
        let can_move = !argument.stays || argument.parameter.unnamed.is_some();
        let movable = can_move && !argument.is_reference() && !argument.is_moved();
        argument.home = if movable && in_block && !argument.stays && !argument.kept {
            Home::Block
        } else if movable && (in_locals || argument.rebinds()) {
            Home::Local
        } else {
            Home::Parameter
        };
        in_block |= single && argument.is_moved();
        in_locals |= argument.home == Home::Local || (!single && argument.is_moved());
    }
}
