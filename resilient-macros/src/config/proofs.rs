//! What is proven of a call from the options alone; the proofs are in `rules`, here is what they are told.

use std::time::Duration;

use proc_macro2::Ident;
use syn::Expr;

use crate::config::Config;
use crate::config::allow::Check;
use crate::config::backoff::Backoff;
use crate::config::count::Count;
use crate::config::factor::Factor;
use crate::config::length::Length;
use crate::config::links::Link;
use crate::config::rule::{self, Action};
use crate::config::timeout::Timeout;
use crate::diagnostics;
use crate::options::value::ungrouped;
use crate::rules::classes::{self, LINES, Line};
use crate::rules::course::{Course, Place};
use crate::rules::range::{self, MOST_ITEMS};
use crate::rules::wait::{self, Growth, Jitter, Waits};

/// All that can be proven against these options, but for what is allowed.
pub(crate) fn check(config: &Config) -> Vec<syn::Error> {
    let course = course(config);
    let found = impossible(config, &course)
        .into_iter()
        .map(|error| (Check::ImpossibleAttempt, error))
        .chain(dead(config, &course).into_iter().map(|error| (Check::DeadOption, error)))
        .chain(on(config, &course).into_iter().map(|error| (Check::ContradictoryOn, error)))
        .chain(links(config, &course).into_iter().map(|error| (Check::UnreachableLink, error)));
    found.filter(|(check, _)| !config.allow.has(*check)).map(|(_, error)| error).collect()
}

/// The call as it is written; what is not known counts as what the user would like it to be.
pub(crate) fn course(config: &Config) -> Course {
    let mut lines = match &config.policy {
        // The policy may say anything in its own `on(..)`.
        Some(_) => {
            [Line {
                retries: u32::MAX,
                retries_on_last: u32::MAX,
                falls_back: true,
                obeys_hint: true,
            }; LINES.len()]
        }
        None => LINES,
    };
    for given in &config.on {
        let class = rule::number(&given.class);
        let action = match &given.action {
            Action::Retry(times) => classes::Action::Retry(number(times, range::RETRY.most)),
            Action::FallBack => classes::Action::FallBack,
            Action::Fail => classes::Action::Fail,
        };
        lines[class] = lines[class].changed(Some(action));
    }
    let bodies = config.fallback.iter().map(|link| match link {
        Link::Replace(_) => 1,
        Link::Each { .. } => MOST_ITEMS,
        Link::Path(_) | Link::Call(_) => 0,
    });
    let most = range::RETRIES.most;
    Course {
        retries: config.retries.as_ref().map_or(most, |given| number(&given.value, most)),
        lines,
        bodies: bodies.fold(1, |sum: u32, next| sum.saturating_add(next)),
        has_links: !config.fallback.is_empty(),
        ends_with_body: !matches!(config.fallback.last(), Some(Link::Path(_) | Link::Call(_))),
    }
}

fn number(count: &Count, unknown: u32) -> u32 {
    count.literal().and_then(|number| u32::try_from(number).ok()).unwrap_or(unknown)
}

/// Only what is written is compared: the retries, the deadline and the backoff.
fn impossible(config: &Config, course: &Course) -> Option<syn::Error> {
    let retries = config.retries.as_ref()?;
    let written = retries.value.literal()?;
    let (deadline, words) = config.deadline.as_ref()?.value.known()?;
    let waits = waits(&config.backoff.as_ref()?.value)?;
    let jitter = match (&config.jitter, &config.policy) {
        (Some(jitter), _) => jitter.value,
        // The policy may say `full`.
        (None, Some(_)) => Jitter::Full,
        (None, None) => Jitter::Equal,
    };
    let found = course.impossible(&waits, jitter, deadline)?;
    let added = (1..=found.retry).filter_map(|retry| course.least_wait(&waits, jitter, retry));
    let added: Vec<Duration> = added.collect();
    let key = &retries.key;
    Some(diagnostics::impossible_attempt(key, written, &words, found.retry, &added, found.waited))
}

/// The key, where a const decides about a retry that can't begin, so that the compiler proves it.
pub(crate) fn left_to_the_compiler(config: &Config) -> Option<&Ident> {
    let (Some(retries), Some(deadline), Some(backoff), None) =
        (&config.retries, &config.deadline, &config.backoff, &config.policy)
    else {
        return None;
    };
    let known = retries.value.literal().is_some()
        && deadline.value.known().is_some()
        && waits(&backoff.value).is_some();
    let asked = !known && !config.allow.has(Check::ImpossibleAttempt);
    asked.then_some(&retries.key)
}

