//! What a call finds when it begins: whether it is switched off, inside another one, or looked at.

use std::time::Duration;

use crate::clock::{self, Moment, Span};
use crate::policy::Policy;
use crate::run::aside::Aside;
use crate::run::attempt::Phase;
use crate::run::scope::{self, Scope};
use crate::site::Site;
use crate::switch;

/// What is known of a call before it does anything.
pub(crate) struct Beginning {
    pub(crate) phase: Phase,
    /// Whom it tells, how many calls it is in, and what is left of an outer one's deadline, where that is less than its
    /// own.
    pub(crate) aside: Aside,
}

impl Beginning {
    /// Nothing is around the call, and nobody looks.
    pub(crate) const ALONE: Self = Self { phase: Phase::New, aside: Aside::NONE };

    /// Learns what is around the call, and tells those who look.
    pub(crate) fn among_others(site: &'static Site, policy: &Policy) -> Self {
        let mut this = Self::ALONE;
        if switch::is_off() {
            this.phase = Phase::Plain;
            return this;
        }
        let outer = scope::current();
        if let Some(outer) = &outer {
            let notes = this.aside.note();
            notes.depth = outer.depth.saturating_add(1);
            (notes.deadline, notes.started) = inherited(outer, policy.deadline());
        }
        this.aside.watch().begin(site, outer.as_ref(), policy.retries());
        this
    }
}

/// A call's own deadline, or what is left of the outer one, with the moment from which that counts.
pub(crate) fn inherited(outer: &Scope, own: Option<Duration>) -> (Option<Span>, Option<Moment>) {
    let now = outer.is_running_out().then(clock::now);
    let Some(left) = outer.left(now) else {
        return (own.and_then(Span::of), None);
    };
    let least = own.map_or(left, |own| own.min(left));
    (Some(Span::of(least).unwrap_or(Span::SHORTEST)), now.map(Moment::of))
}
