//! The parts of a streamed body: events of `text/event-stream`, or a JSON object a line.

use serde_json::Value;

use crate::evidence::finish;

/// How a streamed body delimits its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Framing {
    Events,
    Lines,
}

/// The parts of a streamed body that could be read, and whether it has come to its end.
#[derive(Debug)]
pub(crate) struct Stream {
    pub(crate) parts: Vec<Value>,
    pub(crate) is_whole: bool,
}

impl Stream {
    /// Reads a body that is a stream; a part that does not parse is skipped, the end of all is required.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let framing = framing(text)?;
        let texts = match framing {
            Framing::Events => events(text),
            Framing::Lines => text.lines().map(str::to_owned).collect(),
        };
        let parts: Vec<Value> =
            texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
        // An end without a beginning is no answer.
        let says_done = !parts.is_empty() && texts.iter().any(|text| text.trim() == "[DONE]");
        let is_whole = says_done
            || parts.iter().any(finish::is_last)
            || (framing == Framing::Lines && !is_open(&texts, &parts));
        Some(Self { parts, is_whole })
    }
}

/// Lines need no last one, unless they count down to it or break off in the middle.
fn is_open(texts: &[String], parts: &[Value]) -> bool {
    let last = texts.iter().rfind(|text| !text.trim().is_empty());
    let breaks_off = last
        .is_some_and(|text| serde_json::from_str::<Value>(text).is_err_and(|error| error.is_eof()));
    breaks_off || parts.iter().any(|part| part["done"] == false)
}

fn framing(text: &str) -> Option<Framing> {
    if FIELDS.iter().any(|field| text.starts_with(field)) {
        return Some(Framing::Events);
    }
    let (first, _) = text.split_once('\n')?;
    let is_object = serde_json::from_str::<Value>(first).is_ok_and(|value| value.is_object());
    is_object.then_some(Framing::Lines)
}

/// The data of each event: a blank line ends one, several `data:` lines are one text.
fn events(text: &str) -> Vec<String> {
    let mut events = vec![String::new()];
    // Lines end in CRLF, LF or CR, see <https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream>
    for line in text.replace("\r\n", "\n").split(['\n', '\r']) {
        if line.is_empty() {
            events.push(String::new());
        } else if let (Some(data), Some(event)) = (line.strip_prefix("data:"), events.last_mut()) {
            event.push_str(data);
            event.push('\n');
        }
    }
    events
}

/// What a line of `text/event-stream` begins with.
const FIELDS: [&str; 5] = [":", "data:", "event:", "id:", "retry:"];

#[cfg(test)]
mod tests {
    use super::*;

    fn is_whole(text: &str) -> bool {
        Stream::read(text).expect("a stream").is_whole
    }

    #[test]
    fn every_provider_closes_its_stream_in_its_own_way() {
        for last in [
            "data: [DONE]",
            "event: message_stop\ndata: {\"type\":\"message_stop\"}",
            "data: {\"type\":\"response.completed\",\"response\":{\"error\":null}}",
            "data: {\"candidates\":[{\"finishReason\":\"STOP\"}]}",
            "data: {\"choices\":[{\"finish_reason\":\"length\"}]}\r\n\r\n",
            "data: {\"event_type\":\"stream-end\"}",
        ] {
            let stream = format!("data: {{\"choices\":[{{\"delta\":{{}}}}]}}\n\n{last}");
            assert!(is_whole(&stream), "{last}");
        }
        assert!(!is_whole("data: {\"type\":\"ping\"}\n\n"));
        assert!(!is_whole("data: [DONE]\n\n"));
    }

    #[test]
    fn lines_end_where_they_say_so_or_where_they_end() {
        for (text, whole) in [
            ("{\"done\":false}\n{\"done\":true}", true),
            ("{\"done\":false}\n{\"done\":false}", false),
            ("{\"a\":1}\n{\"a\":2}\n", true),
            ("{\"a\":1}\n{\"a\":", false),
        ] {
            assert_eq!(is_whole(text), whole, "{text}");
        }
    }

    #[test]
    fn what_is_no_stream_is_left_alone() {
        for text in ["{\"a\":1}", "{\n\"a\":1\n}", "[1]\n[2]", "<html>\n</html>", ""] {
            assert!(Stream::read(text).is_none(), "{text}");
        }
    }
}
