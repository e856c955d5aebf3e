//! The numbers in the options, as far as they are known, and what follows from them.

use std::time::Duration;

use syn::{Expr, ExprArray};

use crate::config::Config;
use crate::config::backoff::Backoff;
use crate::config::duration;
use crate::config::factor::Factor;
use crate::config::length::Length;
use crate::config::links::Link;
use crate::config::proofs::told;
use crate::config::timeout::Timeout;
use crate::rules::bound::{self, Pace};
use crate::rules::course::Course;
use crate::rules::range::{DEFAULT_RETRIES, MOST_ITEMS};
use crate::rules::wait::{Jitter, from_nanos};
use crate::written::written;

/// What is not known is `None`, or said in the user's own words.
pub(super) struct Numbers {
    /// The retries that there can be, not only those that may be.
    pub(super) retries: Option<u32>,
    /// Targets beside the function as it is called.
    pub(super) further: u32,
    pub(super) course: Course,
    pub(super) pace: Option<Pace>,
    pub(super) timeouts: Option<Vec<Duration>>,
    pub(super) patience: String,
    pub(super) switch_after: String,
    /// Both are known, and so is the longest hint that is waited for.
    has_limits: bool,
}

impl Numbers {
    pub(super) fn of(config: &Config) -> Self {
        let has_policy = config.policy.is_some();
        let patience = config.patience.as_ref().map(|given| &given.value);
        let switch_after = config.switch_after.as_ref().map(|given| &given.value);
        let limits = (known(patience), known(switch_after));
        let most = (bound::patience(limits.0, limits.1), bound::switch_after(limits.1, limits.0));
        // Where one of the two is written, the default of the other gives way to it.
        let said = |given: Option<&Length>, other: Option<Duration>, most: Duration| match given {
            Some(given) => super::said(given),
            None if has_policy && other.is_none() => "what the policy says".to_owned(),
            None => short(most),
        };
        let allowed = match &config.retries {
            Some(given) => given.value.literal().and_then(|number| u32::try_from(number).ok()),
            None => (!has_policy).then_some(DEFAULT_RETRIES),
        };
        let course = course(config, allowed);
        let pace = pace(config).map(|pace| Pace { patience: most.0, switch_after: most.1, ..pace });
        let deadline = config.deadline.as_ref().and_then(|given| known(Some(&given.value)));
        Self {
            retries: allowed
                .map(|all| pace.as_ref().map_or(all, |pace| course.retries_within(pace, deadline))),
            further: config.fallback.iter().map(targets).fold(0, u32::saturating_add),
            course,
            pace,
            timeouts: timeouts(config),
            patience: said(patience, limits.1.filter(|it| *it == most.0), most.0),
            switch_after: said(switch_after, limits.0.filter(|it| *it == most.1), most.1),
            has_limits: limits.0.is_some() == patience.is_some()
                && limits.1.is_some() == switch_after.is_some(),
        }
    }

    /// The most calls there can be.
    pub(super) fn calls(&self) -> Option<u32> {
        Some(self.retries?.saturating_add(self.further).saturating_add(1))
    }

    /// The longest time without a deadline.
    pub(super) fn longest(&self, config: &Config) -> Option<Duration> {
        let calls_others =
            config.fallback.iter().any(|it| matches!(it, Link::Path(_) | Link::Call(_)));
        if config.breaker.is_some() || config.policy.is_some() || calls_others || !self.has_limits {
            return None;
        }
        self.retries?;
        Some(self.course.longest(self.pace.as_ref()?, *self.timeouts.as_ref()?.first()?))
    }

    /// The longest hint that a retry waits for, as it is written.
    pub(super) fn longest_hint(&self) -> Option<&str> {
        let pace = self.pace.as_ref()?;
        let hint = self.course.longest_hint(pace)?;
        Some(if hint == pace.patience { &self.patience } else { &self.switch_after })
    }
}

