//! Breakers by name, and which key of a full family goes.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::panic::Location;
use std::sync::Arc;
use std::time::Instant;

use crate::breaker::Breaker;
use crate::breaker::cell::Cell;
use crate::breaker::family::Family;
use crate::breaker::settings::Settings;

/// All families and all breakers that have been touched.
#[derive(Debug, Default)]
pub(crate) struct Names {
    families: HashMap<&'static str, Queue>,
    breakers: HashSet<Named>,
}

/// A family with its keys in the order in which they were last known to be used.
///
/// Uses don't move a key here: whoever looks for the oldest puts right what has moved since.
#[derive(Debug)]
struct Queue {
    family: &'static Family,
    order: BinaryHeap<Reverse<(Instant, Arc<str>)>>,
}

impl Names {
    pub(crate) fn enroll(
        &mut self,
        name: &'static str,
        settings: &Settings,
        place: &'static Location<'static>,
    ) -> &'static Family {
        let queue = self.families.entry(name).or_insert_with(|| {
            let family = Box::leak(Box::new(Family::new(name, settings, place)));
            Queue { family, order: BinaryHeap::new() }
        });
        queue.family
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Breaker> {
        self.breakers.iter().map(|named| &named.0)
    }

    pub(crate) fn find(&self, full: &str) -> Option<Breaker> {
        self.breakers.get(full).map(|named| named.0.clone())
    }

    pub(crate) fn plain(&mut self, family: &'static Family, now: Instant) -> Breaker {
        if let Some(found) = self.find(family.name()) {
            return found;
        }
        let cell = Box::leak(Box::new(Cell::new(family.name().into(), family, now)));
        let breaker = Breaker::plain(cell);
        self.breakers.insert(Named(breaker.clone()));
        breaker
    }

    /// Finds or makes the breaker, and returns those that had to go for it.
    pub(crate) fn join(
        &mut self,
        family: &'static Family,
        full: &str,
        now: Instant,
    ) -> (Breaker, Vec<Breaker>) {
        if let Some(found) = self.find(full) {
            return (found, Vec::new());
        }
        let gone = self.make_room(family, now);
        let cell = Arc::new(Cell::new(full.into(), family, now));
        if let Some(queue) = self.families.get_mut(family.name()) {
            queue.order.push(Reverse((now, Arc::clone(cell.name()))));
        }
        let breaker = Breaker::keyed(cell);
        self.breakers.insert(Named(breaker.clone()));
        (breaker, gone)
    }

    fn make_room(&mut self, family: &'static Family, now: Instant) -> Vec<Breaker> {
        let mut gone = Vec::new();
        let mut busy = 0;
        let Some(queue) = self.families.get_mut(family.name()) else {
            return gone;
        };
        while queue.order.len() >= family.rules().keys as usize
            && busy < MOST_AT_ONCE
            && gone.len() < MOST_AT_ONCE
        {
            let Some(Reverse((known, name))) = queue.order.pop() else {
                break;
            };
            let Some(named) = self.breakers.get(&*name) else {
                continue;
            };
            let idle_since =
                if named.0.is_only_handle() { named.0.cell().idle_since(now) } else { None };
            match idle_since {
                Some(since) if since <= known => {
                    gone.extend(self.breakers.take(&*name).map(|named| named.0));
                }
                Some(since) => queue.order.push(Reverse((since, name))),
                None => {
                    busy += 1;
                    queue.order.push(Reverse((now, name)));
                }
            }
        }
        gone
    }
}

/// A breaker that is found by its name.
#[derive(Debug)]
struct Named(Breaker);

impl Borrow<str> for Named {
    fn borrow(&self) -> &str {
        self.0.name()
    }
}

impl Hash for Named {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.name().hash(state);
    }
}

impl PartialEq for Named {
    fn eq(&self, other: &Self) -> bool {
        self.0.name() == other.0.name()
    }
}

impl Eq for Named {}

/// A family that is all busy is not searched to its end for each new key: it outgrows its bound
/// for a while instead. And one that has outgrown it comes back step by step.
const MOST_AT_ONCE: usize = 64;

#[cfg(test)]
mod tests;
