//! The numbers in the options, as far as they are known, and what follows from them.

use std::time::Duration;

use syn::{Expr, ExprArray};

use crate::config::Config;
use crate::config::backoff::Backoff;
use crate::config::duration;
use crate::config::factor::Factor;
use crate::config::length::Length;
use crate::config::links::Link;
use crate::config::timeout::Timeout;
use crate::expand::places::written;
use crate::rules::wait::Jitter;

/// What is not known is `None`, or said in the user's own words.
pub(super) struct Numbers {
    pub(super) retries: Option<u64>,
    /// Targets beside the function as it is called.
    pub(super) further: u64,
    pub(super) waits: Option<Waits>,
    pub(super) timeouts: Option<Vec<Duration>>,
    pub(super) patience: String,
    pub(super) switch_after: String,
    longest_hint: Option<Duration>,
}

/// How long retries wait.
#[derive(Clone)]
pub(super) struct Waits {
    pub(super) base: Duration,
    growth: Growth,
    max: Duration,
    plus: Duration,
    jitter: Jitter,
    /// The waits after a rate limit, where they are others.
    pub(super) limited: Option<Box<Waits>>,
}

#[derive(Clone, Copy)]
enum Growth {
    /// In thousandths.
    By(u32),
    Linear,
    Constant,
}

impl Numbers {
    pub(super) fn of(config: &Config) -> Self {
        let has_policy = config.policy.is_some();
        let default =
            |text: &str| if has_policy { "what the policy says" } else { text }.to_owned();
        let length =
            |given: Option<&Length>, text: &str| given.map_or_else(|| default(text), super::said);
        let patience = config.patience.as_ref().map(|given| &given.value);
        let switch_after = config.switch_after.as_ref().map(|given| &given.value);
        Self {
            retries: match &config.retries {
                Some(given) => given.value.literal(),
                None => (!has_policy).then_some(2),
            },
            further: config.fallback.iter().map(targets).fold(0, u64::saturating_add),
            waits: waits(config),
            timeouts: timeouts(config),
            // Where one of the two is written, the default of the other gives way to it.
            patience: match (patience, known(switch_after)) {
                (None, Some(switch_after)) if switch_after > PATIENCE => short(switch_after),
                _ => length(patience, "1m"),
            },
            switch_after: match (switch_after, known(patience)) {
                (None, Some(patience)) if patience < SWITCH_AFTER => short(patience),
                _ => length(switch_after, "5s"),
            },
            longest_hint: match (patience, switch_after) {
                (Some(_), _) => known(patience),
                (None, Some(_)) => known(switch_after).map(|it| it.max(PATIENCE)),
                (None, None) => (!has_policy).then_some(PATIENCE),
            },
        }
    }

    /// The most calls there can be.
    pub(super) fn calls(&self) -> Option<u64> {
        Some(self.retries?.saturating_add(self.further).saturating_add(1))
    }

    /// The longest time without a deadline, and how many retries may wait in it.
    pub(super) fn longest(&self, config: &Config) -> Option<(Duration, u64)> {
        let (calls, retries) = (self.calls()?, self.retries?);
        let calls_others =
            config.fallback.iter().any(|it| matches!(it, Link::Path(_) | Link::Call(_)));
        if config.breaker.is_some() || config.policy.is_some() || calls_others {
            return None;
        }
        let timeout = *self.timeouts.as_ref()?.first()?;
        let waits = self.waits.as_ref()?;
        let waits = waits.limited.as_deref().unwrap_or(waits);
        // As in `decide` of the runtime: a hint, or the backoff if that is longer, and a spread.
        let least = waits.unjittered(retries).max(self.longest_hint?);
        let hinted = least.saturating_add(waits.base.min(least / 4));
        let wait = hinted.max(waits.most(retries));
        Some((times(timeout, calls).saturating_add(times(wait, retries)), retries))
    }
}

impl Waits {
    /// Before retry `retry` of a target without chance: the formula of `Backoff` in the runtime.
    pub(super) fn unjittered(&self, retry: u64) -> Duration {
        let wait = match self.growth {
            Growth::Constant => self.base,
            Growth::Linear => times(self.base, retry),
            Growth::By(factor) => self.grown(factor, retry),
        };
        wait.min(self.max)
    }

    pub(super) fn most(&self, retry: u64) -> Duration {
        self.unjittered(retry).saturating_add(self.plus).min(self.max)
    }

    pub(super) fn least(&self, retry: u64) -> Duration {
        match self.jitter {
            Jitter::None => self.unjittered(retry),
            Jitter::Equal => self.unjittered(retry) / 2,
            Jitter::Full => Duration::ZERO,
        }
    }

    fn grown(&self, factor: u32, retry: u64) -> Duration {
        // With 32 bits behind the point, as in the runtime.
        let (mut wait, max) = (self.base.as_nanos() << 32, self.max.as_nanos() << 32);
        let mut left = if factor == 1_000 { 0 } else { retry.saturating_sub(1) };
        while left > 0 && wait < max && wait > 0 {
            wait = wait.saturating_mul(factor.into()) / 1_000;
            left -= 1;
        }
        nanos(wait >> 32)
    }
}

