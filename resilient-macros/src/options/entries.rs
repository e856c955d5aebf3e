//! The entries of one list, and the keys of which it can't be told what they were given.

use proc_macro2::Ident;

use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::keys::Keys;
use crate::options::{Form, Given, near};

#[derive(Default)]
pub(crate) struct Entries {
    given: Vec<Given>,
    /// Given twice or in no known way, or probably meant by a key that is not known.
    unclear: Vec<String>,
    /// With a mistake in what they were given.
    wrong: Vec<String>,
    /// Something may have been meant as any key.
    has_strays: bool,
}

impl Entries {
    /// Of a repeated key the first entry is read.
    pub(crate) fn add(&mut self, next: Given, keys: &Keys<'_>, mistakes: &mut Mistakes) {
        if let Some(first) = self.key(&next.name) {
            mistakes.add(diagnostics::twice(first, &next.key));
            self.unclear.push(next.name);
            return;
        }
        if !keys.names.contains(&next.name.as_str()) {
            let before = self.unclear.len();
            for (_, near) in near::all(&next.name, keys.names) {
                self.unclear.push(near.to_owned());
            }
            self.has_strays |= self.unclear.len() == before;
        }
        if let Form::Broken = next.form {
            self.unclear.push(next.name.clone());
        }
        self.given.push(next);
    }

    /// Takes note of a mistake in what a key was given.
    pub(crate) fn spoil(&mut self, key: &Ident) {
        self.wrong.push(key.to_string());
    }

    /// Takes note of what has no key at all.
    pub(crate) fn add_stray(&mut self) {
        self.has_strays = true;
    }

    /// Reads every entry; `one` gives nothing where the key is none that it knows.
    pub(crate) fn each(
        &mut self,
        keys: &Keys<'_>,
        mistakes: &mut Mistakes,
        one: &mut dyn FnMut(&Given, &mut Mistakes) -> Option<()>,
    ) {
        for given in readable(&self.given) {
            let mut own = Mistakes::default();
            if one(given, &mut own).is_none() {
                own.add(diagnostics::unknown(&given.key, keys.noun, keys.names));
            }
            if !mistakes.absorb(own) {
                self.wrong.push(given.name.clone());
            }
        }
    }

    /// Whether it is certain what the key was given, or that it was not.
    pub(crate) fn is_told(&self, key: &str) -> bool {
        let is_wrong = self.wrong.iter().any(|wrong| wrong == key);
        !is_wrong && !self.is_unclear(key) && (!self.has_strays || self.key(key).is_some())
    }

    /// Whether it can't be told which entry counts.
    pub(crate) fn is_unclear(&self, key: &str) -> bool {
        self.unclear.iter().any(|unclear| unclear == key)
    }

    /// What can be read of the key.
    pub(crate) fn find(&self, key: &str) -> Option<&Given> {
        readable(&self.given).find(|given| given.name == key)
    }

    pub(crate) fn key(&self, key: &str) -> Option<&Ident> {
        self.given.iter().find(|given| given.name == key).map(|given| &given.key)
    }

    /// Of two keys the one that was written second.
    pub(crate) fn second(&self, one: &str, other: &str) -> Option<&Ident> {
        let mut both = self.given.iter().filter(|given| given.name == one || given.name == other);
        both.nth(1).map(|given| &given.key)
    }

    /// The same, where it is certain what both were given.
    pub(crate) fn later(&self, one: &str, other: &str) -> Option<&Ident> {
        self.second(one, other).filter(|_| self.is_told(one) && self.is_told(other))
    }
}

fn readable(given: &[Given]) -> impl Iterator<Item = &Given> {
    given.iter().filter(|given| !matches!(given.form, Form::Broken))
}
