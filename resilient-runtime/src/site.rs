//! Where the attribute stands: the function's name and its targets, one static each.

use std::panic::Location;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::policy::{Policy, PolicyBuilder};
use crate::registry::declared::{Declaration, Declared};
use crate::rules::range::MOST_ITEMS;

/// What an annotated function is called in events, and what it can ask.
#[derive(Debug)]
#[cfg_attr(not(feature = "tracing"), allow(dead_code))] // nobody asks its name without a listener
pub struct Site {
    id: &'static str,
    location: &'static Location<'static>,
    targets: &'static [Target],
    last_resort: bool,
    policy: Policy,
    /// The breaker of every target that has none of its own.
    guard: Option<Declared>,
    /// Whether an error of unknown meaning has been reported.
    puzzled: AtomicBool,
    /// The address of the call around the last one that was nested.
    outer: AtomicUsize,
}

/// One target of a chain, by its name.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    /// The annotated function's own body.
    Body(&'static str),
    /// The body again, once for each item of an iterator.
    Each(&'static str),
    /// Another async function, called as it is written.
    Call(&'static str),
}

#[cfg_attr(not(feature = "tracing"), allow(dead_code))] // as above
impl Site {
    /// Names a function and its targets, and says what is known of its calls beforehand: settings that were each looked
    /// at where they stand. The compiler looks through the type of all that is made on the way to a static, so only
    /// plain values are.
    #[track_caller]
    pub const fn new(
        id: &'static str,
        targets: &'static [Target],
        policy: PolicyBuilder,
        guard: Option<Declaration>,
    ) -> Self {
        Self {
            id,
            location: Location::caller(),
            targets,
            last_resort: false,
            policy: policy.build_proven(),
            guard: match guard {
                Some(guard) => Some(guard.untouched()),
                None => None,
            },
            puzzled: AtomicBool::new(false),
            outer: AtomicUsize::new(0),
        }
    }

    /// Gives the function another name.
    #[must_use]
    pub const fn with_id(mut self, id: &'static str) -> Self {
        self.id = id;
        self
    }

    /// Says that the function has an `otherwise`.
    #[must_use]
    pub const fn with_last_resort(mut self) -> Self {
        self.last_resort = true;
        self
    }

    pub(crate) const fn id(&self) -> &'static str {
        self.id
    }

    pub(crate) const fn location(&self) -> &'static Location<'static> {
        self.location
    }

    #[inline]
    pub(crate) const fn policy(&self) -> &Policy {
        &self.policy
    }

    #[inline]
    pub(crate) const fn guard(&self) -> Option<&Declared> {
        self.guard.as_ref()
    }

    pub(crate) const fn has_last_resort(&self) -> bool {
        self.last_resort
    }

    /// How many attempts a call with so many retries can make.
    pub(crate) const fn most_attempts(&self, retries: u32) -> u32 {
        let mut most = retries;
        let mut link = 0;
        while link < self.targets.len() {
            most += match self.targets[link] {
                Target::Body(_) | Target::Call(_) => 1,
                Target::Each(_) => MOST_ITEMS,
            };
            link += 1;
        }
        most
    }

    #[inline]
    pub(crate) const fn targets(&self) -> &'static [Target] {
        self.targets
    }

    /// Whether this is the function's first error of unknown meaning.
    pub(crate) fn is_puzzled_for_the_first_time(&self) -> bool {
        #[cfg(feature = "test-util")]
        if let Some(scope) = crate::testing::scope::current() {
            return scope.is_puzzled_for_the_first_time(self);
        }
        !self.puzzled.swap(true, Ordering::Relaxed)
    }

    /// Whether its last nested call was in that one too.
    pub(crate) fn was_last_in(&self, outer: usize) -> bool {
        self.outer.swap(outer, Ordering::Relaxed) == outer
    }
}

impl Target {
    #[inline]
    pub(crate) const fn name(&self) -> &'static str {
        let (Self::Body(name) | Self::Each(name) | Self::Call(name)) = self;
        name
    }
}
