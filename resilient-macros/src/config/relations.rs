//! Rules between the options of one attribute; they compare only what the user wrote.

use std::time::Duration;

use crate::config::Config;
use crate::config::allow::Check;
use crate::config::length::Length;
use crate::config::timeout::Timeout;
use crate::diagnostics;
use crate::options::{self, Given};
use crate::rules::range::shorter;

pub(crate) fn check(config: &Config, given: &[Given]) -> Vec<syn::Error> {
    if config.allow.has(Check::DeadOption) {
        return Vec::new();
    }
    let timeout = config.timeout.as_ref().and_then(|timeout| longest(&timeout.value));
    let deadline = config.deadline.as_ref().and_then(|deadline| deadline.value.known());
    let switch_after = config.switch_after.as_ref().and_then(|length| length.value.known());
    let patience = config.patience.as_ref().and_then(|length| length.value.known());
    let mut found = Vec::new();
    if let (Some((timeout, deadline)), Some(at)) =
        (timeout.zip(deadline), options::later(given, "timeout", "deadline"))
    {
        if !shorter(timeout.0, deadline.0) {
            found.push(diagnostics::timeout_not_below(at, &timeout.1, &deadline.1));
        }
    }
    if let (Some((switch_after, patience)), Some(at)) =
        (switch_after.zip(patience), options::later(given, "switch_after", "patience"))
    {
        if shorter(patience.0, switch_after.0) {
            found.push(diagnostics::switch_after_above(at, &switch_after.1, &patience.1));
        }
    }
    found
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
                r#"deadline = "20s", timeout = ["30s", "10s"]"#,
                &[(
                    "timeout",
                    "`timeout` (30s) is not below `deadline` (20s); shorten `timeout` or lengthen `deadline`",
                )],
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
