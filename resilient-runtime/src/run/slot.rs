//! An argument that each attempt uses up: cloned for every attempt but the last.

use std::marker::PhantomData;

/// Holds an argument until the last attempt takes it. Its type has [a part that can't be written](unwritable).
#[derive(Debug)]
pub struct Slot<T, U>(Option<T>, PhantomData<U>);

/// Given where a bound may not hold: its type can't be written down, and so rustc does not advise the user to
/// write that bound.
pub const fn unwritable() {}

/// Can be had once more for another attempt. On the slot, not on `T`: a type parameter is then not
/// advised to implement a trait that is none of the user's.
#[diagnostic::on_unimplemented(
    message = "`{T}` is used up, and another attempt or target would need it again",
    label = "used by value, but `{T}` is not `Clone`",
    note = "borrow it where it is used (`&argument`, or say `borrow(argument)` if the body does), make it `Clone`, or make one attempt (`retries = 0` and no `fallback`)"
)]
pub trait Reusable<T> {
    /// Another one.
    fn again(value: &T) -> T;
}

#[diagnostic::do_not_recommend]
impl<T: Clone, U> Reusable<T> for Slot<T, U> {
    fn again(value: &T) -> T {
        value.clone()
    }
}

/// The same of an argument that is only changed.
#[diagnostic::on_unimplemented(
    message = "each attempt has its own `mut` argument, and `{T}` can't be cloned for another one",
    label = "declared `mut`, but `{T}` is not `Clone`",
    note = "say `borrow(argument)` to lend the same one to every attempt, make it `Clone`, or make one attempt (`retries = 0` and no `fallback`)"
)]
pub trait Renewable<T> {
    /// Another one.
    fn anew(value: &T) -> T;
}

#[diagnostic::do_not_recommend]
impl<T: Clone, U> Renewable<T> for Slot<T, U> {
    fn anew(value: &T) -> T {
        value.clone()
    }
}

// `Copy` has nothing to drop, so that `new` can be const.
impl<T, U: Copy> Slot<T, U> {
    /// Keeps `value`.
    pub const fn new(value: T, _: U) -> Self {
        Self(Some(value), PhantomData)
    }

    /// Takes the value out for an expression about it.
    ///
    /// # Panics
    ///
    /// Where the last attempt has taken it: expressions are evaluated before any attempt on a target.
    pub fn __take(&mut self) -> T {
        self.0.take().unwrap_or_else(|| gone())
    }

    /// Puts it back.
    pub fn __put(&mut self, value: T) {
        self.0 = Some(value);
    }

    /// Gives the value itself to the last attempt, a clone to any other.
    ///
    /// # Panics
    ///
    /// Where an attempt follows the last one. The driver's `is_last` is true for one attempt only.
    pub fn __give(&mut self, last: bool) -> T
    where
        Self: Reusable<T>,
    {
        self.value(last, Self::again)
    }

    /// The same of an argument that is declared `mut`, and not used up.
    ///
    /// # Panics
    ///
    /// As that does.
    pub fn __give_mut(&mut self, last: bool) -> T
    where
        Self: Renewable<T>,
    {
        self.value(last, Self::anew)
    }

    fn value(&mut self, last: bool, another: fn(&T) -> T) -> T {
        let value = if last { self.0.take() } else { self.0.as_ref().map(another) };
        value.unwrap_or_else(|| gone())
    }
}

/// Another one of an argument that is needed after this attempt too.
pub fn again<T, U>(value: &T, _: U) -> T
where
    Slot<T, U>: Reusable<T>,
{
    Slot::<T, U>::again(value)
}

fn gone() -> ! {
    unreachable!("an attempt after the last one")
}
