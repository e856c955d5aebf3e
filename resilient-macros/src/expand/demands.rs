//! What the options, and there being one attempt alone, ask of each argument beside what the body does with it.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt as _;

use crate::config::Config;
use crate::config::links::Link;
use crate::expand::arguments::{Argument, Attempts};
use crate::expand::{drop_order, links, places};
use crate::item::AsyncFn;
use crate::item::kind::{self, Kind};
use crate::usage::{Changed, Usage, looks_changed, uses};

/// Notes all of it at the arguments.
pub(super) fn note(arguments: &mut [Argument], item: &AsyncFn, config: &Config) {
    let (later, calls) = (needed_later(config), calls(config));
    // A link that is a path is called with every argument.
    let forwards = config.fallback.iter().any(|link| matches!(link, Link::Path(_)));
    let lends: Vec<bool> =
        arguments.iter().map(|it| places::lends(config, it, arguments)).collect();
    let returns_one = item.output().is_none_or(kind::may_borrow);
    let by_use = captures_by_use(arguments, item, config);
    for (argument, lends) in arguments.iter_mut().zip(lends) {
        argument.assigned = places::assigns(config, argument);
        argument.kept = forwards || argument.assigned || argument.is_named_in_one_of(&later);
        argument.linked = forwards || argument.is_named_in_one_of(&calls);
        argument.lends = lends && !argument.assigned;
        if by_use {
            argument.attempts = Attempts::OneCapturesByUse;
        }
        argument.keep_as_declared(item);
        argument.note_field(&calls);
        if argument.is_single() {
            argument.give_references(returns_one);
            argument.capture();
        }
    }
}

/// The expressions that may need an argument after the attempts before them.
fn needed_later(config: &Config) -> Vec<TokenStream> {
    let mut found: Vec<TokenStream> = config.fallback.iter().flat_map(links::expressions).collect();
    found.extend(config.otherwise.as_ref().map(|given| given.value.to_token_stream()));
    found
}

fn calls(config: &Config) -> Vec<TokenStream> {
    config.fallback.iter().filter_map(links::called).collect()
}

/// Whether the only attempt captures what the body uses: what is named after the body has to outlive it.
fn captures_by_use(arguments: &[Argument], item: &AsyncFn, config: &Config) -> bool {
    if !config.makes_one_attempt() || !drop_order::is_captured_by_use(item) {
        return false;
    }
    let given = [&config.otherwise, &config.classify, &config.stop].into_iter().flatten();
    let after: Vec<TokenStream> = given.map(|given| given.value.to_token_stream()).collect();
    !arguments.iter().any(|it| it.is_named_in_one_of(&after))
}

impl Argument {
    fn is_named_in_one_of(&self, all: &[TokenStream]) -> bool {
        all.iter().any(|tokens| self.is_named_in(tokens))
    }

    /// Gives each attempt a binding of its own where that of the loop has to be `mut`, and the body must not see that.
    fn keep_as_declared(&mut self, item: &AsyncFn) {
        if !self.assigned || self.parameter.mutability.is_some() {
            return;
        }
        // For what it can't change for the next attempt the body was not read.
        let body = item.body.stream();
        if self.kind == Kind::Shared && looks_changed(&body, &self.name.unraw().to_string()) {
            self.changed = uses(&body, &[(&self.name, &self.parameter.nature)])[0].changed;
        }
        // Of one that is only likely changed, the body may have none.
        if self.changed == Changed::Surely && self.usage == Usage::Borrowed {
            self.usage = Usage::ByValue;
        }
    }

    /// Where a called link may move a field out of it, if the body does not.
    fn note_field(&mut self, calls: &[TokenStream]) {
        if self.linked && !self.is_reference() && self.moved_field.is_none() {
            let named = [(&self.name, &self.parameter.nature)];
            self.moved_field = calls.iter().find_map(|call| uses(call, &named)[0].moved_field);
        }
    }

    /// Lets the only attempt have `self` without another name, by which macros would call it.
    fn capture(&mut self) {
        if self.is_self() && !self.kept && self.has_own() {
            self.attempts = Attempts::OneCaptures;
        }
    }

    /// Moves it into the only attempt, where the body may take a reference out of it, or return one: through a borrowed
    /// one none lives long enough. A `self` that is changed is moved where that is sure to be needed.
    fn give_references(&mut self, returns_one: bool) {
        let is_changed = self.is_self() && self.fresh && self.moved_field.is_none() && !returns_one;
        let is_lent = self.kind == Kind::Shared || self.kept || is_changed;
        // What nothing of ours may declare `mut` would be lent shared, and have to be `Sync`.
        let is_taken = self.parameter.may_borrow || self.lacks_mut();
        if self.usage == Usage::Borrowed && is_taken && !is_lent {
            self.usage = Usage::ByValue;
        }
    }
}
