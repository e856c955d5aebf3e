//! The `timeout` option: one for every attempt, or a list that gets shorter.

use proc_macro2::TokenStream;

use crate::config::length::{self, Known, Length};
use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::list;
use crate::options::value::Value;
use crate::rules::range::{MOST_TIMEOUTS as MOST, shorter};

#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "an attribute has few of them")]
pub(crate) enum Timeout {
    One(Length),
    Each(Vec<Length>),
}

pub(crate) fn read(value: &Value<'_>, known: Known, mistakes: &mut Mistakes) -> Option<Timeout> {
    if let Some(items) = list::bracketed(&value.tokens) {
        return each(value, items, mistakes).map(Timeout::Each);
    }
    let length = length::read_nonzero(value, known);
    let length = length.and_then(|length| length.above_zero(value.key));
    mistakes.keep(length).map(Timeout::One)
}

fn each(value: &Value<'_>, items: TokenStream, mistakes: &mut Mistakes) -> Option<Vec<Length>> {
    if items.is_empty() {
        mistakes.add(diagnostics::empty_list(&value.tokens, value.key, value.example));
        return None;
    }
    let items = list::items(items, mistakes);
    if let Some(ninth) = items.get(MOST) {
        mistakes.add(diagnostics::long_list(ninth, value.key, MOST));
    }
    let mut lengths: Vec<Length> = Vec::new();
    for item in items.into_iter().take(MOST) {
        let item = Value { tokens: item, ..*value };
        let length = length::read_nonzero(&item, Known::AtCompileTime);
        let length = mistakes.keep(length.and_then(|length| length.above_zero(value.key)));
        if let Some(length) = length {
            let before = lengths.iter().rev().find_map(Length::known);
            if let (Some(before), Some(now)) = (before, length.known()) {
                if shorter(before.0, now.0) {
                    mistakes.add(diagnostics::longer_timeout(&item.tokens, &now.1, &before.1));
                    continue;
                }
            }
            lengths.push(length);
        }
    }
    Some(lengths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{accepts, refuses};

    #[test]
    fn a_list_of_timeouts_only_gets_shorter() {
        refuses(&[
            (
                r#"timeout = ["30s", "45s"]"#,
                &[(r#""45s""#, "`45s` is longer than `30s` before it; write `30s` or less")],
            ),
            (
                r#"timeout = ["30s", LIMIT, "45s"]"#,
                &[(r#""45s""#, "`45s` is longer than `30s` before it; write `30s` or less")],
            ),
            (
                r#"timeout = ["1s", "2s", "3s"]"#,
                &[
                    (r#""2s""#, "`2s` is longer than `1s` before it; write `1s` or less"),
                    (r#""3s""#, "`3s` is longer than `1s` before it; write `1s` or less"),
                ],
            ),
        ]);
    }

    #[test]
    fn a_list_of_timeouts_has_one_to_eight() {
        refuses(&[
            (
                "timeout = []",
                &[(
                    "[]",
                    r#"`timeout` has an empty list; write `timeout = "30s"`, or leave it out"#,
                )],
            ),
            (
                r#"timeout = ["9s", "8s", "7s", "6s", "5s", "4s", "3s", "2s", "1s"]"#,
                &[(r#""1s""#, "`timeout` has more than 8 items; write at most 8")],
            ),
        ]);
    }

    #[test]
    fn every_timeout_in_a_list_is_read() {
        refuses(&[
            (
                r#"timeout = "30s", "15s", jitter = full"#,
                &[(
                    r#""15s""#,
                    r#"several values of `timeout` are a list; write `timeout = ["30s", "15s"]`"#,
                )],
            ),
            (
                r#"timeout = ["30s", 0]"#,
                &[("0", "`timeout` leaves no time; write a longer one, or leave it out")],
            ),
            (
                r#"timeout = [30, "x"]"#,
                &[
                    ("30", r#"`30` has no unit; write `"30s"` or `"30ms"`"#),
                    (r#""x""#, "`x` does not start with a number; write `1m 30s`"),
                ],
            ),
            (
                r#"timeout = ["30s" "15s"]"#,
                &[(r#""15s""#, r#"no comma before `"15s"`; write `, "15s"`"#)],
            ),
            (
                r#"timeout = ["30s", limit()]"#,
                &[(
                    "limit()",
                    r#"this is not known at compile time; write `"30s"` or the path of a const"#,
                )],
            ),
        ]);
    }

    #[test]
    fn one_or_several_timeouts_are_read() {
        let read = |args| accepts(args).timeout.map(|timeout| timeout.value);
        assert!(matches!(read("timeout = limit"), Some(Timeout::One(_))));
        for (args, count) in [
            ("timeout = [\"30s\"]", 1),
            ("timeout = [\"30s\", \"30s\", SHORT, \"15s\",]", 4),
            ("timeout = [A, B, C, D, E, F, G, H]", 8),
        ] {
            assert!(
                matches!(read(args), Some(Timeout::Each(list)) if list.len() == count),
                "{args}"
            );
        }
    }
}
