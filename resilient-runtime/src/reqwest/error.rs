//! One error type for a function that calls an API with `reqwest`, so that `?` is all it needs.

use std::fmt;

use crate::classify::{Classify, Verdict};
use crate::evidence::status_error::StatusError;

/// All that can go wrong in a function that calls an API with `reqwest`; `?` makes it of every part.
///
/// Neither `Display` nor `Debug` shows a header, anything of a body, or more of an address than its host.
///
/// ```no_run
/// # use resilient_runtime as resilient;
/// use resilient::reqwest::{Error, check};
///
/// // with `#[resilient(retries = 3, timeout = "30s")]` on top
/// async fn models(client: &reqwest::Client) -> Result<String, Error> {
///     let response = client.get("https://api.example.com/v1/models").send().await?;
///     Ok(check(response).await?.text().await?)
/// }
///
/// # async fn example(client: &reqwest::Client) {
/// match models(client).await {
///     Ok(list) => println!("{list}"),
///     Err(Error::Status(answer)) => println!("{} with {:?}", answer.status(), answer.body()),
///     Err(other) => println!("{other}"),
/// }
/// # }
/// ```
#[non_exhaustive]
pub enum Error {
    /// The API answered with an error status.
    Status(StatusError),
    /// There was no answer, or it could not be read.
    Transport(::reqwest::Error),
    /// `#[resilient]` stopped an attempt or the call.
    Stopped(crate::error::Error),
}

impl From<StatusError> for Error {
    fn from(answer: StatusError) -> Self {
        Self::Status(answer)
    }
}

impl From<::reqwest::Error> for Error {
    fn from(error: ::reqwest::Error) -> Self {
        Self::Transport(error)
    }
}

impl From<crate::error::Error> for Error {
    fn from(stop: crate::error::Error) -> Self {
        Self::Stopped(stop)
    }
}

impl Classify for Error {
    fn classify(&self) -> Verdict {
        match self {
            Self::Status(answer) => answer.classify(),
            Self::Transport(error) => error.classify(),
            Self::Stopped(stop) => stop.classify(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(answer) => fmt::Display::fmt(answer, f),
            Self::Transport(error) => f.write_str(&without_address(error)),
            Self::Stopped(stop) => fmt::Display::fmt(stop, f),
        }
    }
}

/// Without the source of a transport error, which may quote the body that it could not decode.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(answer) => f.debug_tuple("Status").field(answer).finish(),
            Self::Transport(error) => {
                f.debug_tuple("Transport").field(&without_address(error)).finish()
            }
            Self::Stopped(stop) => f.debug_tuple("Stopped").field(stop).finish(),
        }
    }
}

/// Skips the wrapped error itself, whose words are already ours.
impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Status(answer) => answer.source(),
            Self::Transport(error) => error.source(),
            Self::Stopped(stop) => stop.source(),
        }
    }
}

/// The client's words, with the host for the whole address: keys travel in paths and queries too.
fn without_address(error: &::reqwest::Error) -> String {
    let text = error.to_string();
    let Some(url) = error.url() else { return text };
    let words = text.replace(&format!(" for url ({url})"), "");
    match url.host_str() {
        Some(host) => format!("{words} ({host})"),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_stop_of_ours_keeps_its_meaning_and_its_words() {
        let stop = crate::error::Error::TimedOut { limit: Duration::from_secs(30) };
        let error = Error::from(stop.clone());
        assert_eq!(error.classify(), stop.classify());
        assert_eq!(error.to_string(), stop.to_string());
    }
}
