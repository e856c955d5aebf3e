//! What the proofs are told of a call: its course, and how its waits grow.

use std::time::Duration;

use crate::config::Config;
use crate::config::backoff::Backoff;
use crate::config::count::Count;
use crate::config::factor::Factor;
use crate::config::length::Length;
use crate::config::links::Link;
use crate::config::rule::{self, Action};
use crate::rules::classes::{self, LINES, Line};
use crate::rules::course::Course;
use crate::rules::range::{self, MOST_ITEMS};
use crate::rules::wait::{self, Growth, Waits};

/// The options without those that can't be told.
pub(crate) fn clear(config: &Config) -> Config {
    let mut clear = config.clone();
    for name in &config.unclear {
        match *name {
            "retries" => clear.retries = None,
            "timeout" => clear.timeout = None,
            "deadline" => clear.deadline = None,
            "breaker" => clear.breaker = None,
            "fallback" => (clear.fallback, clear.fallback_key) = (Vec::new(), None),
            "otherwise" => clear.otherwise = None,
            "backoff" => clear.backoff = None,
            "policy" => clear.policy = None,
            "jitter" => clear.jitter = None,
            "on" => clear.on = Vec::new(),
            "stop" => clear.stop = None,
            "switch_after" => clear.switch_after = None,
            "patience" => clear.patience = None,
            // Nothing is proven of the others.
            _ => {}
        }
    }
    clear
}

/// Whether options that are not there may not have been meant either.
pub(crate) fn is_surely_without(config: &Config, names: &[&str]) -> bool {
    !names.iter().any(|name| config.is_unclear(name))
}

/// The call as it is written; what is not known counts as what the user would like it to be.
pub(crate) fn course(config: &Config) -> Course {
    // A policy may say anything in its own `on(..)`.
    let is_table = config.policy.is_none() && is_surely_without(config, &["policy", "on"]);
    let mut lines = if is_table { LINES } else { [ANY; LINES.len()] };
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
    let is_chain_told = is_surely_without(config, &["fallback"]);
    Course {
        retries: config.retries.as_ref().map_or(most, |given| number(&given.value, most)),
        lines,
        bodies: if is_chain_told {
            bodies.fold(1, |sum: u32, next| sum.saturating_add(next))
        } else {
            u32::MAX
        },
        has_links: !config.fallback.is_empty() || !is_chain_told,
        ends_with_body: !matches!(config.fallback.last(), Some(Link::Path(_) | Link::Call(_))),
    }
}

/// What would let everything happen.
const ANY: Line =
    Line { retries: u32::MAX, retries_on_last: u32::MAX, falls_back: true, obeys_hint: true };

fn number(count: &Count, unknown: u32) -> u32 {
    count.literal().and_then(|number| u32::try_from(number).ok()).unwrap_or(unknown)
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
