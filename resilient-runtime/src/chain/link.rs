//! One error in a chain, and the types that a chain can begin with.

use std::any::Any;
use std::error::Error as StdError;
use std::io;
use std::ops::Deref;

/// One error in a chain of sources.
#[derive(Debug, Clone, Copy)]
pub enum Link<'a> {
    /// An error as it is.
    Error(&'a (dyn StdError + 'static)),
    /// All the contexts around an error at once: only anyhow itself can look into them.
    #[cfg(feature = "anyhow")]
    Contexts(&'a anyhow::Error),
}

impl<'a> Link<'a> {
    pub(crate) fn downcast<T: StdError + Send + Sync + 'static>(self) -> Option<&'a T> {
        match self {
            Self::Error(error) => error.downcast_ref(),
            #[cfg(feature = "anyhow")]
            Self::Contexts(error) => error.downcast_ref(),
        }
    }

    /// What caused it. Of an [`io::Error`] that is what it was made of, which its own `source` skips.
    pub(crate) fn next(self) -> Option<Self> {
        match self {
            Self::Error(error) => {
                match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
                    Some(inner) => Some(Self::Error(inner)),
                    None => error.source().map(Self::Error),
                }
            }
            #[cfg(feature = "anyhow")]
            Self::Contexts(error) => Some(Self::Error(&**error)),
        }
    }
}

/// An error type that a chain can begin with. The parameter says how, and is always inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no chain of sources",
    label = "this is neither an error nor a pointer to one",
    note = "`resilient::chain` is for `anyhow::Error`, `Box<dyn Error + Send + Sync>` and types that implement `std::error::Error`"
)]
pub trait Chained<How> {
    /// The outermost error.
    #[doc(hidden)]
    fn first(&self) -> Link<'_>;
}

/// It is an error.
#[derive(Debug)]
pub enum Itself {}

/// It points to an error, as a `Box` and `anyhow::Error` do.
#[derive(Debug)]
pub enum Pointer {}

/// It points to an error that stays in its thread.
#[derive(Debug)]
pub enum LocalPointer {}

impl<E: StdError + 'static> Chained<Itself> for E {
    fn first(&self) -> Link<'_> {
        Link::Error(self)
    }
}

impl<P: Deref<Target = dyn StdError + Send + Sync> + 'static> Chained<Pointer> for P {
    fn first(&self) -> Link<'_> {
        let any: &dyn Any = self;
        #[cfg(feature = "anyhow")]
        if let Some(error) = any.downcast_ref() {
            return Link::Contexts(error);
        }
        let _ = any;
        Link::Error(&**self)
    }
}

impl<P: Deref<Target = dyn StdError>> Chained<LocalPointer> for P {
    fn first(&self) -> Link<'_> {
        Link::Error(&**self)
    }
}
