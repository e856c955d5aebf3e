//! A breaker's settings, `consecutive = 5, open = "30s"`, and the rules between them.

use std::time::Duration;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;

use crate::config::allow::{self, Allowed, Check};
use crate::config::count::{self, Count};
use crate::config::length::{self, Known, Length};
use crate::config::mode::{self, Mode};
use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::entries::Entries;
use crate::options::keys::Keys;
use crate::options::{self, Given, near};
use crate::rules::breaker::{Counted, Unjudged};
use crate::rules::range::{self, Range, Shortest, shorter};

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
    /// Some check is switched off.
    Allowed {
        unjudged: bool,
    },
}

impl SettingValue {
    /// The path of a const.
    pub(crate) fn path(&self) -> Option<TokenStream> {
        match self {
            Self::Count(Count::Path(path)) => Some(path.to_token_stream()),
            Self::Length(Length::Value(path)) => Some(path.to_token_stream()),
            Self::Count(_) | Self::Length(_) | Self::Mode(_) | Self::Allowed { .. } => None,
        }
    }

    /// Whether a rate that is never judged may stand.
    pub(crate) const fn allows_unjudged(&self) -> bool {
        matches!(self, Self::Allowed { unjudged: true })
    }
}

pub(crate) fn read(
    tokens: TokenStream,
    allowed: &Allowed,
    mistakes: &mut Mistakes,
) -> Vec<Setting> {
    let names = names();
    let keys = Keys { noun: "setting", names: &names, calls: &["allow"], list: None, links: None };
    let mut entries = options::read(tokens, &keys, mistakes);
    let allowed = allowed.and(allow::of(&entries, &CHECKS, "allow(inert_breaker)", mistakes));
    let mut settings: Vec<Setting> = Vec::new();
    entries.each(&keys, mistakes, &mut |given, mistakes| {
        if given.name != "allow" {
            let row = TABLE.iter().find(|row| given.name == row.name)?;
            settings.extend(mistakes.keep(setting(given, row)));
        }
        Some(())
    });
    for (check, mistake) in relations(&entries, &settings) {
        if check.is_none_or(|check| !allowed.has(check)) {
            mistakes.add(mistake);
        }
    }
    if allowed.has(Check::InertBreaker) || allowed.has(Check::DeadOption) {
        // Beside a run of failures a rate that is never judged is dead; alone it keeps the breaker from opening.
        let has_runs = entries.key("consecutive").is_some();
        let unjudged = if has_runs { Check::DeadOption } else { Check::InertBreaker };
        let key = Ident::new("allow_dead", Span::call_site());
        let value = SettingValue::Allowed { unjudged: allowed.has(unjudged) };
        settings.push(Setting { key, value });
    }
    settings
}

/// Whether this is the name of a setting, or a typing mistake away from one.
pub(crate) fn is_nearly(key: &Ident) -> bool {
    near::nearest(&key.to_string(), &names()).is_some()
}

pub(crate) fn has(name: &str) -> bool {
    TABLE.iter().any(|row| row.name == name)
}

/// What is checked of a breaker's settings.
const CHECKS: [Check; 2] = [Check::InertBreaker, Check::DeadOption];

fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = TABLE.iter().map(|row| row.name).collect();
    names.push("allow");
    names
}

fn setting(given: &Given, row: &Row) -> syn::Result<Setting> {
    let key = given.key.clone();
    let value = given.value(row.example)?;
    let value = match row.kind {
        Kind::Count(range) => SettingValue::Count(count::read(&value, &range)?),
        Kind::Percent => SettingValue::Count(count::read_percent(&value)?),
        Kind::Length(shortest) => {
            let length = length::read_nonzero(&value, Known::AtCompileTime)?;
            SettingValue::Length(length.at_least(&key, &shortest)?)
        }
        Kind::Mode => SettingValue::Mode(mode::read(&value)?),
    };
    Ok(Setting { key, value })
}

/// Compares only what was written: a default gives way. The check says what may be allowed.
fn relations(entries: &Entries, settings: &[Setting]) -> Vec<(Option<Check>, syn::Error)> {
    let mut found = unjudged(entries, settings);
    if let Some(at) = entries.second("last", "within") {
        found.push((None, diagnostics::two_windows(at)));
    }
    match (entries.key("slow"), entries.key("slow_rate")) {
        (Some(slow), None) if entries.is_told("slow_rate") => {
            found.push((Some(Check::DeadOption), diagnostics::slow_without_rate(slow)));
        }
        (None, Some(rate)) if entries.is_told("slow") => {
            found.push((None, diagnostics::rate_without_slow(rate)));
        }
        _ => {}
    }
    if let (Some(((open, open_words), (most, most_words))), Some(at)) = (
        length_of(settings, "open").zip(length_of(settings, "open_max")),
        entries.later("open", "open_max"),
    ) {
        if shorter(most, open) {
            let above = diagnostics::max_below(at, "open_max", &most_words, "open", &open_words);
            found.push((None, above));
        }
    }
    found
}

