//! What the errors of `genai` mean.

use ::genai::{Error, webc};
use ::reqwest::StatusCode;
use ::reqwest::header::HeaderMap;
use serde_json::{Value, json};

use crate::chain::ready;
use crate::classify::{Class, Classify, Verdict};
use crate::evidence::{Evidence, undecodable};

/// By the answer where there was one; a request that genai itself refuses is the caller's mistake.
///
/// A 200 whose body is an error is no error for genai: it returns an answer without content.
impl Classify for Error {
    fn classify(&self) -> Verdict {
        match self {
            Self::WebModelCall { webc_error, .. } | Self::WebAdapterCall { webc_error, .. } => {
                webc_error.classify()
            }
            Self::HttpError { status, body, headers, .. } => answered(*status, headers, body),
            Self::WebStream { error, .. } => ready::classified(&**error),
            Self::ChatResponse { body, .. } => streamed(body),
            Self::ChatResponseGeneration { response_body, .. } => shown(&response_body.to_string()),
            Self::NoChatResponse { .. } => Class::Malformed.into(),
            Self::StreamParse { serde_error, .. } | Self::SerdeJson(serde_error) => {
                if serde_error.is_eof() { Class::Malformed.into() } else { undecodable() }
            }
            Self::InvalidJsonResponseElement { .. } | Self::JsonValueExt(_) => undecodable(),
            Self::RequiresApiKey { .. } | Self::NoAuthResolver { .. } | Self::NoAuthData { .. } => {
                Class::Auth.into()
            }
            Self::ChatReqHasNoMessages { .. }
            | Self::LastChatMessageIsNotUser { .. }
            | Self::MessageRoleNotSupported { .. }
            | Self::MessageContentTypeNotSupported { .. }
            | Self::JsonModeWithoutInstruction
            | Self::VerbosityParsing { .. }
            | Self::ReasoningParsingError { .. }
            | Self::ServiceTierParsing { .. }
            | Self::PromptCacheRetentionParsing { .. }
            | Self::AdapterNotSupported { .. }
            | Self::CacheBreakpointNoEligibleContent { .. }
            | Self::AdapterKindMismatch { .. } => Class::Invalid.into(),
            // Errors of the user's own resolvers, and what later versions add.
            _ => Class::Unknown.into(),
        }
    }
}

impl Classify for webc::StreamTimeout {
    fn classify(&self) -> Verdict {
        Class::Timeout.into()
    }
}

impl Classify for webc::Error {
    fn classify(&self) -> Verdict {
        match self {
            Self::ResponseFailedStatus { status, body, headers } => {
                answered(*status, headers, body)
            }
            Self::ResponseFailedNotJson { body, .. }
            | Self::ResponseFailedInvalidJson { body, .. } => shown(body),
            Self::Reqwest(error) => error.classify(),
            Self::JsonValueExt(_) => undecodable(),
        }
    }
}

fn answered(status: StatusCode, headers: &HeaderMap, body: &str) -> Verdict {
    let (status, headers, body) = (Some(status.as_u16()), Some(headers), body.as_bytes());
    Evidence { status, headers, body, ..Evidence::default() }.verdict()
}

/// An error event, which some adapters have taken out of its envelope.
fn streamed(body: &Value) -> Verdict {
    let verdict = shown(&body.to_string());
    if verdict == undecodable() { shown(&json!({ "error": body }).to_string()) } else { verdict }
}

/// An answer that came with a success.
fn shown(body: &str) -> Verdict {
    Evidence { body: body.as_bytes(), ..Evidence::default() }.verdict()
}
