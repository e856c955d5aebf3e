//! What a boxed error means without a word from the user: by the errors that the enabled features know.

use std::error::Error as StdError;
use std::io;

use tokio::time::error::Elapsed;

use crate::chain::link::Link;
use crate::chain::{links, of};
use crate::classify::{Class, Classify, Verdict};
use crate::error::Error;

/// The types that are looked for at each error of the chain.
const KNOWN: &[fn(Link<'_>) -> Option<Verdict>] = &[
    of::<Error>,
    #[cfg(feature = "http")]
    of::<crate::evidence::status_error::StatusError>,
    #[cfg(feature = "reqwest")]
    of::<crate::reqwest::Error>,
    #[cfg(feature = "reqwest")]
    of::<::reqwest::Error>,
    #[cfg(feature = "hyper")]
    of::<hyper_util::client::legacy::Error>,
    #[cfg(feature = "hyper")]
    of::<::hyper::Error>,
    #[cfg(feature = "tonic")]
    of::<::tonic::Status>,
    #[cfg(feature = "async-openai")]
    of::<::async_openai::error::OpenAIError>,
    #[cfg(feature = "genai")]
    of::<::genai::Error>,
    #[cfg(feature = "genai")]
    of::<::genai::webc::StreamTimeout>,
    of::<Elapsed>,
    of::<io::Error>,
];

/// What the first error says that is known and says anything.
fn verdict(first: Link<'_>) -> Verdict {
    let unknown = Verdict::from(Class::Unknown);
    let says =
        |link| KNOWN.iter().find_map(|find| find(link)).filter(|verdict| *verdict != unknown);
    links(first).find_map(says).unwrap_or(unknown)
}

/// What a boxed error means.
pub(crate) fn classified(error: &(dyn StdError + 'static)) -> Verdict {
    verdict(Link::Error(error))
}

/// By the first error in its chain of sources that std, tokio or an enabled feature knows.
impl Classify for dyn StdError {
    fn classify(&self) -> Verdict {
        classified(self)
    }
}

/// By the first error in its chain of sources that std, tokio or an enabled feature knows.
impl Classify for dyn StdError + Send {
    fn classify(&self) -> Verdict {
        classified(self)
    }
}

/// By the first error in its chain of sources that std, tokio or an enabled feature knows.
impl Classify for dyn StdError + Send + Sync {
    fn classify(&self) -> Verdict {
        classified(self)
    }
}

/// By the first error among its contexts and sources that std, tokio or an enabled feature knows.
#[cfg(feature = "anyhow")]
impl Classify for anyhow::Error {
    fn classify(&self) -> Verdict {
        verdict(Link::Contexts(self))
    }
}