/// Rates that are never judged, and what measures none.
fn unjudged(entries: &Entries, settings: &[Setting]) -> Vec<(Option<Check>, syn::Error)> {
    let has = |name: &str| entries.key(name).is_some();
    let may_have = |name| has(name) || !entries.is_told(name);
    let number = |name| count_of(settings, name).and_then(|number| u32::try_from(number).ok());
    let counted = Counted {
        has_consecutive: has("consecutive"),
        has_rate: may_have("failure_rate") || may_have("slow_rate"),
        min_calls: number("min_calls"),
        last: number("last"),
    };
    if counted.has_only_runs() {
        let mut found = Vec::new();
        for name in ["last", "within", "min_calls"] {
            if let Some(key) = entries.key(name) {
                found.push((Some(Check::DeadOption), diagnostics::measures_nothing(key)));
            }
        }
        return found;
    }
    let counted = Counted {
        has_consecutive: may_have("consecutive"),
        has_rate: has("failure_rate") || has("slow_rate"),
        ..counted
    };
    let pair = counted.min_calls.zip(counted.last);
    let at = entries.later("min_calls", "last");
    let (Some(found), Some((min_calls, last)), Some(at)) = (counted.unjudged(), pair, at) else {
        return Vec::new();
    };
    let (min_calls, last) = (min_calls.into(), last.into());
    vec![match found {
        Unjudged::Inert => {
            (Some(Check::InertBreaker), diagnostics::min_calls_above_last(at, min_calls, last))
        }
        Unjudged::NoRate => {
            (Some(Check::DeadOption), diagnostics::no_rate_ever(at, min_calls, last))
        }
    }]
}

fn count_of(settings: &[Setting], name: &str) -> Option<u64> {
    settings.iter().find(|setting| setting.key == name).and_then(|setting| match &setting.value {
        SettingValue::Count(count) => count.literal(),
        SettingValue::Length(_) | SettingValue::Mode(_) | SettingValue::Allowed { .. } => None,
    })
}

fn length_of(settings: &[Setting], name: &str) -> Option<(Duration, String)> {
    settings.iter().find(|setting| setting.key == name).and_then(|setting| match &setting.value {
        SettingValue::Length(length) => length.known(),
        SettingValue::Count(_) | SettingValue::Mode(_) | SettingValue::Allowed { .. } => None,
    })
}

struct Row {
    name: &'static str,
    kind: Kind,
    example: &'static str,
}

enum Kind {
    Count(Range),
    Percent,
    Length(Shortest),
    Mode,
}

const TABLE: &[Row] = &[
    Row { name: "consecutive", kind: Kind::Count(range::CONSECUTIVE), example: "consecutive = 5" },
    Row { name: "failure_rate", kind: Kind::Percent, example: "failure_rate = 50" },
    Row { name: "slow_rate", kind: Kind::Percent, example: "slow_rate = 50" },
    Row { name: "slow", kind: Kind::Length(range::SLOW), example: "slow = \"10s\"" },
    Row { name: "last", kind: Kind::Count(range::LAST), example: "last = 100" },
    Row { name: "within", kind: Kind::Length(range::WITHIN), example: "within = \"60s\"" },
    Row { name: "min_calls", kind: Kind::Count(range::MIN_CALLS), example: "min_calls = 10" },
    Row { name: "open", kind: Kind::Length(range::OPEN), example: "open = \"30s\"" },
    Row { name: "open_max", kind: Kind::Length(range::OPEN_MAX), example: "open_max = \"5m\"" },
    Row { name: "probes", kind: Kind::Count(range::PROBES), example: "probes = 1" },
    Row {
        name: "closes_after",
        kind: Kind::Count(range::CLOSES_AFTER),
        example: "closes_after = 1",
    },
    Row { name: "keys", kind: Kind::Count(range::KEYS), example: "keys = 1024" },
    Row { name: "mode", kind: Kind::Mode, example: "mode = observe" },
];

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
                &[("threshold", "unknown setting `threshold`; did you mean `consecutive`?")],
            ),
            (
                r#"breaker = breaker("x", foo = 5)"#,
                &[(
                    "foo",
                    "unknown setting `foo`; write one of `consecutive`, `failure_rate`, `slow_rate`, `slow`, `last`, `within`, `min_calls`, `open`, `open_max`, `probes`, `closes_after`, `keys`, `mode`, `allow`",
                )],
            ),
        ]);
    }

    #[test]
    fn a_breaker_that_could_never_open_is_shown() {
        refuses(&[
            (
                r#"breaker = breaker("x", failure_rate = 50, min_calls = 20, last = 10)"#,
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
