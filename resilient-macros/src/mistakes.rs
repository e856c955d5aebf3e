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

    pub(crate) const fn is_empty(&self) -> bool {
        self.all.is_none()
    }

    pub(crate) fn into_error(self) -> Option<syn::Error> {
        self.all
    }
}
