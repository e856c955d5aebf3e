//! How each argument reaches another attempt: lent, lent again, cloned, or moved into the last one.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Local, parse_quote};

use crate::config::Config;
use crate::expand::receiver;
use crate::item::AsyncFn;
use crate::item::async_trait;
use crate::item::kind::Kind;
use crate::item::parameter::{Parameter, parameters};
use crate::usage::{Changed, Usage, Use, at_a_glance, uses};

/// A parameter, and what the body and the options do with it.
#[expect(clippy::struct_excessive_bools, reason = "facts that vary independently")]
pub(crate) struct Argument {
    pub(crate) name: Ident,
    pub(crate) kind: Kind,
    pub(crate) parameter: Parameter,
    pub(crate) usage: Usage,
    /// Where the body may move a field out of it.
    pub(super) moved_field: Option<Span>,
    /// Whether the body changes it though it is not declared `mut`.
    pub(super) changed: Changed,
    /// Under which `cfg`s the body uses it, if never without one.
    pub(super) used_under: Vec<TokenStream>,
    /// Declared `mut`, so each attempt starts with one of its own.
    pub(super) fresh: bool,
    /// Something needs it beside the body, so that the last attempt can't have it either.
    pub(crate) kept: bool,
    /// A called link takes or sees it, in the place of the body.
    pub(crate) linked: bool,
    /// A value that a link has put in a place may borrow from it, or the iterator of a link: nobody may then put another
    /// one in its own place.
    pub(crate) lends: bool,
    /// Links put other values in its place, so it needs a binding that can be assigned to.
    pub(crate) assigned: bool,
    pub(super) home: Home,
    /// It is a part of what is taken apart in the body's block.
    pub(super) born_in_block: bool,
    pub(super) attempts: Attempts,
    /// Among all of them.
    pub(super) number: usize,
}

/// How many attempts there may be, and how the only one has the argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Attempts {
    Several,
    One,
    /// It takes it by its own name, which is `self`.
    OneCaptures,
    /// It captures of it what the body uses, as the plain function's block does.
    OneCapturesByUse,
}

/// Where an argument lives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    Parameter,
    /// A local before the loop.
    Local,
    /// The body's block, if that is the only one there will be.
    Block,
}

/// The parameters of a function, and how its body uses them; `single` says that one attempt is all.
pub(crate) fn read(item: &AsyncFn, config: &Config, single: bool) -> Vec<Argument> {
    let parameters = parameters(item);
    let body = item.body.stream();
    let uses = if parameters.iter().all(Parameter::is_the_same_in_each_attempt) {
        parameters.iter().map(|it| at_a_glance(&body, &it.name)).collect()
    } else {
        let named: Vec<_> = parameters.iter().map(|it| (&it.name, &it.nature)).collect();
        uses(&body, &named)
    };
    let read = parameters.into_iter().zip(uses).enumerate().map(
        |(number, (parameter, Use { usage, moved_field, changed, conditions }))| {
            let is_in = |names: &[Ident]| names.iter().any(|it| parameter.is_called(it));
            let (borrowed, cloned) = (is_in(&config.borrow), is_in(&config.clone));
            // Not every type that is called `u64` is the number.
            let is_argument = parameter.name != "self";
            let kind = match parameter.kind {
                Kind::Shared if cloned && is_argument => Kind::Owned,
                kind => kind,
            };
            let usage = match usage {
                Usage::Unused => Usage::Unused,
                _ if cloned => Usage::ByValue,
                _ if borrowed => Usage::Borrowed,
                usage => usage,
            };
            let is_owned = matches!(kind, Kind::Owned | Kind::Opaque);
            Argument {
                name: parameter.name.clone(),
                kind,
                changed: if is_owned && !borrowed && parameter.mutability.is_none() {
                    changed
                } else {
                    Changed::No
                },
                usage,
                moved_field,
                used_under: if parameter.whole { conditions } else { Vec::new() },
                fresh: parameter.mutability.is_some() && usage != Usage::Unused && !borrowed,
                kept: false,
                linked: false,
                lends: false,
                assigned: false,
                home: Home::Parameter,
                born_in_block: false,
                attempts: if single { Attempts::One } else { Attempts::Several },
                number,
                parameter,
            }
        },
    );
    read.collect()
}

