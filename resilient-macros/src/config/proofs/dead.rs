//! Options that change no execution of the call, given the others.

use std::time::Duration;

use crate::config::Config;
use crate::config::backoff::Backoff;
use crate::config::length::Length;
use crate::config::proofs::told;
use crate::config::relations;
use crate::config::timeout::Timeout;
use crate::diagnostics;
use crate::options::entries::Entries;
use crate::rules::classes;
use crate::rules::course::{Course, Place};

/// All of them.
pub(crate) fn check(config: &Config, entries: &Entries, course: &Course) -> Vec<syn::Error> {
    let mut found = Vec::new();
    let idle = match (course.retries, course.repeats(), course.waits()) {
        (0, ..) => Some("`retries` is 0"),
        (_, false, _) => Some("no class is retried with this `on(..)`"),
        (_, _, false) => Some("the one retry left follows a timeout at once"),
        _ => None,
    };
    if let (Some(retries), false) = (&config.retries, course.repeats()) {
        if retries.value.literal() != Some(0) {
            found.push(diagnostics::dead_option(
                &retries.key,
                "no class is retried with this `on(..)`",
                "write `retry(n)` for a class",
            ));
        }
    }
    let raise = "let a class be retried";
    if let (Some(backoff), Some(why)) = (&config.backoff, idle) {
        found.push(diagnostics::dead_option(&backoff.key, why, raise));
    }
    match (&config.jitter, idle) {
        (Some(jitter), Some(why)) => {
            found.push(diagnostics::dead_option(&jitter.key, why, raise));
        }
        _ => found.extend(jitter_of_no_wait(config)),
    }
    match relations::hints(config, entries) {
        Some(above) => found.push(above),
        None => found.extend(dead_hints(config, course)),
    }
    found.extend(dead_steps(config, course));
    let stops = config.timeout.is_some()
        || config.deadline.is_some()
        || config.breaker.is_some()
        || config.policy.is_some()
        || !told::is_surely_without(config, &["timeout", "deadline", "breaker", "policy"]);
    if let (Some(stop), false) = (&config.stop, stops) {
        let why = "nothing here stops a call";
        found.push(diagnostics::dead_option(&stop.key, why, "write a `timeout` or `deadline`"));
    }
    found
}

pub(super) fn jitter_of_no_wait(config: &Config) -> Option<syn::Error> {
    let jitter = config.jitter.as_ref()?;
    let is_unmoved = matches!(config.backoff.as_ref()?.value, Backoff::None);
    let why = "`backoff = none` waits for nothing";
    is_unmoved.then(|| diagnostics::dead_option(&jitter.key, why, "write another `backoff`"))
}

/// Limits for hints that nobody asks. A gate, which comes with a breaker, asks both.
fn dead_hints(config: &Config, course: &Course) -> Vec<syn::Error> {
    if config.breaker.is_some() || config.is_unclear("breaker") {
        return Vec::new();
    }
    let known = |given: &Length| given.known().map(|(time, _)| time);
    // A policy may have moved the limits that stand without these, and what is not known may be any time.
    let is_alone = config.policy.is_none() && told::is_surely_without(config, &["policy"]);
    let written = [&config.switch_after, &config.patience];
    let is_told = is_alone && written.into_iter().flatten().all(|it| known(&it.value).is_some());
    let deadline = config.deadline.as_ref().filter(|_| is_told).and_then(|it| it.value.known());
    let (deadline, comes_first) = deadline
        .map(|(time, words)| {
            (time, format!("a wait of `deadline` ({words}) or more is not begun anyway"))
        })
        .unzip();
    let comes_first = comes_first.as_deref().map(|why| (why, "write less than `deadline`"));
    let mut found = Vec::new();
    let unheard = match course.retries {
        0 => ("`retries` is 0", "let a class be retried"),
        _ => ("no error with a hint is retried", "let such a class be retried"),
    };
    if let Some(switch_after) = &config.switch_after {
        // What is not known may be long enough to move the default patience.
        let time = known(&switch_after.value).unwrap_or(Duration::MAX);
        let patience = config.patience.as_ref().map(|it| known(&it.value).unwrap_or_default());
        if !course.asks_switch_after(time, patience, deadline) {
            let alone = !course.has_links && course.obeys_hints(Place::Last);
            let nowhere = ("there is no other target", "write a `fallback`");
            let (why, cure) = match comes_first {
                Some(reason) if course.asks_switch_after(time, patience, None) => reason,
                _ if alone => nowhere,
                _ => unheard,
            };
            found.push(diagnostics::dead_option(&switch_after.key, why, cure));
        }
    }
    if let Some(patience) = &config.patience {
        let time = known(&patience.value).unwrap_or_default();
        let switch_after = config.switch_after.as_ref();
        let switch_after = switch_after.map(|it| known(&it.value).unwrap_or(Duration::MAX));
        if !course.asks_patience(time, switch_after, deadline) {
            let covered =
                ("`switch_after` is shorter and another target is always left", "shorten it");
            let heard = course.obeys_hints(Place::BeforeOthers);
            let (why, cure) = match comes_first {
                Some(reason) if course.asks_patience(time, switch_after, None) => reason,
                _ if heard => covered,
                _ => unheard,
            };
            found.push(diagnostics::dead_option(&patience.key, why, cure));
        }
    }
    found
}

/// Steps of a list of timeouts beyond the retries that can come before them.
fn dead_steps(config: &Config, course: &Course) -> Option<syn::Error> {
    let Timeout::Each(steps) = &config.timeout.as_ref()?.value else {
        return None;
    };
    // Without either, what is compared with would be a default.
    let of_class = config.on.iter().find(|rule| rule.class == "timeout");
    let written = config.retries.as_ref().is_some_and(|it| it.value.literal().is_some());
    if !written && of_class.is_none() {
        return None;
    }
    let mut course = *course;
    if of_class.is_none() {
        let line = &mut course.lines[classes::TIMEOUT];
        (line.retries, line.retries_on_last) = (u32::MAX, u32::MAX);
    }
    let used = course.steps();
    let step = steps.get(used as usize)?;
    Some(diagnostics::dead_step(step, used))
}
