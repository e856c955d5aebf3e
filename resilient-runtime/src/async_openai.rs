//! What the errors of `async-openai` mean, and a service that does not retry and keeps what an error says.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use ::async_openai::error::{ApiErrorResponse, OpenAIError, StreamError};
use ::async_openai::middleware::HttpRequestFactory;
use ::reqwest::Response;
use serde_json::json;
use tower_service::Service;

use crate::chain::ready;
use crate::classify::{Class, Classify, Verdict};
use crate::evidence::{Evidence, undecodable};
use crate::reqwest::check;

/// Sends each request of an async-openai client once, and keeps status, headers and body of an error.
///
/// The client's own service retries three times, so that `retries = 5` around it makes 24 requests; and it drops the
/// headers, where a rate limit says how long it lasts. With this one, it is six requests and the server's wait.
///
/// ```
/// # use resilient_runtime as resilient;
/// use async_openai::{Client, config::OpenAIConfig};
///
/// let config = OpenAIConfig::new().with_api_key("..");
/// let client = Client::with_config(config)
///     .with_http_service(resilient::async_openai::Once::new(reqwest::Client::new()));
/// # let _ = client;
/// ```
#[derive(Clone)]
pub struct Once {
    http: ::reqwest::Client,
}

impl Once {
    /// Sends with this client.
    pub const fn new(http: ::reqwest::Client) -> Self {
        Self { http }
    }
}

/// Without the client, whose default headers may hold a key.
impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}

impl Service<HttpRequestFactory> for Once {
    type Response = Response;
    type Error = OpenAIError;
    type Future = Pin<Box<dyn Future<Output = Result<Response, OpenAIError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), OpenAIError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, factory: HttpRequestFactory) -> Self::Future {
        let http = self.http.clone();
        Box::pin(async move {
            let response = http.execute(factory.build().await?).await?;
            check(response).await.map_err(|answer| OpenAIError::Boxed(Box::new(answer)))
        })
    }
}

/// By whatever the client has kept of the answer: all of it with [`Once`], else no headers, and where the body is not
/// in the form of the original API no status either.
impl Classify for OpenAIError {
    fn classify(&self) -> Verdict {
        match self {
            Self::Reqwest(error) => error.classify(),
            Self::ApiError(answer) => answered(answer),
            Self::JSONDeserialize(_, body) => {
                Evidence { body: body.as_bytes(), ..Evidence::default() }.verdict()
            }
            Self::Boxed(error) => ready::classified(&**error),
            Self::StreamError(error) => match &**error {
                // Of the error there is only a text left.
                StreamError::EventStream(text) if text.starts_with("Transport") => {
                    Class::Network.into()
                }
                StreamError::EventStream(_) | StreamError::UnknownEvent(_) => undecodable(),
            },
            Self::InvalidArgument(_) | Self::FileReadError(_) => Class::Invalid.into(),
            Self::FileSaveError(_) => undecodable(),
        }
    }
}

/// Of a 5xx the client puts the whole body into the message.
fn answered(answer: &ApiErrorResponse) -> Verdict {
    let error = &answer.api_error;
    let body = if error.message.trim_start().starts_with(['{', '[']) {
        error.message.clone()
    } else {
        // A message of any length must not push the names out of the part that is read.
        let message: String = error.message.chars().take(MESSAGE_LIMIT).collect();
        json!({ "error": { "message": message, "type": error.r#type, "code": error.code } })
            .to_string()
    };
    let status = Some(answer.status_code.as_u16());
    Evidence { status, body: body.as_bytes(), ..Evidence::default() }.verdict()
}

/// In letters.
const MESSAGE_LIMIT: usize = 1_024;
