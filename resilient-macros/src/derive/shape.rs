//! One variant of an enum, or a struct: its name, its meaning, and the field that says when to come back.

use proc_macro2::Ident;
use syn::Fields;

use crate::derive::marks::Marks;
use crate::derive::meaning::{self, Meaning};
use crate::derive::words::Words;
use crate::mistakes::Mistakes;

pub(crate) struct Shape<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) fields: &'a Fields,
    pub(crate) meaning: Meaning,
    /// The index of the field with the server's hint.
    pub(crate) hint: Option<usize>,
}

impl<'a> Shape<'a> {
    pub(crate) fn parse(
        name: &'a Ident,
        words: Words,
        fields: &'a Fields,
        mistakes: &mut Mistakes,
    ) -> Option<Self> {
        let marks = Marks::read(name, fields, mistakes);
        let meaning = meaning::read(name, words, fields, &marks, mistakes)?;
        Some(Self { name, fields, meaning, hint: marks.hint.map(|(_, index)| index) })
    }
}
