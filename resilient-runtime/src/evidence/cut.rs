//! What is left of a JSON body that was cut: its whole fields, and a text as far as it came.

use serde_json::Value;

/// Closes what the cut has left open; `None` where nothing whole is left.
pub(crate) fn closed(text: &str) -> Option<Value> {
    let whole = Scan::of(text)?;
    let without_the_last = whole.last_comma.and_then(|comma| text.get(..comma));
    parsed(text, &whole).or_else(|| {
        let text = without_the_last?;
        parsed(text, &Scan::of(text)?)
    })
}

fn parsed(text: &str, scan: &Scan) -> Option<Value> {
    let quote = if scan.in_text { "\"" } else { "" };
    let closers: String = scan.open.iter().rev().collect();
    serde_json::from_str(&format!("{text}{quote}{closers}")).ok()
}

/// What is open at the end of a text, and where in it the last field began.
#[derive(Default)]
struct Scan {
    in_text: bool,
    escaped: bool,
    open: Vec<char>,
    last_comma: Option<usize>,
}

impl Scan {
    fn of(text: &str) -> Option<Self> {
        let mut scan = Self::default();
        for (at, byte) in text.bytes().enumerate() {
            scan.step(at, byte);
            if scan.open.len() > DEEPEST {
                return None;
            }
        }
        Some(scan)
    }

    fn step(&mut self, at: usize, byte: u8) {
        match (self.in_text, byte) {
            (true, _) if self.escaped => self.escaped = false,
            (true, b'\\') => self.escaped = true,
            (_, b'"') => self.in_text = !self.in_text,
            (false, b'{') => self.open.push('}'),
            (false, b'[') => self.open.push(']'),
            (false, b'}' | b']') => _ = self.open.pop(),
            (false, b',') => self.last_comma = Some(at),
            _ => {}
        }
    }
}

/// The parser itself goes no deeper.
const DEEPEST: usize = 128;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn whole_fields_and_begun_texts_are_kept() {
        for (text, value) in [
            (
                r#"{"error":{"code":"a","message":"b"#,
                json!({"error": {"code": "a", "message": "b"}}),
            ),
            (r#"{"error":{"code":"a","mess"#, json!({"error": {"code": "a"}})),
            (r#"{"error":{"code":"a","message":"b\"#, json!({"error": {"code": "a"}})),
            (r#"{"error":{"code":"a"},"#, json!({"error": {"code": "a"}})),
            (r#"[{"a":"]}","b":[1,2"#, json!([{"a": "]}", "b": [1, 2]}])),
        ] {
            assert_eq!(closed(text), Some(value), "{text}");
        }
    }

    #[test]
    fn of_what_is_not_whole_nothing_is_left() {
        for text in ["", "{\"a\":", "{\"a\" \"b\",", "}{", &"[".repeat(400)] {
            assert_eq!(closed(text), None, "{text}");
        }
    }

    #[test]
    fn wherever_a_body_is_cut_it_ends() {
        let whole = r#"{"error":{"code":"é\n\u00e9","list":[1,{"a":null}],"message":"x"},"id":1}"#;
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            let _ = closed(&whole[..end]);
        }
    }
}
