//! A breaker's settings, `consecutive = 5, open = "30s"`, and the rules between them.

use std::time::Duration;

use proc_macro2::{Ident, TokenStream};

use crate::config::count::{self, Count};
use crate::config::length::{self, Known, Length};
use crate::config::mode::{self, Mode};
use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::{self, Given};

#[derive(Clone)]
pub(crate) struct Setting {
    pub(crate) key: Ident,
    pub(crate) value: SettingValue,
}

#[derive(Clone)]
pub(crate) enum SettingValue {
    Count(Count),
    Length(Length),
    Mode(Mode),
}

pub(crate) fn read(tokens: TokenStream, mistakes: &mut Mistakes) -> Vec<Setting> {
    let given = options::read(tokens, mistakes);
    let settings: Vec<Setting> =
        given.iter().filter_map(|given| mistakes.keep(setting(given))).collect();
    for mistake in relations(&given, &settings) {
        mistakes.add(mistake);
    }
    settings
}

fn setting(given: &Given) -> syn::Result<Setting> {
    let key = given.key.clone();
    let Some(row) = TABLE.iter().find(|row| key == row.name) else {
        let names: Vec<&str> = TABLE.iter().map(|row| row.name).collect();
        return Err(diagnostics::unknown(&key, "setting", &names));
    };
    let value = given.value(row.example)?;
    let value = match row.kind {
        Kind::Count { most } => SettingValue::Count(count::read(&value, &(1..=most))?),
        Kind::Percent => SettingValue::Count(count::read_percent(&value)?),
        Kind::Length => {
            let length = length::read(&value, Known::AtCompileTime)?;
            SettingValue::Length(length.above_zero(&key)?)
        }
        Kind::Mode => SettingValue::Mode(mode::read(&value)?),
    };
    Ok(Setting { key, value })
}

/// Compares only what was written: a default gives way.
fn relations(given: &[Given], settings: &[Setting]) -> Vec<syn::Error> {
    let key = |name: &str| given.iter().map(|given| &given.key).find(|key| *key == name);
    let mut found = Vec::new();
    if let (Some((min_calls, last)), Some(at)) = (
        count_of(settings, "min_calls").zip(count_of(settings, "last")),
        options::later(given, "min_calls", "last"),
    ) {
        if min_calls > last {
            found.push(diagnostics::min_calls_above_last(at, min_calls, last));
        }
    }
    if let Some(at) = options::later(given, "last", "within") {
        found.push(diagnostics::two_windows(at));
    }
    match (key("slow"), key("slow_rate")) {
        (Some(slow), None) => found.push(diagnostics::slow_without_rate(slow)),
        (None, Some(rate)) => found.push(diagnostics::rate_without_slow(rate)),
        _ => {}
    }
    if let (Some(((open, open_words), (most, most_words))), Some(at)) = (
        length_of(settings, "open").zip(length_of(settings, "open_max")),
        options::later(given, "open", "open_max"),
    ) {
        if most < open {
            found.push(diagnostics::max_below(at, "open_max", &most_words, "open", &open_words));
        }
    }
    found
}

fn count_of(settings: &[Setting], name: &str) -> Option<u64> {
    settings.iter().find(|setting| setting.key == name).and_then(|setting| match &setting.value {
        SettingValue::Count(count) => count.literal(),
        SettingValue::Length(_) | SettingValue::Mode(_) => None,
    })
}

fn length_of(settings: &[Setting], name: &str) -> Option<(Duration, String)> {
    settings.iter().find(|setting| setting.key == name).and_then(|setting| match &setting.value {
        SettingValue::Length(length) => length.known(),
        SettingValue::Count(_) | SettingValue::Mode(_) => None,
    })
}

struct Row {
    name: &'static str,
    kind: Kind,
    example: &'static str,
}

enum Kind {
    Count { most: u64 },
    Percent,
    Length,
    Mode,
}

