//! An answer with an error status, kept with what is needed to say what it means.

use std::fmt;

use http::{HeaderMap, StatusCode};

use crate::classify::{Class, Classify, Verdict};
use crate::evidence::Evidence;
use crate::evidence::answer::BODY_LIMIT;

/// An answer with an error status: its status, headers and the first 16 KiB of its body.
///
/// Neither `Display` nor `Debug` shows a header's value or anything of the body, where keys and prompts may stand.
///
/// ```
/// # use resilient_runtime as resilient;
/// use http::{HeaderMap, StatusCode};
/// use resilient::{Class, Classify, StatusError};
///
/// let body = r#"{"error":{"code":"insufficient_quota"}}"#;
/// let error = StatusError::new(StatusCode::TOO_MANY_REQUESTS, HeaderMap::new(), body);
///
/// assert_eq!(error.to_string(), "status 429 Too Many Requests");
/// assert_eq!(error.classify().class(), Class::Quota);
/// ```
#[derive(Clone)]
pub struct StatusError(Box<Kept>);

#[derive(Clone)]
struct Kept {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl StatusError {
    /// Keeps an answer; of the body no more than the first 16 KiB.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Vec<u8>>) -> Self {
        let mut body = body.into();
        body.truncate(BODY_LIMIT);
        Self(Box::new(Kept { status, headers, body }))
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The headers, as they came.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The first 16 KiB of the body, as they came.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// What is known, for a verdict of one's own.
    pub fn evidence(&self) -> Evidence<'_> {
        let Kept { status, headers, body } = &*self.0;
        Evidence {
            status: Some(status.as_u16()),
            headers: Some(headers),
            body,
            ..Evidence::default()
        }
    }
}

impl Classify for StatusError {
    fn classify(&self) -> Verdict {
        self.evidence().verdict()
    }
}

impl Classify for StatusCode {
    fn classify(&self) -> Verdict {
        Class::from_status(self.as_u16()).into()
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}", self.status().as_u16())?;
        match self.status().canonical_reason() {
            Some(reason) => write!(f, " {reason}"),
            None => Ok(()),
        }
    }
}

/// Lengths stand for what may be secret.
impl fmt::Debug for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusError")
            .field("status", &self.status().as_u16())
            .field("headers", &self.headers().len())
            .field("body", &self.body().len())
            .finish()
    }
}

impl std::error::Error for StatusError {}
