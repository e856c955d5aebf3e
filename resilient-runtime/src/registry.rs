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
use crate::event::{Event, emit};
use crate::registry::names::Names;

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
    let mut all: Vec<_> = read().all().cloned().collect();
    all.sort_by(|one, other| one.name().cmp(other.name()));
    all
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
    read().find(name)
}

/// Returns the family of a declared name: the one that was declared first.
pub(crate) fn family(
    name: &'static str,
    settings: &Settings,
    place: &'static Location<'static>,
) -> &'static Family {
    write().enroll(name, settings, place)
}

/// Returns the breaker whose name is the family's own.
pub(crate) fn plain(family: &'static Family) -> Breaker {
    let now = clock::now();
    let breaker = write().plain(family, now);
    meet(&breaker, family);
    breaker
}

/// Returns the breaker of this full name, which may push an idle one out.
pub(crate) fn member(family: &'static Family, full: &str) -> Breaker {
    let found = read().find(full);
    let breaker = found.unwrap_or_else(|| {
        let now = clock::now();
        let (breaker, gone) = write().join(family, full, now);
        for evicted in gone {
            emit(&Event::BreakerEvicted { breaker: evicted.name() });
        }
        breaker
    });
    meet(&breaker, family);
    breaker
}

fn meet(breaker: &Breaker, family: &'static Family) {
    let owner = breaker.cell().family();
    if !std::ptr::eq(owner, family) {
        owner.meet_by_name(breaker.name(), family);
    }
}

static REGISTRY: LazyLock<RwLock<Names>> = LazyLock::new(RwLock::default);

fn read() -> RwLockReadGuard<'static, Names> {
    REGISTRY.read().unwrap_or_else(PoisonError::into_inner)
}

fn write() -> RwLockWriteGuard<'static, Names> {
    REGISTRY.write().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