const TABLE: &[Row] = &[
    Row { name: "consecutive", kind: MANY, example: "consecutive = 5" },
    Row { name: "failure_rate", kind: Kind::Percent, example: "failure_rate = 50" },
    Row { name: "slow_rate", kind: Kind::Percent, example: "slow_rate = 50" },
    Row { name: "slow", kind: Kind::Length, example: "slow = \"10s\"" },
    Row { name: "last", kind: Kind::Count { most: 10_000 }, example: "last = 100" },
    Row { name: "within", kind: Kind::Length, example: "within = \"60s\"" },
    Row { name: "min_calls", kind: MANY, example: "min_calls = 10" },
    Row { name: "open", kind: Kind::Length, example: "open = \"30s\"" },
    Row { name: "open_max", kind: Kind::Length, example: "open_max = \"5m\"" },
    Row { name: "probes", kind: MANY, example: "probes = 1" },
    Row { name: "closes_after", kind: MANY, example: "closes_after = 1" },
    Row { name: "keys", kind: MANY, example: "keys = 1024" },
    Row { name: "mode", kind: Kind::Mode, example: "mode = observe" },
];

const MANY: Kind = Kind::Count { most: 1_000_000 };

#[cfg(test)]
mod tests {
    use crate::testing::{accepts, refuses};

    #[test]
    fn an_unknown_setting_is_shown() {
        refuses(&[
            (
                r#"breaker = breaker("x", opn = "30s")"#,
                &[("opn", "unknown setting `opn`; did you mean `open`?")],
            ),
            (
                r#"breaker = breaker("x", threshold = 5)"#,
                &[(
                    "threshold",
                    "unknown setting `threshold`; write one of `consecutive`, `failure_rate`, `slow_rate`, `slow`, `last`, `within`, `min_calls`, `open`, `open_max`, `probes`, `closes_after`, `keys`, `mode`",
                )],
            ),
        ]);
    }

    #[test]
    fn a_breaker_that_could_never_open_is_shown() {
        refuses(&[
            (
                r#"breaker = breaker("x", min_calls = 20, last = 10)"#,
                &[(
                    "last",
                    "`min_calls` (20) is above `last` (10), so it never opens; lower `min_calls` or raise `last`",
                )],
            ),
            (
                r#"breaker = breaker("x", last = 10, within = "5s")"#,
                &[("within", "`last` and `within` are two windows; keep one")],
            ),
            (
                r#"breaker = breaker("x", slow_rate = 5)"#,
                &[("slow_rate", r#"`slow_rate` does nothing without `slow`; add `slow = "10s"`"#)],
            ),
            (
                r#"breaker = breaker("x", slow = "5s")"#,
                &[("slow", "`slow` does nothing without `slow_rate`; add `slow_rate = 50`")],
            ),
            (
                r#"breaker = breaker("x", open = "30s", open_max = "10s")"#,
                &[(
                    "open_max",
                    "`open_max` (10s) is below `open` (30s); lengthen `open_max` or shorten `open`",
                )],
            ),
            (
                r#"breaker = breaker("x", open_max = "10s", open = "30s")"#,
                &[(
                    "open",
                    "`open_max` (10s) is below `open` (30s); lengthen `open_max` or shorten `open`",
                )],
            ),
        ]);
    }

    #[test]
    fn settings_that_agree_are_read() {
        accepts(r#"breaker = breaker("x", min_calls = 10, last = 10)"#);
        accepts(r#"breaker = breaker("x", min_calls = 10, last = LAST)"#);
        accepts(r#"breaker = breaker("x", slow_rate = 50, slow = "5s", within = "1m")"#);
        accepts(r#"breaker = breaker("x", open = "30s", open_max = "30s", keys = 10)"#);
        accepts(r#"breaker = breaker("x", mode = observe, open = "10s")"#);
        accepts(r#"breaker = breaker("x", probes = 2, closes_after = 2, failure_rate = 1)"#);
    }
}
