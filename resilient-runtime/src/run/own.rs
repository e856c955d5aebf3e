//! The call's own value of a place, while a link has put another one there.

/// Holds what was in a place before a link came.
#[derive(Debug)]
pub struct Own<T>(Option<T>);

impl<T> Own<T> {
    /// Holds nothing: the place has the call's own value.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Puts a link's value into the place.
    pub fn __replace(&mut self, value: T, place: &mut T) {
        self.0 = Some(std::mem::replace(place, value));
    }

    /// Puts the call's own value back.
    pub fn __restore(&mut self, place: &mut T) {
        if let Some(value) = self.0.take() {
            *place = value;
        }
    }

    /// Shows the call's own value in the place; a second time, the link's again.
    pub fn __swap(&mut self, place: &mut T) {
        if let Some(value) = &mut self.0 {
            std::mem::swap(place, value);
        }
    }
}

impl<T> Default for Own<T> {
    fn default() -> Self {
        Self::new()
    }
}
