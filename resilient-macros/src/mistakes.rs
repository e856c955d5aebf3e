//! All mistakes of one macro call, collected so that one build shows them together.

#[derive(Default)]
pub(crate) struct Mistakes {
    all: Option<syn::Error>,
}

impl Mistakes {
    pub(crate) fn add(&mut self, mistake: syn::Error) {
        match &mut self.all {
            Some(all) => all.combine(mistake),
            None => self.all = Some(mistake),
        }
    }

    /// The value, or nothing and one mistake more.
    pub(crate) fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(mistake) => {
                self.add(mistake);
                None
            }
        }
    }

    /// Takes over the mistakes of a part, and says whether there were none.
    pub(crate) fn absorb(&mut self, part: Self) -> bool {
        let sound = part.is_empty();
        if let Some(mistake) = part.into_error() {
            self.add(mistake);
        }
        sound
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.all.is_none()
    }

    pub(crate) fn into_error(self) -> Option<syn::Error> {
        self.all
    }
}
