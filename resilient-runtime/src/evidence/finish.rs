//! Why an answer ended: the fields in which providers say so, and the reasons that are failures.

use serde_json::Value;

use crate::classify::Class;

/// Finds in an answer, or in an event of a stream, that it was blocked, refused or given up.
pub(crate) fn failed(json: &Value) -> Option<Class> {
    let blocked = json["promptFeedback"]["blockReason"].is_string();
    if blocked || is_refusal(json) {
        return Some(Class::Filtered);
    }
    reasons(json).find_map(|reason| {
        let known = FAILURES.iter().find(|(known, _)| known.eq_ignore_ascii_case(reason));
        known.map(|(_, class)| *class)
    })
}

/// Whether an event is the last of its stream.
pub(crate) fn is_last(event: &Value) -> bool {
    let kinds = [&event["type"], &event["event_type"]];
    kinds.iter().any(|kind| kind.as_str().is_some_and(|kind| LAST_EVENTS.contains(&kind)))
        || event["done"] == true
        || reasons(event).next().is_some()
}

/// Why the model stopped, in the fields of the known providers.
fn reasons(json: &Value) -> impl Iterator<Item = &str> {
    let in_choices = items(&json["choices"]).map(|choice| &choice["finish_reason"]);
    let in_candidates = items(&json["candidates"]).map(|candidate| &candidate["finishReason"]);
    let incomplete = |answer: &'static str| &json[answer]["incomplete_details"]["reason"];
    in_choices
        .chain(in_candidates)
        .chain([&json["stop_reason"], &json["stopReason"]])
        .chain([&json["finish_reason"], &json["finishReason"]])
        .chain([&json["delta"]["stop_reason"], &json["delta"]["finish_reason"]])
        .chain([&json["messageStop"]["stopReason"], &json["incomplete_details"]["reason"]])
        .chain([incomplete("response")])
        .filter_map(Value::as_str)
}

/// A model that declines in the field that is there for it, and not in its own words.
fn is_refusal(json: &Value) -> bool {
    let says = |refusal: &Value| refusal.as_str().is_some_and(|text| !text.is_empty());
    let mut choices = items(&json["choices"]);
    let mut output = items(&json["output"]).chain(items(&json["response"]["output"]));
    json["type"] == "response.refusal.done"
        || choices
            .any(|choice| says(&choice["message"]["refusal"]) || says(&choice["delta"]["refusal"]))
        || output.any(|item| items(&item["content"]).any(|part| part["type"] == "refusal"))
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().map_or(&[][..], Vec::as_slice).iter()
}

/// Finish reasons of an answer that is none.
const FAILURES: &[(&str, Class)] = &[
    ("content_filter", Class::Filtered),
    ("content_filtered", Class::Filtered),
    ("guardrail_intervened", Class::Filtered),
    ("refusal", Class::Filtered),
    ("SAFETY", Class::Filtered),
    ("RECITATION", Class::Filtered),
    ("PROHIBITED_CONTENT", Class::Filtered),
    ("BLOCKLIST", Class::Filtered),
    ("SPII", Class::Filtered),
    ("IMAGE_SAFETY", Class::Filtered),
    ("IMAGE_PROHIBITED_CONTENT", Class::Filtered),
    ("ERROR_TOXIC", Class::Filtered),
    ("model_context_window_exceeded", Class::TooLarge),
    ("insufficient_system_resource", Class::Overloaded),
    ("ERROR", Class::Server),
    ("TIMEOUT", Class::Timeout),
    ("MALFORMED_FUNCTION_CALL", Class::Malformed),
    ("malformed_model_output", Class::Malformed),
    ("malformed_tool_use", Class::Malformed),
];

/// Events that close a stream, beside a finish reason and `[DONE]`.
const LAST_EVENTS: &[&str] = &[
    "message_stop",
    "message-end",
    "stream-end",
    "response.completed",
    "response.incomplete",
    "interaction.complete",
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_answer_may_end_with_a_failure() {
        for (answer, class) in [
            (json!({"stop_reason": "refusal"}), Class::Filtered),
            (json!({"promptFeedback": {"blockReason": "SAFETY"}}), Class::Filtered),
            (json!({"messageStop": {"stopReason": "guardrail_intervened"}}), Class::Filtered),
            (json!({"choices": [{"message": {"refusal": "no"}}]}), Class::Filtered),
            (json!({"output": [{"content": [{"type": "refusal"}]}]}), Class::Filtered),
            (json!({"delta": {"finish_reason": "error"}}), Class::Server),
            (
                json!({"choices": [{"finish_reason": "insufficient_system_resource"}]}),
                Class::Overloaded,
            ),
        ] {
            assert_eq!(failed(&answer), Some(class), "{answer}");
        }
    }

    #[test]
    fn an_answer_that_ends_as_it_should_is_no_failure() {
        for answer in [
            json!({"choices": [{"message": {"refusal": null}, "finish_reason": "stop"}]}),
            json!({"choices": [{"message": {"refusal": ""}, "finish_reason": "length"}]}),
            json!({"candidates": [{"finishReason": "MAX_TOKENS"}]}),
            json!({"incomplete_details": {"reason": "max_output_tokens"}}),
            json!({"output": [{"content": [{"type": "output_text", "text": "refusal"}]}]}),
        ] {
            assert_eq!(failed(&answer), None, "{answer}");
        }
    }
}
