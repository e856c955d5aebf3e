//! What an error means that holds any other: the first known one in its chain of sources.

mod link;
pub(crate) mod ready;

use std::error::Error as StdError;
use std::iter;

use crate::chain::link::{Chained, Link};
use crate::classify::{Class, Classify, Verdict};
use crate::error::Error;

/// Finds the first error of a known type in a chain of sources, for the option `classify`.
///
/// For error types that hold any other, as `anyhow::Error` (its typed contexts with the feature `anyhow`) and
/// `Box<dyn Error + Send + Sync>`. The types stand in a tuple of at most eight, `(ApiError,)` if there is one. The
/// outermost error counts that is of any of them; our own [`Error`](crate::Error) is always known. Where none is found
/// among the first 16, it is [`Class::Unknown`].
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::Class;
/// use std::{error::Error, io};
/// use tokio::time::error::Elapsed;
///
/// // in the attribute: `classify = resilient::chain::<(io::Error, Elapsed)>()`
/// let known = resilient::chain::<(io::Error, Elapsed)>();
///
/// let refused: Box<dyn Error + Send + Sync> = io::Error::from(io::ErrorKind::ConnectionRefused).into();
/// assert_eq!(known.verdict(&refused).class(), Class::Network);
/// let words: Box<dyn Error + Send + Sync> = "it does not work".into();
/// assert_eq!(known.verdict(&words).class(), Class::Unknown);
/// ```
pub const fn chain<L: KnownErrors>() -> Chain {
    Chain { find: L::find }
}

/// What [`chain`] makes: it knows the types of errors to look for.
#[derive(Debug, Clone, Copy)]
pub struct Chain {
    find: fn(Link<'_>) -> Option<Verdict>,
}

impl Chain {
    /// Says what the first known error in the chain of this one means; the attribute calls it.
    pub fn verdict<E: Chained<How>, How>(&self, error: &E) -> Verdict {
        let known = |link| of::<Error>(link).or_else(|| (self.find)(link));
        links(error.first()).find_map(known).unwrap_or_else(|| Class::Unknown.into())
    }
}

/// A tuple of error types that have a classification.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of error types",
    label = "write a tuple of one to eight errors, as `(ApiError, io::Error)` or `(ApiError,)`",
    note = "each of them implements `std::error::Error`, `resilient::Classify`, `Send` and `Sync`"
)]
pub trait KnownErrors {
    /// What this error means, if it is of one of the types.
    #[doc(hidden)]
    fn find(link: Link<'_>) -> Option<Verdict>;
}

macro_rules! known_errors {
    ($($types:ident)*) => {
        impl<$($types: StdError + Classify + Send + Sync + 'static),*> KnownErrors for ($($types,)*) {
            fn find(link: Link<'_>) -> Option<Verdict> {
                None$(.or_else(|| of::<$types>(link)))*
            }
        }
    };
}

known_errors!(A);
known_errors!(A B);
known_errors!(A B C);
known_errors!(A B C D);
known_errors!(A B C D E);
known_errors!(A B C D E F);
known_errors!(A B C D E F G);
known_errors!(A B C D E F G H);

/// What it means if it is of this type.
fn of<T: StdError + Classify + Send + Sync + 'static>(link: Link<'_>) -> Option<Verdict> {
    link.downcast::<T>().map(Classify::classify)
}

fn links(first: Link<'_>) -> impl Iterator<Item = Link<'_>> {
    iter::successors(Some(first), |link| link.next()).take(LONGEST)
}

/// The causes of an error, itself first.
#[cfg(feature = "tonic")]
pub(crate) fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    links(Link::Error(error)).filter_map(|link| match link {
        Link::Error(error) => Some(error),
        #[cfg(feature = "anyhow")]
        Link::Contexts(_) => None,
    })
}

/// A chain that is longer than this is a circle.
const LONGEST: usize = 16;
