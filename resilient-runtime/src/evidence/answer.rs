//! What a body shows, whole or streamed: an error, a refusal, an end in the middle, or nothing wrong.

use serde_json::Value;

use crate::classify::Class;
use crate::evidence::envelope::{Answered, error_in};

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
    match serde_json::from_str(text) {
        Ok(json) => judge(&json, answered).unwrap_or(Answer::Fine),
        Err(_) if text.is_empty() && cut_by_us => Answer::Fine,
        Err(_) if text.is_empty() => Answer::Empty,
        Err(_) if is_stream(text) => match streamed(text) {
            Answer::Cut if cut_by_us => Answer::Fine,
            answer => answer,
        },
        Err(error) if error.is_eof() && cut_by_us => Answer::Fine,
        Err(error) if error.is_eof() => Answer::Cut,
        Err(_) => Answer::Foreign,
    }
}

fn judge(json: &Value, answered: Answered) -> Option<Answer> {
    if let Some(error) = error_in(json, answered) {
        return Some(Answer::Error(error.clone()));
    }
    let blocked = json["promptFeedback"]["blockReason"].is_string().then_some(Class::Filtered);
    blocked.or_else(|| finish_reasons(json).find_map(failed_finish)).map(Answer::Ended)
}

fn is_stream(text: &str) -> bool {
    [":", "data:", "event:", "id:", "retry:"].iter().any(|field| text.starts_with(field))
}

/// Judges the events of a stream; one that does not parse is skipped, the end of all is required.
fn streamed(text: &str) -> Answer {
    let mut ended = false;
    for event in events(text) {
        if event.trim() == "[DONE]" {
            ended = true;
        }
        let Ok(json) = serde_json::from_str::<Value>(&event) else {
            continue;
        };
        if let Some(answer) = judge(&json, Answered::WithSuccess) {
            return answer;
        }
        let is_last = json["type"].as_str().is_some_and(|kind| LAST_EVENTS.contains(&kind));
        ended |= is_last || finish_reasons(&json).next().is_some();
    }
    if ended { Answer::Fine } else { Answer::Cut }
}

/// The data of each event: a blank line ends one, several `data:` lines are one text.
fn events(text: &str) -> Vec<String> {
    let mut events = vec![String::new()];
    for line in text.lines() {
        if line.is_empty() {
            events.push(String::new());
        } else if let (Some(data), Some(event)) = (line.strip_prefix("data:"), events.last_mut()) {
            event.push_str(data);
            event.push('\n');
        }
    }
    events
}

/// Why the model stopped, in the fields of the known providers.
fn finish_reasons(json: &Value) -> impl Iterator<Item = &str> {
    let each = |list: &'static str, field: &'static str| {
        let items = json[list].as_array().map_or(&[][..], Vec::as_slice);
        items.iter().map(move |item| &item[field])
    };
    each("choices", "finish_reason")
        .chain(each("candidates", "finishReason"))
        .chain([&json["stop_reason"], &json["delta"]["stop_reason"]])
        .chain([
            &json["response"]["incomplete_details"]["reason"],
            &json["incomplete_details"]["reason"],
        ])
        .filter_map(Value::as_str)
}

fn failed_finish(reason: &str) -> Option<Class> {
    FAILED_FINISHES.iter().find(|(known, _)| *known == reason).map(|(_, class)| *class)
}

/// Finish reasons of an answer that is none.
const FAILED_FINISHES: &[(&str, Class)] = &[
    ("content_filter", Class::Filtered),
    ("refusal", Class::Filtered),
    ("SAFETY", Class::Filtered),
    ("PROHIBITED_CONTENT", Class::Filtered),
    ("BLOCKLIST", Class::Filtered),
    ("SPII", Class::Filtered),
    ("IMAGE_SAFETY", Class::Filtered),
    ("insufficient_system_resource", Class::Overloaded),
];

/// Events that close a stream, beside a finish reason and `[DONE]`.
const LAST_EVENTS: &[&str] =
    &["message_stop", "message-end", "response.completed", "response.incomplete"];

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> Answer {
        read(body.as_bytes(), Answered::WithSuccess)
    }

    #[test]
    fn every_provider_closes_its_stream_in_its_own_way() {
        for last in [
            "data: [DONE]",
            "event: message_stop\ndata: {\"type\":\"message_stop\"}",
            "data: {\"type\":\"response.completed\",\"response\":{\"error\":null}}",
            "data: {\"candidates\":[{\"finishReason\":\"STOP\"}]}",
            "data: {\"choices\":[{\"finish_reason\":\"length\"}]}\r\n\r\n",
        ] {
            let stream = format!("data: {{\"choices\":[{{\"delta\":{{}}}}]}}\n\n{last}");
            assert!(matches!(shown(&stream), Answer::Fine), "{last}");
        }
        assert!(matches!(shown("data: {\"type\":\"ping\"}\n\n"), Answer::Cut));
    }

    #[test]
    fn an_answer_may_end_with_a_failure() {
        for (body, class) in [
            (r#"{"stop_reason":"refusal"}"#, Class::Filtered),
            (r#"{"promptFeedback":{"blockReason":"SAFETY"}}"#, Class::Filtered),
            (
                r#"{"choices":[{"finish_reason":"insufficient_system_resource"}]}"#,
                Class::Overloaded,
            ),
        ] {
            assert!(matches!(shown(body), Answer::Ended(found) if found == class), "{body}");
        }
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