/// How a backoff grows, where that is known.
pub(crate) fn waits(backoff: &Backoff) -> Option<Waits> {
    // `None` is what is not written, `Some(None)` what is not known.
    let known = |length: &Option<Length>, default: Duration| match length {
        None => Some(default),
        Some(length) => length.known().map(|(time, _)| time),
    };
    match backoff {
        Backoff::Exponential { base, max, factor, .. } => {
            let cap = known(max, wait::EXPONENTIAL_MAX)?;
            let first = known(base, cap.min(wait::FIRST))?;
            let factor = match factor {
                None => wait::FACTOR,
                Some(Factor::Thousandths(factor, _)) => *factor,
                Some(Factor::Path(_)) => return None,
            };
            let max = if max.is_none() { cap.max(first) } else { cap };
            Some(Waits { growth: Growth::Exponential(factor), base: first, max })
        }
        Backoff::Linear { step, max } => {
            let cap = known(max, wait::LINEAR_MAX)?;
            let first = known(step, cap.min(wait::FIRST_STEP))?;
            let max = if max.is_none() { cap.max(first) } else { cap };
            Some(Waits { growth: Growth::Linear, base: first, max })
        }
        Backoff::Constant(length) => {
            let (wait, _) = length.known()?;
            Some(Waits { growth: Growth::Constant, base: wait, max: wait })
        }
        Backoff::None => {
            Some(Waits { growth: Growth::Constant, base: Duration::ZERO, max: Duration::ZERO })
        }
        Backoff::Path(_) => None,
    }
}

/// The options that change no execution, given the others.
fn dead(config: &Config, course: &Course) -> Vec<syn::Error> {
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
    if let Some(jitter) = &config.jitter {
        let unmoved = matches!(&config.backoff, Some(it) if matches!(it.value, Backoff::None));
        match idle {
            Some(why) => found.push(diagnostics::dead_option(&jitter.key, why, raise)),
            None if unmoved => {
                let why = "`backoff = none` waits for nothing";
                found.push(diagnostics::dead_option(&jitter.key, why, "write another `backoff`"));
            }
            None => {}
        }
    }
    found.extend(dead_hints(config, course));
    found.extend(dead_steps(config, course));
    let stops = config.timeout.is_some()
        || config.deadline.is_some()
        || config.breaker.is_some()
        || config.policy.is_some();
    if let (Some(stop), false) = (&config.stop, stops) {
        let why = "nothing here stops a call";
        found.push(diagnostics::dead_option(&stop.key, why, "write a `timeout` or `deadline`"));
    }
    found
}

/// Limits for hints that nobody asks. A gate, which comes with a breaker, asks both.
fn dead_hints(config: &Config, course: &Course) -> Vec<syn::Error> {
    if config.breaker.is_some() {
        return Vec::new();
    }
    let known = |given: &Length| given.known().map(|(time, _)| time);
    let mut found = Vec::new();
    let unheard = match course.retries {
        0 => ("`retries` is 0", "let a class be retried"),
        _ => ("no error with a hint is retried", "let such a class be retried"),
    };
    if let Some(switch_after) = &config.switch_after {
        // What is not known may be long enough to move the default patience.
        let time = known(&switch_after.value).unwrap_or(Duration::MAX);
        let patience = config.patience.as_ref().map(|_| Duration::ZERO);
        if !course.asks_switch_after(time, patience) {
            let alone = !course.has_links && course.obeys_hints(Place::Last);
            let nowhere = ("there is no other target", "write a `fallback`");
            let (why, cure) = if alone { nowhere } else { unheard };
            found.push(diagnostics::dead_option(&switch_after.key, why, cure));
        }
    }
    if let Some(patience) = &config.patience {
        let time = known(&patience.value).unwrap_or_default();
        let switch_after = config.switch_after.as_ref();
        let switch_after = switch_after.map(|it| known(&it.value).unwrap_or(Duration::MAX));
        if !course.asks_patience(time, switch_after) {
            let covered =
                ("`switch_after` is shorter and another target is always left", "shorten it");
            let heard = course.obeys_hints(Place::BeforeOthers);
            let (why, cure) = if heard { covered } else { unheard };
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

/// What `on(..)` asks for and the other options rule out.
fn on(config: &Config, course: &Course) -> Vec<syn::Error> {
    let nowhere = config.fallback.is_empty() && config.otherwise.is_none();
    let contradiction = |given: &rule::Rule| match &given.action {
        Action::Retry(times) => {
            let times = u32::try_from(times.literal()?).ok()?;
            (!course.can_repeat(times))
                .then(|| diagnostics::retry_above(&given.class, times, course.retries))
        }
        Action::FallBack => nowhere.then(|| diagnostics::no_target(&given.class)),
        Action::Fail => None,
    };
    config.on.iter().filter_map(contradiction).collect()
}

/// Links that are never asked.
fn links(config: &Config, course: &Course) -> Vec<syn::Error> {
    // A shut breaker or gate leads to the next target too.
    if let (Some(key), false, None) = (&config.fallback_key, course.falls_back(), &config.breaker) {
        return vec![diagnostics::no_way_to_links(key)];
    }
    let never = |link: &Link| match link {
        Link::Each { iterator, .. } => {
            let items = array(iterator)?;
            match items.elems.get(MOST_ITEMS as usize) {
                Some(item) => Some(diagnostics::item_out_of_reach(item, MOST_ITEMS)),
                None if items.elems.is_empty() => Some(diagnostics::no_items(iterator)),
                None => None,
            }
        }
        Link::Replace(_) | Link::Path(_) | Link::Call(_) => None,
    };
    config.fallback.iter().filter_map(never).collect()
}

fn array(expr: &Expr) -> Option<syn::ExprArray> {
    match ungrouped(expr.clone()) {
        Expr::Array(array) => Some(array),
        Expr::Reference(reference) => array(&reference.expr),
        Expr::Paren(paren) => array(&paren.expr),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
