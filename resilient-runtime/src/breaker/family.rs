//! A declared name: the settings that all breakers under it share, and who else declared it.

use std::panic::Location;
use std::sync::OnceLock;

use crate::breaker::rules::Rules;
use crate::breaker::settings::Settings;
use crate::emit::emit;
use crate::event::Event;

/// A name as it was declared first: `chat` with its keys, or a template such as `chat:{model}`.
#[derive(Debug)]
pub(crate) struct Family {
    name: &'static str,
    rules: Rules,
    place: &'static Location<'static>,
    conflict: OnceLock<&'static Location<'static>>,
}

impl Family {
    pub(crate) fn new(
        name: &'static str,
        settings: &Settings,
        place: &'static Location<'static>,
    ) -> Self {
        Self { name, rules: settings.rules(), place, conflict: OnceLock::new() }
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Meets another declaration, and says so where it wants other settings. Never under a lock.
    pub(crate) fn meet(&self, settings: &Settings, place: &'static Location<'static>) {
        if settings.rules() != self.rules {
            let _ = self.conflict.set(place);
            emit(&Event::BreakerConflict { breaker: self.name, first: self.place, second: place });
        }
    }

    /// Meets another declaration that comes again with every call, and says it once. Never under a lock.
    #[cfg(feature = "test-util")]
    pub(crate) fn meet_once(&self, settings: &Settings, place: &'static Location<'static>) {
        if settings.rules() != self.rules && self.conflict.set(place).is_ok() {
            emit(&Event::BreakerConflict { breaker: self.name, first: self.place, second: place });
        }
    }

    /// Meets another family that reached one of its breakers by a name that both can make.
    /// This happens on every call, so it is said once. Never under a lock.
    pub(crate) fn meet_by_name(&self, breaker: &str, other: &Self) {
        if other.rules != self.rules && self.conflict.set(other.place).is_ok() {
            emit(&Event::BreakerConflict { breaker, first: self.place, second: other.place });
        }
    }

    /// Says which two places disagree, if two do.
    pub(crate) fn conflict(&self) -> Option<String> {
        let second = self.conflict.get()?;
        let Self { name, place, .. } = self;
        Some(format!("the settings of `{name}` at {place} hold, not the other ones at {second}"))
    }
}
