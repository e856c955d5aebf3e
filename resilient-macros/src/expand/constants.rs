//! The values that the compiler works out: a policy and what it is made of, as const expressions.

mod backoff;
mod builder;

use std::time::Duration;

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Path};

use self::backoff::backoff;
use self::builder::Builder;
use crate::config::Config;
use crate::config::allow::Check;
use crate::config::count::Count;
use crate::config::length::Length;
use crate::config::proofs;
use crate::config::timeout::Timeout;
use crate::rules::wait::Jitter;

/// Where a policy is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    /// By the compiler, which sees all of it.
    InTheBuild,
    /// From a policy that only the call knows.
    InTheCall,
}

/// A policy as an expression, beginning with `base` where the user names one.
///
/// `is_constant` says which lengths are known before the call; the others are asked in it.
pub(crate) fn policy(
    config: &Config,
    base: Option<&Expr>,
    made: Made,
    is_constant: &dyn Fn(&Length) -> bool,
    krate: &dyn ToTokens,
) -> TokenStream {
    let limits = limits(config).filter(|_| base.is_none());
    let mut policy = Builder::new(base, limits.as_ref(), made, krate);
    if config.allow.has(Check::DeadOption) && has_pair(config) {
        policy.allow_dead();
    }
    if let (Some(retries), None) = (&config.retries, &limits) {
        let is_path = retries.value.literal().is_none();
        policy.set(&retries.key, &count(&retries.value), is_path);
    }
    if let (Some(timeout), None) = (&config.timeout, &limits) {
        match &timeout.value {
            Timeout::One(time) if is_constant(time) => policy.set_length(&timeout.key, time),
            Timeout::One(_) => {}
            Timeout::Each(times) => policy.set_steps(timeout.key.span(), times),
        }
    }
    for given in [&config.deadline, &config.switch_after, &config.patience] {
        match given {
            Some(given) if is_constant(&given.value) => {
                policy.set_length(&given.key, &given.value);
            }
            _ => {}
        }
    }
    if let Some(given) = &config.backoff {
        let backoff = backoff(&given.value, krate);
        // A const in it that is out of range is a mistake for the build, wherever the rest is made.
        let backoff = match made {
            Made::InTheBuild => backoff,
            Made::InTheCall => quote!(const { #backoff }),
        };
        policy.set(&given.key, &backoff, false);
    }
    if let Some(jitter) = &config.jitter {
        let kind = match jitter.value {
            Jitter::Equal => quote!(Equal),
            Jitter::Full => quote!(Full),
            Jitter::None => quote!(None),
        };
        policy.set(&jitter.key, &quote!(#krate::Jitter::#kind), false);
    }
    for rule in &config.on {
        policy.set_rule(rule);
    }
    for (rule, times, retries) in proofs::rules_left(config) {
        policy.hold(rule, times, retries);
    }
    policy.written
}

/// The retries and the milliseconds of one timeout, where both are literals, as in most attributes: together they cost
/// the compiler no more than one.
fn limits(config: &Config) -> Option<[Literal; 2]> {
    let retries = config.retries.as_ref()?.value.literal()?;
    match &config.timeout.as_ref()?.value {
        Timeout::One(Length::Literal(time, _)) => {
            Some([retries, millis(*time)?].map(Literal::u64_unsuffixed))
        }
        Timeout::One(Length::Value(_)) | Timeout::Each(_) => None,
    }
}

/// Whether two options are written of which one may rule the other out.
fn has_pair(config: &Config) -> bool {
    config.timeout.is_some()
        || config.deadline.is_some()
        || config.switch_after.is_some()
        || config.patience.is_some()
}

/// A number as an expression.
pub(crate) fn count(count: &Count) -> TokenStream {
    match count {
        Count::Literal(number, span) => {
            let mut number = Literal::u64_unsuffixed(*number);
            number.set_span(*span);
            number.to_token_stream()
        }
        Count::Path(path) => path.to_token_stream(),
    }
}

/// A length of time as an expression.
pub(crate) fn length(length: &Length) -> TokenStream {
    match length {
        Length::Literal(time, span) => duration(*time, *span),
        Length::Value(expr) => expr.to_token_stream(),
    }
}

fn duration(time: Duration, span: Span) -> TokenStream {
    if let Some(millis) = millis(time) {
        let millis = Literal::u64_unsuffixed(millis);
        return quote_spanned!(span=> ::core::time::Duration::from_millis(#millis));
    }
    let (seconds, nanos) = (time.as_secs(), time.subsec_nanos());
    quote_spanned!(span=> ::core::time::Duration::new(#seconds, #nanos))
}

/// A length of time in whole milliseconds, if it is some.
fn millis(time: Duration) -> Option<u64> {
    let is_whole = time.subsec_nanos() % 1_000_000 == 0;
    u64::try_from(time.as_millis()).ok().filter(|_| is_whole)
}

/// Whether this is a path, and so may name a const.
pub(crate) fn as_path(expr: &Expr) -> Option<&Path> {
    match expr {
        Expr::Path(path) if path.qself.is_none() => Some(&path.path),
        Expr::Group(group) => as_path(&group.expr),
        Expr::Paren(paren) => as_path(&paren.expr),
        _ => None,
    }
}
