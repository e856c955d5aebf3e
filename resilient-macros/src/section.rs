//! What the documentation of an annotated function says about its resilience: a pure function of the options.

mod hang;
mod numbers;
#[cfg(test)]
mod tests;

use syn::{Attribute, Meta};

use crate::config::breaker::Breaker;
use crate::config::count::Count;
use crate::config::length::Length;
use crate::config::links::Link;
use crate::config::timeout::Timeout;
use crate::config::{Config, Spanned};
use crate::expand::links::pairs;
use crate::item::AsyncFn;
use crate::rules::wait::Waits;
use crate::section::hang::Hang;
use crate::section::numbers::{Numbers, short};
use crate::written::written;

/// The section, where the function has docs of its own to which it can be added.
pub(crate) fn of(item: &AsyncFn, config: &Config) -> Option<String> {
    let is_wanted = config.docs.as_ref().is_none_or(|docs| docs.value);
    (is_wanted && item.attrs.iter().any(is_text)).then(|| text(config))
}

/// Whether this is a line of docs, and not `#[doc(hidden)]` or the like.
fn is_text(attr: &Attribute) -> bool {
    attr.path().is_ident("doc") && matches!(attr.meta, Meta::NameValue(_))
}

fn text(config: &Config) -> String {
    let numbers = Numbers::of(config);
    let lines = [
        ("From the outside in", Some(order(config))),
        ("Policy", config.policy.as_ref().map(|given| policy(&written(&given.value)))),
        ("Attempts", Some(attempts(config, &numbers))),
        ("Waits", waits(config, &numbers)),
        ("Timeout", config.timeout.as_ref().map(|given| timeout(&given.value))),
        ("Deadline", config.deadline.as_ref().map(|given| deadline(&given.value))),
        ("Breaker", config.breaker.as_ref().map(|given| breaker(&given.value))),
        ("Targets", targets(config)),
        ("Last resort", config.otherwise.as_ref().map(|given| code(&written(&given.value)))),
        ("Worst case", Some(worst_case(config, &numbers))),
        ("If every attempt hangs", hanging(config, &numbers)),
    ];
    let mut text = "\n\n# Resilience\n".to_owned();
    for (title, line) in lines {
        if let Some(line) = line {
            for part in ["\n- **", title, "**: ", &line] {
                text.push_str(part);
            }
        }
    }
    text
}

/// The parts that apply, as they stand around each other.
fn order(config: &Config) -> String {
    let parts = [
        ("last resort", config.otherwise.is_some()),
        ("deadline", config.deadline.is_some()),
        ("targets", !config.fallback.is_empty()),
        ("retries", config.retries.as_ref().and_then(|it| it.value.literal()) != Some(0)),
        ("gate and breaker", config.breaker.is_some()),
        ("timeout", config.timeout.is_some()),
    ];
    let mut order = String::new();
    for (part, applies) in parts {
        if applies {
            order += part;
            order += ", ";
        }
    }
    order + "this function"
}

fn policy(path: &str) -> String {
    format!("{}, for what is not said here", code(path))
}

fn attempts(config: &Config, numbers: &Numbers) -> String {
    let further = numbers.further;
    let targets = match further {
        0 => String::new(),
        1 => ", one more for the other target".to_owned(),
        _ => format!(", one more for each of {further} other targets"),
    };
    match (&config.retries, numbers.retries) {
        (_, Some(0)) if further == 0 => "one".to_owned(),
        (_, Some(retries)) => {
            let all = numbers.calls().unwrap_or(u32::MAX);
            format!("at most {all}: the first, {}{targets}", counted(retries, "retry", "retries"))
        }
        (Some(Spanned { value: Count::Path(path), .. }), None) => {
            let retries = code(&written(path));
            format!("the first, at most {retries} retries{targets}")
        }
        (_, None) => format!("the first, the retries of the policy{targets}"),
    }
}

fn waits(config: &Config, numbers: &Numbers) -> Option<String> {
    let retries = numbers.retries.unwrap_or(u32::MAX);
    if retries == 0 || (config.policy.is_some() && config.backoff.is_none()) {
        return None;
    }
    let asked = format!("a server that asks for up to {} is waited for", numbers.patience);
    let asked = if config.fallback.is_empty() {
        asked
    } else {
        format!("{asked}, up to {} while another target is left", numbers.switch_after)
    };
    let Some(pace) = &numbers.pace else {
        let backoff = config.backoff.as_ref().map(|given| numbers::words(&given.value));
        return backoff.map(|backoff| format!("before a retry {}; {asked}", code(&backoff)));
    };
    if pace.waits.base.is_zero() {
        return Some(format!("none before a retry; {asked}"));
    }
    let range = |waits: &Waits| (waits.least(1, pace.jitter), waits.longest(retries, pace.plus));
    let (least, most) = range(&pace.waits);
    let range_of_all = match (least == most, least.is_zero()) {
        (true, _) => short(most),
        (false, true) => format!("up to {}", short(most)),
        (false, false) => format!("{} to {}", short(least), short(most)),
    };
    let limited = if pace.limited == pace.waits {
        String::new()
    } else {
        let (least, most) = range(&pace.limited);
        format!(" (after a rate limit {} to {})", short(least), short(most))
    };
    Some(format!(
        "{range_of_all} before a retry{limited}, none after the first timeout of a target; {asked}"
    ))
}

