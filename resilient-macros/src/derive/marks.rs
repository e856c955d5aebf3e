//! What is said of the fields of one variant, or of a struct.

use proc_macro2::Ident;
use syn::Fields;

use crate::derive::words::{self, MARKS, Word};
use crate::diagnostics;
use crate::mistakes::Mistakes;

/// What is said of single fields, each of one field at most.
#[derive(Default)]
pub(crate) struct Marks {
    pub(crate) hint: Mark,
    pub(crate) status: Mark,
    pub(crate) transparent: Mark,
    /// Something was meant that can't be read.
    pub(crate) has_unread: bool,
}

/// The word, and the index of the field that it stands on.
type Mark = Option<(Ident, usize)>;

impl Marks {
    pub(crate) fn read(name: &Ident, fields: &Fields, mistakes: &mut Mistakes) -> Self {
        let mut marks = Self::default();
        for (index, field) in fields.iter().enumerate() {
            let words = words::read(&field.attrs, mistakes);
            marks.has_unread |= words.has_unread;
            for word in words.read {
                let added = mistakes.keep(marks.add(name, &word, index));
                marks.has_unread |= added.is_none();
            }
        }
        marks
    }

    pub(crate) fn is_hint(&self, index: usize) -> bool {
        self.hint.as_ref().is_some_and(|(_, at)| *at == index)
    }

    fn add(&mut self, name: &Ident, word: &Word, index: usize) -> syn::Result<()> {
        let all = [&self.hint, &self.status, &self.transparent];
        let other = all.into_iter().flatten().find(|(_, at)| *at == index);
        if let Some((first, _)) = other.filter(|_| MARKS.iter().any(|mark| word.key == mark)) {
            return Err(diagnostics::two_marks(first, &word.key));
        }
        let mark = match word.key.to_string().as_str() {
            "hint" => &mut self.hint,
            "status" => &mut self.status,
            "transparent" => &mut self.transparent,
            _ if word.is_class() || word.key == "with" => {
                return Err(diagnostics::word_of_a_variant(&word.key, name));
            }
            _ => return Err(diagnostics::unknown(&word.key, "mark", MARKS)),
        };
        word.bare()?;
        match mark {
            Some((first, _)) => Err(diagnostics::two_fields(first, &word.key)),
            None => {
                *mark = Some((word.key.clone(), index));
                Ok(())
            }
        }
    }
}
