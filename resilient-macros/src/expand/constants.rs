//! The values that the compiler works out: a policy, a breaker's settings, as const expressions.

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Ident, Path};

use crate::config::Config;
use crate::config::allow::Check;
use crate::config::backoff::Backoff;
use crate::config::count::Count;
use crate::config::factor::Factor;
use crate::config::length::Length;
use crate::config::rule::{self, Action};
use crate::config::settings::{Setting, SettingValue};
use crate::config::timeout::Timeout;
use crate::rules::wait::{self, Jitter};

/// A policy as a const expression, beginning with `base` where the user names one.
///
/// `is_constant` says which lengths are known before the call; the others are asked in it.
pub(crate) fn policy(
    config: &Config,
    base: Option<&TokenStream>,
    is_constant: impl Fn(&Length) -> bool,
    krate: &impl ToTokens,
) -> TokenStream {
    let mut builder = match base {
        Some(base) => quote!((#base).to_builder()),
        None => quote!(#krate::Policy::builder()),
    };
    let mut set = |key: &Ident, value: TokenStream| {
        let name = Ident::new(&key.to_string(), key.span());
        builder.extend(quote!(.#name(#value)));
    };
    if let Some(retries) = &config.retries {
        set(&retries.key, count(&retries.value));
    }
    if let Some(timeout) = &config.timeout {
        match &timeout.value {
            Timeout::One(time) if is_constant(time) => set(&timeout.key, length(time)),
            Timeout::One(_) => {}
            Timeout::Each(times) => {
                let times = times.iter().map(length);
                set(&Ident::new("timeouts", timeout.key.span()), quote!(&[#(#times),*]));
            }
        }
    }
    for given in [&config.deadline, &config.switch_after, &config.patience].into_iter().flatten() {
        if is_constant(&given.value) {
            set(&given.key, length(&given.value));
        }
    }
    if let Some(given) = &config.backoff {
        set(&given.key, backoff(&given.value, krate));
    }
    if let Some(jitter) = &config.jitter {
        let kind = match jitter.value {
            Jitter::Equal => quote!(Equal),
            Jitter::Full => quote!(Full),
            Jitter::None => quote!(None),
        };
        set(&jitter.key, quote!(#krate::Jitter::#kind));
    }
    for rule in &config.on {
        let class = class(&rule.class, krate);
        let action = match &rule.action {
            Action::Retry(times) => {
                let times = count(times);
                quote!(Retry(#times))
            }
            Action::FallBack => quote!(FallBack),
            Action::Fail => quote!(Fail),
        };
        set(&Ident::new("on", rule.class.span()), quote!(#class, #krate::Action::#action));
    }
    if config.allow.has(Check::DeadOption) && has_pair(config) {
        builder.extend(quote!(.allow_dead()));
    }
    builder
}

/// Whether two options are written of which one may rule the other out.
fn has_pair(config: &Config) -> bool {
    config.timeout.is_some()
        || config.deadline.is_some()
        || config.switch_after.is_some()
        || config.patience.is_some()
}

/// A breaker's settings as a const expression.
pub(crate) fn settings(settings: &[Setting], krate: &impl ToTokens) -> TokenStream {
    let given = settings.iter().map(|Setting { key, value }| {
        let value = match value {
            SettingValue::Count(number) => count(number),
            SettingValue::Length(time) => length(time),
            SettingValue::Nothing => TokenStream::new(),
        };
        quote!(.#key(#value))
    });
    quote!(#krate::Settings::DEFAULT #(#given)*)
}

/// The path to a class that was written in snake case.
fn class(name: &Ident, krate: &impl ToTokens) -> TokenStream {
    let variant = rule::variant(name);
    quote!(#krate::Class::#variant)
}

fn backoff(backoff: &Backoff, krate: &impl ToTokens) -> TokenStream {
    let kind = quote!(#krate::Backoff);
    match backoff {
        Backoff::Exponential { base, max, plus, factor } => {
            let base = first(base.as_ref(), wait::FIRST, max.as_ref());
            let factor = factor.as_ref().map(|factor| match factor {
                Factor::Thousandths(factor, span) => quote_spanned!(*span=> .factor(#factor)),
                Factor::Path(path) => quote!(.factor((#path) as u32 * 1_000)),
            });
            let max = option("max", max.as_ref());
            let plus = option("plus", plus.as_ref());
            quote!(#kind::exponential(#base) #factor #max #plus)
        }
        Backoff::Linear { step, max } => {
            let step = first(step.as_ref(), wait::FIRST_STEP, max.as_ref());
            let max = option("max", max.as_ref());
            quote!(#kind::linear(#step) #max)
        }
        Backoff::Constant(wait) => {
            let wait = length(wait);
            quote!(#kind::constant(#wait))
        }
        Backoff::None => quote!(#kind::none()),
        Backoff::Path(path) => path.to_token_stream(),
    }
}

/// The first wait; its default gives way to the cap that was written.
fn first(given: Option<&Length>, default: Duration, max: Option<&Length>) -> TokenStream {
    let fallback = || match max {
        Some(Length::Literal(max, span)) => duration(default.min(*max), *span),
        Some(Length::Value(_)) | None => duration(default, Span::call_site()),
    };
    given.map_or_else(fallback, length)
}

fn option(name: &str, value: Option<&Length>) -> Option<TokenStream> {
    let value = length(value?);
    let name = Ident::new(name, Span::call_site());
    Some(quote!(.#name(#value)))
}

fn count(count: &Count) -> TokenStream {
    match count {
        Count::Literal(number, span) => {
            let number = proc_macro2::Literal::u64_unsuffixed(*number);
            let mut number = number;
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
    if let (0, Ok(millis)) = (time.subsec_nanos() % 1_000_000, u64::try_from(time.as_millis())) {
        let millis = proc_macro2::Literal::u64_unsuffixed(millis);
        return quote_spanned!(span=> ::core::time::Duration::from_millis(#millis));
    }
    let (seconds, nanos) = (time.as_secs(), time.subsec_nanos());
    quote_spanned!(span=> ::core::time::Duration::new(#seconds, #nanos))
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
