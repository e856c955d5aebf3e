//! What a call finds when it begins: whether another one is around it, and whether anybody looks.

use std::time::Duration;

use tokio::time::Instant;

use crate::policy::Policy;
use crate::run::scope;
use crate::run::watched::Watched;
use crate::site::Site;

/// What is known of a call before it does anything.
pub(crate) struct Beginning {
    /// How many calls it is in.
    pub(crate) depth: u32,
    /// Its own deadline, or what is left of the outer call's.
    pub(crate) deadline: Option<Duration>,
    pub(crate) started: Option<Instant>,
    pub(crate) watched: Watched,
}

impl Beginning {
    /// Nothing is around the call, and nobody looks.
    #[inline]
    pub(crate) const fn alone(site: &'static Site, policy: &Policy) -> Self {
        let watched = Watched::new(site);
        Self { depth: 0, deadline: policy.deadline(), started: None, watched }
    }

    /// Learns what is around the call, and tells those who look.
    #[cold]
    pub(crate) fn among_others(site: &'static Site, policy: &Policy) -> Self {
        let mut this = Self::alone(site, policy);
        let outer = scope::current();
        if let Some(outer) = &outer {
            this.depth = outer.depth + 1;
            this.deadline = outer.deadline.bound(this.deadline, &mut this.started);
        }
        this.watched.begin(outer.as_ref(), site.most_attempts(policy.retries()));
        this
    }
}
