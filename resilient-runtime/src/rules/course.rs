//! What is known of a call before it is made, and which retries it can come to.

use crate::rules::classes::{LINES, Line, TIMEOUT};
use crate::rules::range;

/// A call as it is written. What is not known is as the user of the call would like it most, so
/// that nothing is proven of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Course {
    /// As written, else the most that can be.
    pub(crate) retries: u32,
    pub(crate) lines: [Line; LINES.len()],
    /// The targets that run the body, the first of them included.
    pub(crate) bodies: u32,
    pub(crate) has_links: bool,
    /// The chain does not end with a call of another function, which gets no retries.
    pub(crate) ends_with_body: bool,
}

/// Where in a chain a target stands: another one is left after it, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    BeforeOthers,
    Last,
}

impl Course {
    /// One target, any number of retries, the table as it is.
    pub(crate) const ALONE: Self = Self {
        retries: range::RETRIES.most,
        lines: LINES,
        bodies: 1,
        has_links: false,
        ends_with_body: true,
    };

    /// Whether the body can run at such a place.
    const fn comes_to(&self, place: Place) -> bool {
        match place {
            Place::BeforeOthers => self.has_links,
            Place::Last => self.ends_with_body,
        }
    }

    /// The most retries that a class can lead to on a target there.
    pub(crate) const fn most_at(&self, place: Place, class: usize) -> u32 {
        if !self.comes_to(place) {
            return 0;
        }
        let most = match place {
            Place::BeforeOthers => self.lines[class].retries,
            Place::Last => self.lines[class].retries_on_last,
        };
        if most < self.retries { most } else { self.retries }
    }

    /// The most retries that a class can lead to on any one target.
    pub(crate) const fn most(&self, class: usize) -> u32 {
        let before = self.most_at(Place::BeforeOthers, class);
        let last = self.most_at(Place::Last, class);
        if before > last { before } else { last }
    }

    /// The most retries on one target there, but for those after timeouts.
    pub(crate) const fn most_without_timeouts(&self, place: Place) -> u32 {
        let mut most: u32 = 0;
        let mut class = 0;
        while class < LINES.len() {
            if class != TIMEOUT {
                most = most.saturating_add(self.most_at(place, class));
            }
            class += 1;
        }
        most
    }

    /// Whether any error is ever followed by a retry.
    pub(crate) const fn repeats(&self) -> bool {
        let mut class = 0;
        while class < LINES.len() {
            if self.most(class) > 0 {
                return true;
            }
            class += 1;
        }
        false
    }

    /// Whether a retry ever waits by the backoff: the first after a timeout does not.
    pub(crate) const fn waits(&self) -> bool {
        self.most_without_timeouts(Place::BeforeOthers) > 0
            || self.most_without_timeouts(Place::Last) > 0
            || self.most(TIMEOUT) > 1
    }

    /// Whether a server's hint is ever waited for on a target there.
    pub(crate) const fn obeys_hints(&self, place: Place) -> bool {
        let mut class = 0;
        while class < LINES.len() {
            if self.lines[class].obeys_hint && self.most_at(place, class) > 0 {
                return true;
            }
            class += 1;
        }
        false
    }

    /// Whether any error leads to the next target.
    pub(crate) const fn falls_back(&self) -> bool {
        let mut class = 0;
        while class < LINES.len() {
            if self.lines[class].falls_back {
                return true;
            }
            class += 1;
        }
        false
    }
}
