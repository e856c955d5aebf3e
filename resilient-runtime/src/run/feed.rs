//! The items of a `place in iterator` link: taken one at a time, when a target is needed.

use crate::rules::range::MOST_ITEMS;

/// An iterator that is made when it is first asked.
///
/// Its items are a parameter of their own: of `Copied<Iter<'_, &str>>::Item`, kept over an `.await`, rustc can't prove
/// that it is `Send` for every lifetime.
#[derive(Debug)]
pub struct Feed<I, T> {
    items: Option<I>,
    next: Option<T>,
    taken: u32,
}

impl<I: Iterator<Item = T>, T> Feed<I, T> {
    /// Holds nothing yet.
    pub const fn new() -> Self {
        Self { items: None, next: None, taken: 0 }
    }

    /// Whether there is another item.
    pub fn peek<M>(&mut self, make: impl FnOnce() -> M) -> bool
    where
        M: IntoIterator<IntoIter = I, Item = T>,
    {
        if self.next.is_none() && self.taken < MOST_ITEMS {
            let items = self.items.get_or_insert_with(|| make().into_iter());
            self.next = items.next();
        }
        self.next.is_some()
    }

    /// Takes the next item; `None` when there is none or 16 were taken.
    pub fn take<M>(&mut self, make: impl FnOnce() -> M) -> Option<T>
    where
        M: IntoIterator<IntoIter = I, Item = T>,
    {
        self.peek(make);
        self.taken += 1;
        self.next.take()
    }
}

/// The items of an iterator with a closure in it, whose type is another one wherever it is written.
pub fn items_of<I: IntoIterator>(items: I) -> Vec<I::Item> {
    items.into_iter().take(MOST_ITEMS as usize).collect()
}

impl<I: Iterator<Item = T>, T> Default for Feed<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_ahead_takes_nothing() {
        let mut feed = Feed::new();
        assert!(feed.peek(|| 1..=2) && feed.peek(|| 1..=2));
        assert_eq!(
            [feed.take(|| 1..=2), feed.take(|| 1..=2), feed.take(|| 1..=2)],
            [Some(1), Some(2), None]
        );
    }

    #[test]
    fn an_endless_iterator_ends_after_sixteen() {
        let mut feed = Feed::new();
        let taken = std::iter::from_fn(|| feed.take(|| 0..)).count();
        assert_eq!(taken, 16);
        assert!(!feed.peek(|| 0..));
    }
}
