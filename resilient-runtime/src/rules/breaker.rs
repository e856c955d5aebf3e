//! What a breaker's settings can't do together, by counting alone.

/// The settings that a user wrote, as far as counting goes; `None` where a value is not known yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counted {
    pub(crate) has_consecutive: bool,
    pub(crate) has_rate: bool,
    pub(crate) min_calls: Option<u32>,
    pub(crate) last: Option<u32>,
}

/// What too many `min_calls` for the window lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unjudged {
    /// Nothing is left that opens the breaker.
    Inert,
    /// A run of failures still opens it; no rate ever does.
    NoRate,
}

impl Counted {
    /// Only runs of failures open it, so that whatever a rate is measured by does nothing.
    pub(crate) const fn has_only_runs(&self) -> bool {
        self.has_consecutive && !self.has_rate
    }

    /// Whether something is written that only a rate needs.
    pub(crate) const fn measures(&self) -> bool {
        self.min_calls.is_some() || self.last.is_some()
    }

    /// No rate is ever judged, as the window never holds `min_calls` calls.
    pub(crate) const fn unjudged(&self) -> Option<Unjudged> {
        match (self.min_calls, self.last) {
            (Some(min_calls), Some(last)) if min_calls > last => {
                // With neither written, the default run of failures opens it.
                let inert = self.has_rate && !self.has_consecutive;
                Some(if inert { Unjudged::Inert } else { Unjudged::NoRate })
            }
            _ => None,
        }
    }
}