/// The call with its own number of retries, and of targets.
fn course(config: &Config, retries: Option<u32>) -> Course {
    let course = told::course(config);
    let runs = config.fallback.iter().filter(|it| !matches!(it, Link::Path(_) | Link::Call(_)));
    Course {
        retries: retries.unwrap_or(course.retries),
        bodies: runs.map(targets).fold(1, u32::saturating_add),
        ..course
    }
}

/// How retries wait, but for hints.
fn pace(config: &Config) -> Option<Pace> {
    let jitter = match (&config.jitter, &config.policy) {
        (Some(given), _) => given.value,
        (None, Some(_)) => return None,
        (None, None) => Jitter::Equal,
    };
    let (waits, limited, plus) = match &config.backoff {
        Some(given) => {
            let waits = told::waits(&given.value)?;
            let plus = match &given.value {
                Backoff::Exponential { plus: Some(plus), .. } => known(Some(plus))?,
                _ => Duration::ZERO,
            };
            (waits, waits, plus)
        }
        None if config.policy.is_some() => return None,
        None => (Pace::doubling(false), Pace::doubling(true), Duration::ZERO),
    };
    let (switch_after, patience) = (Duration::ZERO, Duration::ZERO);
    Some(Pace { waits, limited, plus, jitter, switch_after, patience })
}

fn timeouts(config: &Config) -> Option<Vec<Duration>> {
    match &config.timeout.as_ref()?.value {
        Timeout::One(length) => known(Some(length)).map(|one| vec![one]),
        Timeout::Each(lengths) => {
            let mut times = Vec::new();
            for length in lengths {
                times.push(known(Some(length))?);
            }
            Some(times)
        }
    }
}

pub(super) fn known(length: Option<&Length>) -> Option<Duration> {
    match length? {
        Length::Literal(time, _) => Some(*time),
        Length::Value(_) => None,
    }
}

/// How many targets a link makes, at most.
pub(super) fn targets(link: &Link) -> u32 {
    match link {
        Link::Each { iterator: Expr::Array(ExprArray { elems, .. }), .. } => {
            u32::try_from(elems.len()).unwrap_or(MOST_ITEMS).min(MOST_ITEMS)
        }
        Link::Each { .. } => MOST_ITEMS,
        Link::Replace(_) | Link::Path(_) | Link::Call(_) => 1,
    }
}

/// A backoff that is not known, as it is written.
pub(super) fn words(backoff: &Backoff) -> String {
    let length = |key: &str, length: Option<&Length>| {
        length.map(|length| match length {
            Length::Value(expr) => format!("{key} = {}", written(expr)),
            Length::Literal(time, _) => format!("{key} = \"{}\"", short(*time)),
        })
    };
    match backoff {
        Backoff::Path(path) => written(path),
        Backoff::None => "none".to_owned(),
        Backoff::Constant(wait) => {
            format!("constant({})", length("", Some(wait)).unwrap_or_default().replace(" = ", ""))
        }
        Backoff::Linear { step, max } => {
            let parts = vec![length("step", step.as_ref()), length("max", max.as_ref())];
            format!("linear({})", listed(parts))
        }
        Backoff::Exponential { base, max, plus, factor } => {
            let factor = factor.as_ref().map(|factor| match factor {
                Factor::Path(path) => format!("factor = {}", written(path)),
                Factor::Thousandths(factor, _) => {
                    format!("factor = {}", f64::from(*factor) / 1_000.0)
                }
            });
            let parts = vec![
                length("base", base.as_ref()),
                factor,
                length("max", max.as_ref()),
                length("plus", plus.as_ref()),
            ];
            format!("exponential({})", listed(parts))
        }
    }
}

/// What is there, with commas between.
fn listed(parts: Vec<Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// In the units of the options, to the millisecond, so that it can be read.
pub(super) fn short(time: Duration) -> String {
    if time < Duration::from_millis(1) {
        return duration::write(time);
    }
    let millis = time.as_nanos().div_ceil(1_000_000).saturating_mul(1_000_000);
    duration::write(from_nanos(millis))
}
