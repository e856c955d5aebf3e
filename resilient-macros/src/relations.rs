//! Rules between the options of one attribute; they compare only what the user wrote.

use std::time::Duration;

use crate::config::Config;
use crate::diagnostics;
use crate::length::Length;
use crate::options::{self, Given};
use crate::timeout::Timeout;

pub(crate) fn check(config: &Config, given: &[Given]) -> Vec<syn::Error> {
    let timeout = config.timeout.as_ref().and_then(|timeout| longest(&timeout.value));
    let deadline = config.deadline.as_ref().and_then(|deadline| deadline.value.known());
    let switch_after = config.switch_after.as_ref().and_then(|length| length.value.known());
    let patience = config.patience.as_ref().and_then(|length| length.value.known());
    let mut found = Vec::new();
    if let (Some((timeout, deadline)), Some(at)) =
        (timeout.zip(deadline), options::later(given, "timeout", "deadline"))
    {
        if timeout.0 >= deadline.0 {
            found.push(diagnostics::timeout_not_below(at, &timeout.1, &deadline.1));
        }
    }
    if let (Some((switch_after, patience)), Some(at)) =
        (switch_after.zip(patience), options::later(given, "switch_after", "patience"))
    {
        if switch_after.0 > patience.0 {
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