impl Argument {
    /// Whether each attempt has a binding of its own.
    pub(super) fn has_own(&self) -> bool {
        match self.kind {
            _ if self.is_captured() => false,
            Kind::Shared => self.fresh || (self.assigned && self.lacks_mut()),
            Kind::Pinned | Kind::Optional => self.usage != Usage::Unused,
            _ => self.fresh || self.usage == Usage::ByValue,
        }
    }

    /// Whether an attempt takes the value, or a clone of it.
    pub(crate) fn is_used_up(&self) -> bool {
        self.has_own() && !self.is_reference()
    }

    /// Whether the last attempt takes the value itself.
    pub(crate) fn is_moved(&self) -> bool {
        self.is_used_up() && !self.kept
    }

    /// Whether its declaration loses its `mut`, since another binding takes its place.
    pub(crate) fn is_made_anew(&self) -> bool {
        self.has_own() || self.rebinds() || self.home != Home::Parameter
    }

    /// Whether options know it by this name.
    pub(crate) fn is_called(&self, name: &Ident) -> bool {
        self.parameter.is_called(name)
    }

    /// Whether an expression of the options names it.
    pub(crate) fn is_named_in(&self, tokens: &TokenStream) -> bool {
        self.usage_in(tokens) != Usage::Unused
    }

    /// Whether an expression of the options takes it by value, where a shared reference is only copied. Of a pinned one
    /// any method may.
    pub(crate) fn is_taken_by(&self, tokens: &TokenStream) -> bool {
        match self.kind {
            Kind::Shared => false,
            Kind::Pinned => self.usage_in(tokens) != Usage::Unused,
            _ => self.usage_in(tokens) == Usage::ByValue,
        }
    }

    /// Whether what is taken of it is a reference, which is lent once more.
    pub(crate) const fn is_reference(&self) -> bool {
        !matches!(self.kind, Kind::Owned | Kind::Opaque)
    }

    /// Whether an expression of the options may change it.
    pub(crate) fn may_change(&self) -> bool {
        self.kind == Kind::Exclusive || self.parameter.mutability.is_some()
    }

    /// Whether each attempt is lent it, and it is lent once more.
    pub(super) const fn is_lent_again(&self) -> bool {
        matches!(self.kind, Kind::Exclusive | Kind::Pinned | Kind::Optional)
    }

    /// Whether that it is not `mut` is for rustc to say: nothing of ours may declare it so.
    pub(super) fn lacks_mut(&self) -> bool {
        self.changed > Changed::No
    }

    /// Whether the only attempt has it as the plain function's block would.
    pub(super) fn is_captured(&self) -> bool {
        matches!(self.attempts, Attempts::OneCaptures | Attempts::OneCapturesByUse)
    }

    /// Whether that moves `self`. One that is only changed is lent, as nobody would read what is assigned to a part of it.
    pub(super) fn is_captured_whole(&self) -> bool {
        self.attempts == Attempts::OneCaptures && !(self.fresh && self.usage == Usage::Borrowed)
    }

    /// Whether it has to be lent exclusively as well, as one that is `Copy` would be lent shared. What is declared `mut`
    /// by the user tells whether that was needed, and is left alone.
    pub(super) fn is_captured_as_copy(&self) -> bool {
        let is_as_declared = self.lacks_mut() || self.parameter.mutability.is_some();
        self.is_captured_whole() && !self.is_reference() && !is_as_declared
    }

    /// Whether an expression of the options only looks at it, or at a part of it.
    pub(crate) fn is_borrowed_in(&self, tokens: &TokenStream) -> bool {
        (!self.is_reference() || self.kind == Kind::Exclusive)
            && self.usage_in(tokens) == Usage::Borrowed
    }

    /// Whether it is declared as a shared reference.
    pub(crate) fn is_shared(&self) -> bool {
        self.kind == Kind::Shared && (self.is_self() || self.parameter.plain_reference)
    }

    fn usage_in(&self, tokens: &TokenStream) -> Usage {
        let this = Ident::new("self", self.name.span());
        let nature = &self.parameter.nature;
        let mut names = vec![(&self.name, nature)];
        if self.is_called(&this) {
            names.push((&this, nature));
        }
        uses(tokens, &names).iter().map(|found| found.usage).max().unwrap_or(Usage::Unused)
    }

    pub(crate) fn is_self(&self) -> bool {
        self.name == "self"
    }

