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
