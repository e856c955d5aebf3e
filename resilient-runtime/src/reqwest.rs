//! What the errors of `reqwest` mean, and an error status as an error that keeps its headers and body.

use std::error::Error as StdError;
use std::time::Duration;
use std::{io, iter};

use ::reqwest::Response;

use crate::classify::{Class, Classify, Verdict};
use crate::evidence::answer::BODY_LIMIT;
use crate::evidence::status_error::StatusError;
use crate::evidence::undecodable;

pub use self::error::Error;

mod error;

/// The body of an error comes along with its status; one that dawdles must not cost us the status.
const BODY_PATIENCE: Duration = Duration::from_secs(2);

/// A chain of sources that is longer than this is a circle.
const CHAIN_LIMIT: usize = 16;

/// Passes a success on, and turns a status from 400 on into an error that keeps status, headers and 16 KiB of the body.
///
/// It stands where `error_for_status` would, which drops the headers and the body: there is no telling then an empty
/// wallet from a busy minute, or how long to stay away.
///
/// ```no_run
/// # use resilient_runtime as resilient;
/// use resilient::reqwest::{Error, check};
///
/// async fn ask(client: &reqwest::Client, prompt: String) -> Result<String, Error> {
///     let response = client.post("https://api.example.com/v1/chat").body(prompt).send().await?;
///     Ok(check(response).await?.text().await?)
/// }
/// # let _ = ask;
/// ```
///
/// A 200 whose body is an error passes through: [`Evidence::failure`](crate::Evidence::failure)
/// looks into bodies.
///
/// # Errors
///
/// Returns a [`StatusError`] if the status is 400 or above. No more than 16 KiB of its body are read, and none after
/// two seconds.
pub async fn check(response: Response) -> Result<Response, StatusError> {
    let status = response.status();
    if status.as_u16() < 400 {
        return Ok(response);
    }
    let headers = response.headers().clone();
    let mut body = Vec::new();
    // Whatever ends the reading, the status and what has come so far are the evidence.
    let _ = tokio::time::timeout(BODY_PATIENCE, read_start(response, &mut body)).await;
    Err(StatusError::new(status, headers, body))
}

async fn read_start(mut response: Response, body: &mut Vec<u8>) {
    while body.len() < BODY_LIMIT {
        let Ok(Some(chunk)) = response.chunk().await else {
            return;
        };
        body.extend_from_slice(&chunk);
    }
}

/// By where it failed. A status from `error_for_status` has lost its headers and body: prefer [`check`].
impl Classify for ::reqwest::Error {
    fn classify(&self) -> Verdict {
        if let Some(status) = self.status() {
            return status.classify();
        }
        // Nothing was sent yet, so a timeout while connecting is no slow answer.
        if self.is_connect() {
            return Class::Network.into();
        }
        if self.is_timeout() {
            return Class::Timeout.into();
        }
        if self.is_builder() || self.is_redirect() {
            return Class::Invalid.into();
        }
        if let Some(error) = cause::<serde_json::Error>(self) {
            return if error.is_eof() { Class::Malformed.into() } else { undecodable() };
        }
        if is_about_content(self) {
            return undecodable();
        }
        if self.is_request() || self.is_body() || self.is_decode() {
            return Class::Network.into();
        }
        Class::Unknown.into()
    }
}

/// Whether a decompressor has reported it; what hyper reports of a broken chunk stands inside an error of its own.
fn is_about_content(error: &::reqwest::Error) -> bool {
    let outermost = causes(error).find(|error| !error.is::<::reqwest::Error>());
    let io = outermost.and_then(|error| error.downcast_ref::<io::Error>());
    io.is_some_and(|error| {
        matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
    })
}

/// The first error of a kind in the chain of sources.
fn cause<E: StdError + 'static>(error: &::reqwest::Error) -> Option<&E> {
    causes(error).find_map(|error| error.downcast_ref())
}

fn causes(error: &::reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    iter::successors(error.source(), |&error| error.source()).take(CHAIN_LIMIT)
}
