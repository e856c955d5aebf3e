//! All breakers of the process, by name.

pub(crate) mod declared;
mod names;
mod scratch;

use std::panic::Location;
use std::sync::{LazyLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::breaker::Breaker;
use crate::breaker::family::Family;
use crate::breaker::settings::Settings;
use crate::clock;
use crate::emit::emit;
use crate::event::Event;
use crate::registry::names::Names;
#[cfg(feature = "test-util")]
use crate::testing::scope;

/// Lists the breakers that have been touched, by name.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::{Declared, Settings};
///
/// static CHAT: Declared = Declared::new("list-example", Settings::DEFAULT);
/// CHAT.breaker();
///
/// assert!(resilient::breakers().iter().any(|breaker| breaker.name() == "list-example"));
/// ```
pub fn breakers() -> Vec<Breaker> {
    here(Registry::all)
}

/// Finds a breaker by its full name, once it has been touched.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::{Declared, Settings};
///
/// static CHAT: Declared = Declared::new("find-example", Settings::DEFAULT);
///
/// assert!(resilient::breaker("find-example").is_none());
/// CHAT.breaker();
/// assert!(resilient::breaker("find-example").is_some());
/// ```
pub fn breaker(name: &str) -> Option<Breaker> {
    here(|registry| registry.find(name))
}

/// Breakers by name: those of the process, or those of a test's scope.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    names: RwLock<Names>,
}

impl Registry {
    pub(crate) fn all(&self) -> Vec<Breaker> {
        let mut all: Vec<_> = self.read().all().cloned().collect();
        all.sort_by(|one, other| one.name().cmp(other.name()));
        all
    }

    fn find(&self, name: &str) -> Option<Breaker> {
        self.read().find(name)
    }

    /// Returns the family of a declared name: the one that was declared first.
    fn family(
        &self,
        name: &'static str,
        settings: &Settings,
        place: &'static Location<'static>,
    ) -> &'static Family {
        self.write().enroll(name, settings, place)
    }

    /// Returns the breaker whose name is the family's own.
    fn plain(&self, family: &'static Family) -> Breaker {
        let now = clock::now();
        let breaker = self.write().plain(family, now);
        meet(&breaker, family);
        breaker
    }

    /// Returns the breaker of this full name, which may push an idle one out.
    fn member(&self, family: &'static Family, full: &str) -> Breaker {
        let found = self.find(full);
        let breaker = found.unwrap_or_else(|| {
            let now = clock::now();
            let (breaker, gone) = self.write().join(family, full, now);
            for evicted in gone {
                // Whoever keeps count of the open ones hears that it is none any more.
                evicted.reset();
                emit(&Event::BreakerEvicted { breaker: evicted.name() });
            }
            breaker
        });
        meet(&breaker, family);
        breaker
    }

    fn read(&self) -> RwLockReadGuard<'_, Names> {
        self.names.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Names> {
        self.names.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn meet(breaker: &Breaker, family: &'static Family) {
    let owner = breaker.cell().family();
    if !std::ptr::eq(owner, family) {
        owner.meet_by_name(breaker.name(), family);
    }
}

/// Asks the registry that counts here.
fn here<R>(ask: impl FnOnce(&Registry) -> R) -> R {
    #[cfg(feature = "test-util")]
    if let Some(scope) = scope::current() {
        return ask(scope.registry());
    }
    ask(&PROCESS)
}

static PROCESS: LazyLock<Registry> = LazyLock::new(Registry::default);

#[cfg(test)]
mod tests;
