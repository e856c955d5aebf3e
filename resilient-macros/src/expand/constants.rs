//! The values that the compiler works out: a policy and what it is made of, as const expressions.

mod backoff;
mod builder;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::Expr;

use self::backoff::backoff;
use self::builder::Builder;
pub(crate) use self::builder::Made;
use crate::config::Config;
use crate::config::allow::Check;
use crate::config::length::Length;
use crate::config::proofs;
use crate::config::timeout::Timeout;
use crate::expand::literals::{count, millis};
use crate::rules::wait::Jitter;

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