    /// What the body calls it: `self` can't be bound anew.
    pub(crate) fn local(&self) -> Ident {
        if self.is_self() {
            Ident::new(receiver::NAME, self.name.span())
        } else {
            self.name.clone()
        }
    }

    /// Whether the body needs another name for `self`.
    pub(crate) fn renames_self(&self) -> bool {
        self.is_self() && self.has_own()
    }

    /// A binding of our own also has a lifetime of its own: a link may lend it a local value.
    pub(super) fn rebinds(&self) -> bool {
        // In a pattern, `mut` may turn a reference into what it refers to.
        (self.assigned && !self.is_self()) || (self.is_lent() && !self.parameter.whole)
    }

    /// Whether it is declared at a position, has no name there, and is moved.
    pub(crate) fn is_declared_at(&self, position: usize) -> bool {
        let is_unnamed = self.parameter.unnamed.is_some();
        is_unnamed && self.parameter.position == position && self.home != Home::Parameter
    }

    /// Whether this statement of `#[async_trait]` takes it apart, and is moved.
    pub(crate) fn is_taken_apart_in(&self, local: &Local) -> bool {
        let unnamed = self.parameter.unnamed.as_ref();
        let has_one = unnamed.is_some_and(|it| it.statement.is_some());
        has_one
            && self.home != Home::Parameter
            && async_trait::source(local).as_ref() == Some(&self.name)
    }

    /// Whether it is a reference that each attempt may have a copy of.
    pub(crate) fn is_copied(&self) -> bool {
        let is_named = (self.usage != Usage::Unused || self.linked) && !self.is_silent();
        self.parameter.plain_reference && is_named && !self.fresh && !self.assigned
    }

    /// Whether its own binding has to be `mut` for what we do with it.
    pub(crate) fn wants_mut(&self) -> bool {
        let in_place =
            self.home == Home::Block || (self.home == Home::Parameter && !self.rebinds());
        let is_held = matches!(self.kind, Kind::Pinned | Kind::Optional);
        let is_lent_anew = is_held && self.has_own() && !self.goes_along();
        let is_replaced = self.assigned && self.kind == Kind::Owned;
        in_place && (self.is_lent() || self.is_captured_as_copy() || is_lent_anew || is_replaced)
    }

    /// Lets a `mut` of ours be where no `cfg` lets the body use it.
    pub(super) fn idle_mut(&self) -> Option<Attribute> {
        let is_ours = self.is_lent_under_a_condition() && self.parameter.mutability.is_none();
        is_ours.then(|| parse_quote!(#[allow(unused_mut)]))
    }

    /// Whether it is lent only where the body uses it.
    pub(super) fn is_lent_under_a_condition(&self) -> bool {
        self.usage == Usage::Borrowed && !self.used_under.is_empty() && !self.linked
    }

    /// Whether each attempt clones it for itself, as links or the like need it too, and see it as the user declared it.
    fn is_cloned_in_place(&self) -> bool {
        self.kept && self.is_used_up()
    }

    /// Whether one attempt is all.
    pub(super) fn is_single(&self) -> bool {
        self.attempts != Attempts::Several
    }

    /// Whether the only attempt takes it itself, so that it may return what a reference borrows.
    pub(super) fn goes_along(&self) -> bool {
        self.is_single() && !self.kept
    }

    /// Whether the body's block borrows it exclusively, or takes it along: one that is `Copy` it would only borrow, and
    /// shared.
    pub(super) fn is_lent(&self) -> bool {
        let is_taken_along = self.goes_along() && self.is_used_up();
        !self.lends
            && !self.lacks_mut()
            && !self.born_in_block
            && (self.is_cloned_in_place()
                || self.is_used_in_place()
                || is_taken_along
                || self.home == Home::Block)
    }

    /// Whether the body or a link in its place uses the caller's own one.
    fn is_used_in_place(&self) -> bool {
        (self.usage != Usage::Unused || self.linked)
            && !self.has_own()
            && !self.is_captured()
            && self.home != Home::Block
            && !matches!(self.kind, Kind::Shared | Kind::Exclusive)
    }

    /// Whether the body has no use for it.
    pub(super) fn is_for_links(&self) -> bool {
        self.usage == Usage::Unused && self.linked
    }

    pub(super) fn is_silent(&self) -> bool {
        self.name.to_string().starts_with('_')
    }
}
