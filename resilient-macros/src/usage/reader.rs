//! What is known of one name while a body is walked through, and what is noted of it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::{Expr, Pat};

use super::changes::whole_of;
use super::methods::{consumes, likely_changes};
use super::nature::Nature;
use super::{Changed, Usage, Use, bare, scope};

/// Walks the code for one name and keeps its most demanding use.
pub(super) struct Reader<'n> {
    pub(super) name: String,
    pub(super) nature: &'n Nature,
    found: Use,
    /// What the `cfg`s around this place ask.
    under: Vec<TokenStream>,
    /// Whether it is used without any.
    is_always_used: bool,
    /// Something else has the name here.
    pub(super) hidden: bool,
    /// In a `move` closure or block any mention takes the value.
    pub(super) moving: bool,
}

impl<'n> Reader<'n> {
    pub(super) fn of(name: String, nature: &'n Nature) -> Self {
        Self {
            name,
            nature,
            found: Use::default(),
            under: Vec::new(),
            is_always_used: false,
            hidden: false,
            moving: false,
        }
    }

    pub(super) fn found(mut self) -> Use {
        if self.is_always_used {
            self.found.conditions.clear();
        }
        self.found
    }

    pub(super) fn note(&mut self, usage: Usage) {
        let usage = match usage {
            _ if self.hidden => Usage::Unused,
            Usage::Borrowed if self.moving => Usage::ByValue,
            usage => usage,
        };
        self.found.usage = self.found.usage.max(usage);
        match &self.under[..] {
            _ if usage == Usage::Unused => {}
            [] => self.is_always_used = true,
            under => {
                let conditions = quote!(all(#(#under),*));
                let is_it = |known: &TokenStream| known.to_string() == conditions.to_string();
                if !self.found.conditions.iter().any(is_it) {
                    self.found.conditions.push(conditions);
                }
            }
        }
    }

    /// Reads what is there only if these are met.
    pub(super) fn conditional(
        &mut self,
        conditions: Vec<TokenStream>,
        read: impl FnOnce(&mut Self),
    ) {
        let before = self.under.len();
        self.under.extend(conditions);
        read(self);
        self.under.truncate(before);
    }

    pub(super) fn note_field(&mut self, mut expr: &Expr) {
        while let Expr::Field(field) = expr {
            expr = &field.base;
        }
        if let (Some(name), false) = (self.name_in(expr), self.hidden) {
            let at = name.span();
            self.found.moved_field.get_or_insert(at);
        }
    }

    /// Notes that what is at a place is changed, if that is a part of the argument.
    pub(super) fn note_change(&mut self, place: &Expr, changed: Changed) {
        let (whole, most) = whole_of(place);
        if !self.hidden && self.is_name(whole) {
            self.found.changed = self.found.changed.max(changed.min(most));
        }
    }

    pub(super) fn note_method(&mut self, method: &str, receiver: &Expr) {
        if self.is_name(receiver) && self.nature.is_changed_by(method) {
            self.note_change(receiver, Changed::Surely);
        } else if likely_changes(method) {
            self.note_change(receiver, Changed::Likely);
        }
    }

    pub(super) fn scoped(&mut self, read: impl FnOnce(&mut Self)) {
        let (hidden, moving) = (self.hidden, self.moving);
        read(self);
        (self.hidden, self.moving) = (hidden, moving);
    }

    pub(super) fn bind(&mut self, pattern: &Pat) {
        self.hidden |= scope::binds(pattern, &self.name);
    }

    pub(super) fn is_name(&self, expr: &Expr) -> bool {
        self.name_in(expr).is_some()
    }

    pub(super) fn name_in<'e>(&self, expr: &'e Expr) -> Option<&'e Ident> {
        match bare(expr) {
            Expr::Path(path) if path.qself.is_none() => {
                path.path.get_ident().filter(|ident| ident.unraw() == self.name)
            }
            _ => None,
        }
    }

    pub(super) fn taken(&mut self, receiver: &Expr) {
        if self.is_name(receiver) {
            self.note(Usage::ByValue);
        } else {
            self.note_field(receiver);
        }
    }

    pub(super) fn is_taken_by(&self, method: &str) -> bool {
        consumes(method) || self.nature.is_taken_by(method)
    }
}