fn waits(config: &Config) -> Option<Waits> {
    let jitter = match (&config.jitter, &config.policy) {
        (Some(given), _) => given.value,
        (None, Some(_)) => return None,
        (None, None) => Jitter::Equal,
    };
    let plain = |base, growth, max: Duration| Waits {
        base,
        growth,
        max: max.max(base),
        plus: Duration::ZERO,
        jitter,
        limited: None,
    };
    let doubling = |base| plain(base, Growth::By(2_000), Duration::from_secs(60));
    let Some(given) = &config.backoff else {
        let limited = Some(Box::new(doubling(Duration::from_secs(1))));
        return config.policy.is_none().then(|| Waits { limited, ..doubling(HALF_A_SECOND) });
    };
    match &given.value {
        Backoff::None => Some(plain(Duration::ZERO, Growth::Constant, Duration::ZERO)),
        Backoff::Constant(wait) => {
            let wait = known(Some(wait))?;
            Some(plain(wait, Growth::Constant, wait))
        }
        Backoff::Linear { step, max } => {
            let most = given_or(max.as_ref(), Duration::from_secs(30))?;
            let step = first(step.as_ref(), max.as_ref(), Duration::from_secs(1), most)?;
            Some(plain(step, Growth::Linear, most))
        }
        Backoff::Exponential { base, max, plus, factor } => {
            let most = given_or(max.as_ref(), Duration::from_secs(60))?;
            let base = first(base.as_ref(), max.as_ref(), HALF_A_SECOND, most)?;
            let factor = match factor {
                Some(Factor::Thousandths(factor, _)) => *factor,
                Some(Factor::Path(_)) => return None,
                None => 2_000,
            };
            let plus = given_or(plus.as_ref(), Duration::ZERO)?;
            Some(Waits { plus, ..plain(base, Growth::By(factor), most) })
        }
        Backoff::Path(_) => None,
    }
}

/// The first wait; its default gives way to a `max` that was written.
fn first(
    given: Option<&Length>,
    max: Option<&Length>,
    default: Duration,
    most: Duration,
) -> Option<Duration> {
    match (given, max) {
        (Some(_), _) => known(given),
        (None, Some(_)) => Some(default.min(most)),
        (None, None) => Some(default),
    }
}

fn given_or(given: Option<&Length>, default: Duration) -> Option<Duration> {
    if given.is_some() { known(given) } else { Some(default) }
}

fn timeouts(config: &Config) -> Option<Vec<Duration>> {
    match &config.timeout.as_ref()?.value {
        Timeout::One(length) => known(Some(length)).map(|one| vec![one]),
        Timeout::Each(lengths) => lengths.iter().map(|length| known(Some(length))).collect(),
    }
}

pub(super) fn known(length: Option<&Length>) -> Option<Duration> {
    match length? {
        Length::Literal(time, _) => Some(*time),
        Length::Value(_) => None,
    }
}

/// How many targets a link makes, at most.
pub(super) fn targets(link: &Link) -> u64 {
    match link {
        Link::Each { iterator: Expr::Array(ExprArray { elems, .. }), .. } => {
            u64::try_from(elems.len()).unwrap_or(MOST_ITEMS).min(MOST_ITEMS)
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
            let parts = [length("step", step.as_ref()), length("max", max.as_ref())];
            format!("linear({})", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        Backoff::Exponential { base, max, plus, factor } => {
            let factor = factor.as_ref().map(|factor| match factor {
                Factor::Path(path) => format!("factor = {}", written(path)),
                Factor::Thousandths(factor, _) => {
                    format!("factor = {}", f64::from(*factor) / 1_000.0)
                }
            });
            let parts = [
                length("base", base.as_ref()),
                factor,
                length("max", max.as_ref()),
                length("plus", plus.as_ref()),
            ];
            format!("exponential({})", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
    }
}

/// In the units of the options, to the millisecond, so that it can be read.
pub(super) fn short(time: Duration) -> String {
    if time < Duration::from_millis(1) {
        return duration::write(time);
    }
    let millis = time.as_nanos().div_ceil(1_000_000).saturating_mul(1_000_000);
    duration::write(nanos(millis))
}

pub(super) fn times(time: Duration, count: u64) -> Duration {
    nanos(time.as_nanos().saturating_mul(count.into()))
}

fn nanos(nanos: u128) -> Duration {
    let (seconds, rest) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
    match (u64::try_from(seconds), u32::try_from(rest)) {
        (Ok(seconds), Ok(rest)) => Duration::new(seconds, rest),
        _ => Duration::MAX,
    }
}

const HALF_A_SECOND: Duration = Duration::from_millis(500);
const PATIENCE: Duration = Duration::from_secs(60);
const SWITCH_AFTER: Duration = Duration::from_secs(5);
const MOST_ITEMS: u64 = 16;
