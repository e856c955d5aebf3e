//! Rules between the options of one attribute; they compare only what the user wrote.

use std::time::Duration;

use crate::config::Config;
use crate::config::length::Length;
use crate::config::timeout::Timeout;
use crate::diagnostics;
use crate::options::entries::Entries;
use crate::rules::range::shorter;

pub(crate) fn check(config: &Config, entries: &Entries) -> Vec<syn::Error> {
    ends(config, entries).into_iter().chain(hints(config, entries)).collect()
}

/// A timeout that never ends an attempt.
pub(crate) fn ends(config: &Config, entries: &Entries) -> Option<syn::Error> {
    let timeout = longest(&config.timeout.as_ref()?.value)?;
    let deadline = config.deadline.as_ref()?.value.known()?;
    // A step that is too long stands, whatever the others are.
    let is_told = !entries.is_unclear("timeout") && entries.is_told("deadline");
    let at = entries.second("timeout", "deadline").filter(|_| is_told)?;
    (!shorter(timeout.0, deadline.0))
        .then(|| diagnostics::timeout_not_below(at, &timeout.1, &deadline.1))
}

/// A limit for hints beyond which no hint is waited for anyway.
pub(crate) fn hints(config: &Config, entries: &Entries) -> Option<syn::Error> {
    let switch_after = config.switch_after.as_ref()?.value.known()?;
    let patience = config.patience.as_ref()?.value.known()?;
    let at = entries.later("switch_after", "patience")?;
    shorter(patience.0, switch_after.0)
        .then(|| diagnostics::switch_after_above(at, &switch_after.1, &patience.1))
}

fn longest(timeout: &Timeout) -> Option<(Duration, String)> {
    match timeout {
        Timeout::One(length) => length.known(),
        Timeout::Each(lengths) => lengths.iter().filter_map(Length::known).max(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{accepts, refuses};

    #[test]
    fn a_timeout_is_below_the_deadline() {
        refuses(&[
            (
                r#"timeout = "30s", deadline = "30s""#,
                &[(
                    "deadline",
                    "`timeout` (30s) is not below `deadline` (30s); shorten `timeout` or lengthen `deadline`",
                )],
            ),
            (
                r#"deadline = "20s", timeout = ["30s", 10]"#,
                &[
                    ("10", r#"`10` has no unit; write `"10s"` or `"10ms"`"#),
                    (
                        "timeout",
                        "`timeout` (30s) is not below `deadline` (20s); shorten `timeout` or lengthen `deadline`",
                    ),
                ],
            ),
        ]);
    }

    #[test]
    fn switch_after_is_at_most_patience() {
        refuses(&[
            (
                r#"switch_after = "2m", patience = "60s""#,
                &[(
                    "patience",
                    "`switch_after` (2m) is above `patience` (60s); shorten `switch_after` or lengthen `patience`",
                )],
            ),
            (
                r#"patience = "1s", switch_after = "1001ms""#,
                &[(
                    "switch_after",
                    "`switch_after` (1001ms) is above `patience` (1s); shorten `switch_after` or lengthen `patience`",
                )],
            ),
        ]);
    }

    #[test]
    fn only_what_is_written_is_compared() {
        accepts(r#"timeout = "30s", deadline = "31s""#);
        accepts(r#"timeout = "30s", deadline = LIMIT"#);
        accepts(r#"switch_after = "5m", fallback = [other]"#);
        accepts(r#"switch_after = "60s", patience = "1m", fallback = [model = "x"]"#);
        accepts(r#"backoff = exponential(base = "5m")"#);
        accepts(r#"backoff = exponential(base = "5m", max = MAX)"#);
    }
}
