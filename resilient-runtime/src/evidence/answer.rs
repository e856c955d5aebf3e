//! What a body shows, whole or streamed: an error, a refusal, an end in the middle, or nothing wrong.

use serde_json::Value;

use crate::classify::Class;
use crate::evidence::envelope::{Answered, error_in};
use crate::evidence::stream::Stream;
use crate::evidence::{cut, finish};

/// No more of a body than this is ever kept or parsed.
pub(crate) const BODY_LIMIT: usize = 16 * 1024;

/// What a body shows.
#[derive(Debug)]
pub(crate) enum Answer {
    /// The error it carries, out of its envelope.
    Error(Value),
    /// An answer whose finish reason is a failure, as a refusal.
    Ended(Class),
    /// Nothing but white space.
    Empty,
    /// It ends before it is complete.
    Cut,
    /// Neither JSON nor a stream of events: HTML, text, something compressed.
    Foreign,
    /// Nothing is wrong with it, as far as it was read.
    Fine,
}

/// Reads the first 16 KiB of a body; what it does not understand it says nothing about.
pub(crate) fn read(body: &[u8], answered: Answered) -> Answer {
    let cut_by_us = body.len() >= BODY_LIMIT;
    let text = String::from_utf8_lossy(&body[..body.len().min(BODY_LIMIT)]);
    let text = text.trim_start_matches('\u{feff}').trim();
    let error = match serde_json::from_str(text) {
        Ok(json) => return judge(&json, answered).unwrap_or(Answer::Fine),
        Err(error) => error,
    };
    if text.is_empty() {
        return if cut_by_us { Answer::Fine } else { Answer::Empty };
    }
    if let Some(stream) = Stream::read(text) {
        let mut parts = stream.parts.iter();
        let found = parts.find_map(|part| judge(part, Answered::WithSuccess));
        let is_whole = stream.is_whole || cut_by_us;
        return found.unwrap_or(if is_whole { Answer::Fine } else { Answer::Cut });
    }
    if error.is_eof() {
        if let Some(Answer::Error(error)) =
            cut::closed(text).and_then(|json| judge(&json, answered))
        {
            return Answer::Error(error);
        }
    }
    match (error.is_eof(), cut_by_us) {
        (true, true) => Answer::Fine,
        (true, false) => Answer::Cut,
        (false, _) => Answer::Foreign,
    }
}

fn judge(json: &Value, answered: Answered) -> Option<Answer> {
    if let Some(error) = error_in(json, answered) {
        return Some(Answer::Error(error.clone()));
    }
    // Without events a stream is one array of its parts.
    let parts = json.as_array().map_or(std::slice::from_ref(json), Vec::as_slice);
    parts.iter().find_map(finish::failed).map(Answer::Ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> Answer {
        read(body.as_bytes(), Answered::WithSuccess)
    }

    #[test]
    fn a_stream_may_be_an_array() {
        let body =
            r#"[{"candidates":[{"content":{}}]},{"candidates":[{"finishReason":"SAFETY"}]}]"#;
        assert!(matches!(shown(body), Answer::Ended(Class::Filtered)));
    }

    #[test]
    fn an_error_that_is_cut_says_what_it_has_said_so_far() {
        let cut = r#"{"error":{"code":"insufficient_quota","message":"You"#;
        assert!(
            matches!(shown(cut), Answer::Error(error) if error["code"] == "insufficient_quota")
        );
        assert!(matches!(shown(r#"{"choices":[{"index":0,"mess"#), Answer::Cut));
    }

    #[test]
    fn what_a_model_says_is_no_error() {
        for body in [
            r#"{"error":null,"output":[]}"#,
            r#"{"error":"","message":"insufficient_quota"}"#,
            r#"{"choices":[{"message":{"content":"{\"error\":{\"code\":429}}"}}]}"#,
            "12",
        ] {
            assert!(matches!(shown(body), Answer::Fine), "{body}");
        }
    }

    #[test]
    fn what_is_no_json_is_not_understood() {
        for body in ["<html>", "plain text", "{]", "[1,2]]"] {
            assert!(matches!(shown(body), Answer::Foreign), "{body}");
        }
    }
}
