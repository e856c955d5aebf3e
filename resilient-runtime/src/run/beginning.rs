//! What a call finds when it begins: whether it is switched off, inside another one, or looked at.

use std::time::Duration;

use crate::clock::{self, Moment, Span};
use crate::policy::Policy;
use crate::run::attempt::Phase;
use crate::run::scope::{self, Scope};
use crate::run::watched::Watched;
use crate::site::Site;
use crate::switch;

/// What is known of a call before it does anything.
pub(crate) struct Beginning {
    pub(crate) phase: Phase,
    /// How many calls it is in.
    pub(crate) depth: u16,
    /// What is left of an outer call's deadline, where that is less than its own.
    pub(crate) deadline: Option<Span>,
    pub(crate) started: Option<Moment>,
    pub(crate) watched: Watched,
}

impl Beginning {
    /// Nothing is around the call, and nobody looks.
    pub(crate) const ALONE: Self =
        Self { phase: Phase::New, depth: 0, deadline: None, started: None, watched: Watched::NOT };

    /// Learns what is around the call, and tells those who look.
    pub(crate) fn among_others(site: &'static Site, policy: &Policy) -> Self {
        let mut this = Self::ALONE;
        if switch::is_off() {
            this.phase = Phase::Plain;
            return this;
        }
        let outer = scope::current();
        if let Some(outer) = &outer {
            this.depth = outer.depth.saturating_add(1);
            (this.deadline, this.started) = inherited(outer, policy.deadline());
        }
        this.watched.begin(site, outer.as_ref(), policy.retries());
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
