//! A breaker as it stands in the source: a `static` that finds its breakers on first touch.

use std::fmt;
use std::panic::Location;
use std::sync::OnceLock;

use crate::breaker::Breaker;
use crate::breaker::family::Family;
use crate::breaker::settings::Settings;
use crate::breaker::snapshot::{BreakerState, Snapshot};
use crate::emit::emit;
use crate::event::Event;
use crate::registry::{PROCESS, scratch};
#[cfg(feature = "test-util")]
use crate::{registry::Registry, testing::scope};

/// A breaker's name and settings, declared once and used as a `static`.
///
/// All declarations of one name share one breaker. Where their settings differ, the first ones
/// that are touched hold, an event names both places, and so does [`Snapshot::conflict`].
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::{BreakerState, Declared, Settings};
///
/// static CHAT: Declared = Declared::new("chat", Settings::DEFAULT.consecutive(3));
///
/// assert_eq!(CHAT.state(), BreakerState::Closed);
/// assert_eq!(CHAT.keyed(format_args!("tenant-1")).name(), "chat:tenant-1");
/// ```
pub struct Declared {
    declaration: Declaration,
    family: OnceLock<&'static Family>,
    plain: OnceLock<Breaker>,
}

/// What a declaration says.
#[derive(Debug, Clone, Copy)]
pub struct Declaration {
    name: &'static str,
    /// Where there are none, the default ones hold; rustc looks at a static's value field by field in every build.
    settings: Option<Settings>,
    place: &'static Location<'static>,
}

impl Declaration {
    /// A name and settings that can act together.
    ///
    /// # Panics
    ///
    /// Where they can't, which for a `static` is in the build.
    #[track_caller]
    #[must_use]
    pub const fn new(name: &'static str, settings: Settings) -> Self {
        Self { name, settings: Some(settings.checked()), place: Location::caller() }
    }

    /// A name with the default settings, at which the compiler need not look again.
    #[track_caller]
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self { name, settings: None, place: Location::caller() }
    }

    pub(crate) const fn untouched(self) -> Declared {
        Declared { declaration: self, family: OnceLock::new(), plain: OnceLock::new() }
    }

    fn settings(&self) -> &Settings {
        self.settings.as_ref().unwrap_or(&Settings::DEFAULT)
    }
}

impl Declared {
    /// Declares a breaker. The place where this is called is the one that a conflict names.
    ///
    /// # Panics
    ///
    /// Where the settings can't act together, which for a `static` is in the build.
    #[track_caller]
    #[must_use]
    pub const fn new(name: &'static str, settings: Settings) -> Self {
        Declaration::new(name, settings).untouched()
    }

    /// Declares a breaker with the default settings, at which the compiler need not look again.
    #[doc(hidden)]
    #[track_caller]
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Declaration::named(name).untouched()
    }

    /// The name, without a key.
    pub const fn name(&self) -> &'static str {
        self.declaration.name
    }

    /// The breaker of this name.
    #[inline]
    pub fn breaker(&self) -> Breaker {
        #[cfg(feature = "test-util")]
        if let Some(scope) = scope::current() {
            let registry = scope.registry();
            return registry.plain(self.family_in(registry));
        }
        self.plain.get().cloned().unwrap_or_else(|| self.touched())
    }

    #[cold]
    fn touched(&self) -> Breaker {
        // Not `get_or_init`: the first touch may tell of a conflict, and a listener may come back.
        let breaker = PROCESS.plain(self.family());
        let _ = self.plain.set(breaker.clone());
        emit(&Event::BreakerMet { family: self.name(), state: breaker.state().name() });
        breaker
    }

    /// The breaker of `name:key`, one of a family that [`Settings::keys`] bounds.
    pub fn keyed(&self, key: fmt::Arguments<'_>) -> Breaker {
        self.rendered(format_args!("{}:{key}", self.name()))
    }

    /// The breaker of this full name, where the declared name is its template: `chat:{model}`.
    pub fn rendered(&self, full: fmt::Arguments<'_>) -> Breaker {
        #[cfg(feature = "test-util")]
        if let Some(scope) = scope::current() {
            let registry = scope.registry();
            let family = self.family_in(registry);
            return scratch::with(full, |full| registry.member(family, full));
        }
        let family = self.family();
        scratch::with(full, |full| PROCESS.member(family, full))
    }

    /// Turns calls away until [`reset`](Self::reset) or another of these.
    pub fn force_open(&self) {
        self.breaker().force_open();
    }

    /// Lets calls through and counts them, whatever comes of them. A shut gate stays shut.
    pub fn force_close(&self) {
        self.breaker().force_close();
    }

    /// Lets calls through and looks at none of them; the gate is out of use as well.
    pub fn disable(&self) {
        self.breaker().disable();
    }

    /// Closes the breaker and its gate, with nothing counted; calls under way no longer matter.
    pub fn reset(&self) {
        self.breaker().reset();
    }

    /// Everything that can be seen of the breaker at this moment.
    pub fn snapshot(&self) -> Snapshot {
        self.breaker().snapshot()
    }

    /// Where the breaker stands.
    pub fn state(&self) -> BreakerState {
        self.breaker().state()
    }

    fn family(&self) -> &'static Family {
        if let Some(known) = self.family.get() {
            return known;
        }
        let said = &self.declaration;
        let family = PROCESS.family(said.name, said.settings(), said.place);
        // Of threads that race to the first touch one tells.
        if self.family.set(family).is_ok() {
            family.meet(said.settings(), said.place);
        }
        family
    }

    /// The family in a test's scope. What is known of the process's own one is of no use there.
    #[cfg(feature = "test-util")]
    fn family_in(&self, registry: &Registry) -> &'static Family {
        let said = &self.declaration;
        let family = registry.family(said.name, said.settings(), said.place);
        family.meet_once(said.settings(), said.place);
        family
    }
}

impl fmt::Debug for Declared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Declared")
            .field("name", &self.declaration.name)
            .field("settings", self.declaration.settings())
            .field("place", &self.declaration.place)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