fn timeout(timeout: &Timeout) -> String {
    match timeout {
        Timeout::One(length) => format!("{} for each attempt", said(length)),
        Timeout::Each(lengths) => {
            let (first, later) = (lengths.first(), lengths.get(1..).unwrap_or_default());
            let first = first.map(said).unwrap_or_default();
            if later.is_empty() {
                return format!("{first} for each attempt");
            }
            let later: Vec<String> = later.iter().map(said).collect();
            match later.as_slice() {
                [one] => format!("{first} for each attempt, {one} after a timeout of its target"),
                more => format!(
                    "{first} for each attempt, after timeouts of its target {}",
                    more.join(", then ")
                ),
            }
        }
    }
}

fn deadline(length: &Length) -> String {
    format!("{} for the whole call", said(length))
}

fn breaker(breaker: &Breaker) -> String {
    match breaker {
        Breaker::Named { name, .. } => code(&name.literal.value()),
        Breaker::Path(path) => code(&written(path)),
        Breaker::Keyed { path, key } => {
            format!("{}, one for each {}", code(&written(path)), code(&written(key)))
        }
    }
}

fn targets(config: &Config) -> Option<String> {
    if config.fallback.is_empty() {
        return None;
    }
    let target = |link: &Link| match link {
        Link::Replace(all) => {
            let all: Vec<String> = pairs(all).iter().map(|pair| code(pair)).collect();
            format!("with {}", all.join(", "))
        }
        Link::Each { place, iterator } => {
            format!(
                "once for each {}",
                code(&format!("{} in {}", written(place), written(iterator)))
            )
        }
        Link::Path(_) | Link::Call(_) => format!("{}, called once", code(&called(link))),
    };
    let mut lines = vec!["one after the other".to_owned(), "1. as called".to_owned()];
    for (index, link) in config.fallback.iter().enumerate() {
        lines.push(format!("{}. {}", index + 2, target(link)));
    }
    Some(lines.join("\n    "))
}

fn worst_case(config: &Config, numbers: &Numbers) -> String {
    let calls = numbers.calls().map_or_else(
        || "as many calls as attempts".to_owned(),
        |calls| counted(calls, "call", "calls"),
    );
    let then = if config.otherwise.is_some() { ", then the last resort" } else { "" };
    if let Some(deadline) = &config.deadline {
        return format!("{calls} in {}{then}", said(&deadline.value));
    }
    match (numbers.longest(config), numbers.longest_hint()) {
        (Some(longest), Some(hint)) => format!(
            "{calls} in {}, if a server has each retry wait for {hint}{then}",
            short(longest)
        ),
        (Some(longest), None) => format!("{calls} in {}{then}", short(longest)),
        (None, _) if config.policy.is_some() => {
            format!("{calls}, in the time that the policy gives{then}")
        }
        (None, _) => format!("{calls}, in a time that no deadline bounds{then}"),
    }
}

fn hanging(config: &Config, numbers: &Numbers) -> Option<String> {
    if config.policy.is_some() {
        return None;
    }
    if config.timeout.is_none() && config.deadline.is_none() {
        return Some("nothing ends it, as there is no `timeout` and no `deadline`".to_owned());
    }
    let hang = Hang::of(config, numbers)?;
    Some(match (hang.ends_at_deadline, hang.took) {
        (true, _) => {
            let unreached = config.fallback.get(hang.links..).unwrap_or_default();
            let unreached = match unreached.first() {
                Some(first) => format!(", which leaves none for {}", code(&called(first))),
                None => String::new(),
            };
            let begun = counted(hang.begun, "attempt begins", "attempts begin");
            format!("at least {begun} before the deadline{unreached}")
        }
        (false, Some(took)) => {
            let begun = counted(hang.begun, "attempt ends", "attempts end");
            format!("{begun} within {}", short(took))
        }
        (false, None) => {
            let begun = counted(hang.begun, "attempt begins", "attempts begin");
            format!("{begun}, and nothing ends the last")
        }
    })
}

/// A link as it is written.
fn called(link: &Link) -> String {
    match link {
        Link::Path(path) => written(path),
        Link::Call(call) => written(call),
        Link::Replace(all) => pairs(all).join(", "),
        Link::Each { place, iterator } => format!("{} in {}", written(place), written(iterator)),
    }
}

/// A length of time as the user wrote it; what only the compiler or the call knows, as code.
fn said(length: &Length) -> String {
    match (length.known(), length) {
        (Some((_, words)), _) => words,
        (None, Length::Value(expr)) => code(&written(expr)),
        (None, Length::Literal(time, _)) => short(*time),
    }
}

/// As code in Markdown, whatever stands in it.
fn code(text: &str) -> String {
    let text: Vec<&str> = text.split_whitespace().collect();
    let text = text.join(" ");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

fn counted(count: u32, one: &str, more: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {more}") }
}
