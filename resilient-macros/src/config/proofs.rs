//! What is proven of a call from the options alone; the proofs are in `rules`, here is what they are told.

mod dead;
pub(crate) mod told;

use std::time::Duration;

use proc_macro2::Ident;
use syn::Expr;

use crate::config::Config;
use crate::config::allow::Check;
use crate::config::count::Count;
use crate::config::links::Link;
use crate::config::proofs::told::waits;
use crate::config::relations;
use crate::config::rule::{Action, Rule};
use crate::diagnostics;
use crate::options::entries::Entries;
use crate::options::value::ungrouped;
use crate::rules::course::Course;
use crate::rules::range::MOST_ITEMS;
use crate::rules::wait::Jitter;

/// All that can be proven against these options, but for what is allowed.
pub(crate) fn check(config: &Config, entries: &Entries) -> Vec<syn::Error> {
    let clear = told::clear(config);
    let course = told::course(&clear);
    // A rule or a link of which nothing is wrong is looked at, whatever stands beside it.
    let (rules, links) = (&config.on, &config.fallback);
    let found = [
        (Check::ImpossibleAttempt, Vec::from_iter(impossible(&clear, &course))),
        (Check::DeadOption, Vec::from_iter(relations::ends(config, entries))),
        (Check::DeadOption, dead::check(&clear, entries, &course)),
        (Check::ContradictoryOn, too_often(rules, &course)),
        (Check::ContradictoryOn, nowhere(rules, &clear)),
        (Check::UnreachableLink, Vec::from_iter(no_way(&clear, &course))),
        (Check::UnreachableLink, links.iter().filter_map(never).collect()),
    ];
    but_for_what_is_allowed(config, found)
}

/// What stands against the options of a policy alone. Those of a function win, so that nothing is proven of a call.
pub(crate) fn of_policy(config: &Config, entries: &Entries) -> Vec<syn::Error> {
    let clear = told::clear(config);
    let course = told::course(&clear);
    let rules = &config.on;
    let found = [
        (Check::DeadOption, relations::check(config, entries)),
        (Check::DeadOption, Vec::from_iter(dead::jitter_of_no_wait(&clear))),
        (Check::ContradictoryOn, too_often(rules, &course)),
    ];
    but_for_what_is_allowed(config, found)
}

fn but_for_what_is_allowed<const N: usize>(
    config: &Config,
    found: [(Check, Vec<syn::Error>); N],
) -> Vec<syn::Error> {
    let told = found.into_iter().filter(|(check, _)| !config.allow.has(*check));
    told.flat_map(|(_, errors)| errors).collect()
}

/// Only what is written is compared: the retries, the deadline and the backoff.
fn impossible(config: &Config, course: &Course) -> Option<syn::Error> {
    let retries = config.retries.as_ref()?;
    let written = retries.value.literal()?;
    let (deadline, words) = config.deadline.as_ref()?.value.known()?;
    let waits = waits(&config.backoff.as_ref()?.value)?;
    let jitter = match (&config.jitter, &config.policy) {
        (Some(jitter), _) => jitter.value,
        (None, None) if told::is_surely_without(config, &["jitter", "policy"]) => Jitter::Equal,
        // The policy may say `full`.
        (None, _) => Jitter::Full,
    };
    let found = course.impossible(&waits, jitter, deadline)?;
    let mut added: Vec<Duration> = Vec::new();
    for retry in 1..=found.retry {
        added.extend(course.least_wait(&waits, jitter, retry));
    }
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

/// The rules of `on(..)` where a const decides whether they contradict `retries`, with both numbers.
pub(crate) fn rules_left(config: &Config) -> impl Iterator<Item = (&Rule, &Count, &Count)> {
    let retries = config.retries.as_ref().map(|given| &given.value);
    let retries = retries.filter(|_| !config.allow.has(Check::ContradictoryOn));
    config.on.iter().filter_map(move |rule| {
        let (times, retries) = (rule.times()?, retries?);
        let known = times.literal().is_some() && retries.literal().is_some();
        (!known).then_some((rule, times, retries))
    })
}

/// The rules whose `retry(n)` can't happen n times.
fn too_often(rules: &[Rule], course: &Course) -> Vec<syn::Error> {
    let above = |rule: &Rule| {
        let times = u32::try_from(rule.times()?.literal()?).ok()?;
        (!course.can_repeat(times))
            .then(|| diagnostics::retry_above(&rule.class, times, course.retries))
    };
    rules.iter().filter_map(above).collect()
}

/// The rules that ask for another target where there is none.
fn nowhere(rules: &[Rule], config: &Config) -> Vec<syn::Error> {
    let is_alone = config.fallback.is_empty()
        && config.otherwise.is_none()
        && told::is_surely_without(config, &["fallback", "otherwise"]);
    let asking = rules.iter().filter(|rule| is_alone && matches!(rule.action, Action::FallBack));
    asking.map(|rule| diagnostics::no_target(&rule.class)).collect()
}

/// A chain that no error leads into. A shut breaker or gate leads to the next target too.
fn no_way(config: &Config, course: &Course) -> Option<syn::Error> {
    let is_alone = config.breaker.is_none() && told::is_surely_without(config, &["breaker"]);
    let key = config.fallback_key.as_ref()?;
    (is_alone && !course.falls_back()).then(|| diagnostics::no_way_to_links(key))
}

/// A link, or an item of one, that is never asked.
fn never(link: &Link) -> Option<syn::Error> {
    match link {
        Link::Each { iterator, .. } => {
            let items = array(iterator)?;
            match items.elems.get(MOST_ITEMS as usize) {
                Some(item) => Some(diagnostics::item_out_of_reach(item, MOST_ITEMS)),
                None if items.elems.is_empty() => Some(diagnostics::no_items(iterator)),
                None => None,
            }
        }
        Link::Replace(_) | Link::Path(_) | Link::Call(_) => None,
    }
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
