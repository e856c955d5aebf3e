//! Where the class of one variant, or of a struct, comes from: exactly one place, or it does not compile.

use proc_macro2::Ident;
use syn::{Expr, Fields};

use crate::config::rule::CLASSES;
use crate::derive::marks::Marks;
use crate::derive::words::{Word, Words};
use crate::diagnostics;
use crate::mistakes::Mistakes;

pub(crate) enum Meaning {
    /// `#[classify(server)]`
    Class(Ident),
    /// `#[classify(with = path)]`
    Function(Expr),
    /// `#[classify(transparent)]`: what the field at this index means.
    Field(usize),
    /// `#[classify(status)]` on the field at this index.
    Status(usize),
}

/// The one meaning of what is called `name`.
pub(crate) fn read(
    name: &Ident,
    words: Words,
    fields: &Fields,
    marks: &Marks,
    mistakes: &mut Mistakes,
) -> Option<Meaning> {
    let mut meanings: Vec<(Ident, Option<Meaning>)> = Vec::new();
    let mut has_misplaced = false;
    for word in words.read {
        let key = word.key.clone();
        if let Some(misplaced) = misplaced(&key) {
            mistakes.add(misplaced);
            has_misplaced = true;
            continue;
        }
        if let Some(meaning) = mistakes.keep(of_word(name, word, fields, marks)) {
            meanings.push((key, Some(meaning)));
        } else {
            // It is there, if not as it should be: nothing is missing.
            meanings.push((key, None));
        }
    }
    if let Some((key, index)) = &marks.transparent {
        meanings.push((key.clone(), Some(Meaning::Field(*index))));
    }
    if let Some((key, index)) = &marks.status {
        meanings.push((key.clone(), Some(Meaning::Status(*index))));
    }
    let mut meanings = meanings.into_iter();
    let Some((first, meaning)) = meanings.next() else {
        if !words.has_unread && !marks.has_unread && !has_misplaced {
            mistakes.add(diagnostics::no_meaning(name, fields.len()));
        }
        return None;
    };
    for (later, _) in meanings {
        mistakes.add(diagnostics::two_meanings(&first, &later));
    }
    meaning
}

/// For a word that says nothing of a variant.
fn misplaced(word: &Ident) -> Option<syn::Error> {
    match word.to_string().as_str() {
        "hint" | "status" => Some(diagnostics::word_of_a_field(word)),
        "crate" => Some(diagnostics::word_of_a_type(word)),
        _ => None,
    }
}

fn of_word(name: &Ident, word: Word, fields: &Fields, marks: &Marks) -> syn::Result<Meaning> {
    if word.is_class() {
        return word.bare().map(|()| Meaning::Class(word.key));
    }
    match word.key.to_string().as_str() {
        "with" => word.callable().map(Meaning::Function),
        "transparent" => {
            word.bare()?;
            let free: Vec<usize> = (0..fields.len()).filter(|at| !marks.is_hint(*at)).collect();
            match free[..] {
                [only] => Ok(Meaning::Field(only)),
                _ => Err(diagnostics::transparent_what(&word.key, name, fields.len())),
            }
        }
        _ => Err(diagnostics::unknown(&word.key, "class", &known())),
    }
}

fn known() -> Vec<&'static str> {
    [CLASSES, &["transparent", "with"]].concat()
}
