//! The values that the compiler works out: a policy and what it is made of, as const expressions.

use std::time::Duration;

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Ident, Path};

use crate::config::Config;
use crate::config::allow::Check;
use crate::config::backoff::Backoff;
use crate::config::count::Count;
use crate::config::factor::Factor;
use crate::config::length::Length;
use crate::config::proofs;
use crate::config::rule::{self, Action, Rule};
use crate::config::timeout::Timeout;
use crate::expand::located;
use crate::rules::wait::{self, Jitter};

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

/// A policy as far as it is written.
struct Builder<'a> {
    written: TokenStream,
    made: Made,
    krate: &'a dyn ToTokens,
    /// A time in it is not known to us, so only the compiler sees what goes with it.
    has_unknown: bool,
}

impl<'a> Builder<'a> {
    fn new(
        base: Option<&Expr>,
        limits: Option<&[Literal; 2]>,
        made: Made,
        krate: &'a dyn ToTokens,
    ) -> Self {
        let written = match (base, limits) {
            (Some(base), _) => {
                let policy = located::borrowed(base);
                located::call(base, quote!(#krate::based_on), policy)
            }
            (None, Some([retries, timeout])) => quote!(#krate::limited(#retries, #timeout)),
            (None, None) => quote!(#krate::START),
        };
        let has_unknown = base.is_some() && made == Made::InTheBuild;
        Self { written, made, krate, has_unknown }
    }

    /// Before anything is set, as all of it is looked at together.
    fn allow_dead(&mut self) {
        let written = &self.written;
        self.written = quote!(#written.allow_dead());
    }

    /// Sets one option; with `checked` its value is one that only the compiler knows.
    fn set(&mut self, key: &Ident, value: &TokenStream, checked: bool) {
        let name = Ident::new(&key.to_string(), key.span());
        self.add(value, &quote!(.#name(#value)), checked);
    }

    fn set_length(&mut self, key: &Ident, time: &Length) {
        self.has_unknown |= matches!(time, Length::Value(_));
        let here = match time {
            Length::Literal(_, span) => Ident::new(&key.to_string(), *span).to_token_stream(),
            Length::Value(expr) => expr.to_token_stream(),
        };
        let (name, time) = (Ident::new(&key.to_string(), key.span()), length(time));
        self.add(&here, &quote!(.#name(#time)), self.has_unknown);
    }

    /// Sets the list of timeouts; each path in it is looked at with what stands before it.
    fn set_steps(&mut self, key: Span, steps: &[Length]) {
        let name = Ident::new("timeouts", key);
        for (index, step) in steps.iter().enumerate() {
            let is_path = matches!(step, Length::Value(_));
            self.has_unknown |= is_path;
            if is_path || index + 1 == steps.len() {
                let times = steps[..=index].iter().map(length);
                self.add(&length(step), &quote!(.#name(&[#(#times),*])), self.has_unknown);
            }
        }
    }

    fn set_rule(&mut self, rule: &Rule) {
        let krate = self.krate;
        let class = class(&rule.class, krate);
        let on = Ident::new("on", rule.class.span());
        let (here, action, checked) = match &rule.action {
            Action::Retry(times) => {
                let here = count(times);
                (here.clone(), quote!(Retry(#here)), times.literal().is_none())
            }
            Action::FallBack => (class.clone(), quote!(FallBack), false),
            Action::Fail => (class.clone(), quote!(Fail), false),
        };
        self.add(&here, &quote!(.#on(#class, #krate::Action::#action)), checked);
    }

    /// Lets the compiler see whether a class may be retried so often.
    // Output: repeatable(builder, 3, MAX)
    fn hold(&mut self, rule: &Rule, times: &Count, retries: &Count) {
        let (krate, written) = (self.krate, &self.written);
        let (times, retries) = (count(times), count(retries));
        let held = |builder: TokenStream| {
            let told = quote!(#builder, #times, #retries);
            located::call(&rule.class, quote!(#krate::repeatable), told)
        };
        self.written = match self.made {
            Made::InTheBuild => held(written.clone()),
            Made::InTheCall => {
                let alone = held(quote!(#krate::START));
                quote!({ const { let _ = #alone; } #written })
            }
        };
    }

    // Output: sound(builder.retries(MAX))
    fn add(&mut self, here: &TokenStream, setter: &TokenStream, checked: bool) {
        let (krate, written) = (self.krate, &self.written);
        self.written = match self.made {
            _ if !checked => quote!(#written #setter),
            Made::InTheBuild => {
                located::call(here, quote!(#krate::sound), quote!(#written #setter))
            }
            // What the call brings is no mistake of this value, so the value is looked at alone.
            Made::InTheCall => {
                let alone = quote!(#krate::START #setter);
                let sound = located::call(here, quote!(#krate::sound), alone);
                quote!({ const { let _ = #sound; } #written #setter })
            }
        };
    }
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

/// The path to a class that was written in snake case.
fn class(name: &Ident, krate: &dyn ToTokens) -> TokenStream {
    let variant = rule::variant(name);
    quote!(#krate::Class::#variant)
}

fn backoff(backoff: &Backoff, krate: &dyn ToTokens) -> TokenStream {
    let kind = quote!(#krate::Backoff);
    match backoff {
        Backoff::Exponential { base, max, plus, factor } => {
            let first = first(base.as_ref(), wait::FIRST, max.as_ref(), krate);
            let mut written = quote!(#kind::exponential(#first));
            if let Some(factor) = factor {
                written = grown(&written, factor, krate);
            }
            let written = capped(base.as_ref(), max.as_ref(), written, krate);
            with("plus", plus.as_ref(), written, &kind)
        }
        Backoff::Linear { step, max } => {
            let first = first(step.as_ref(), wait::FIRST_STEP, max.as_ref(), krate);
            capped(step.as_ref(), max.as_ref(), quote!(#kind::linear(#first)), krate)
        }
        Backoff::Constant(wait) => {
            let wait = waiting(wait, krate);
            quote!(#kind::constant(#wait))
        }
        Backoff::None => quote!(#kind::none()),
        Backoff::Path(path) => path.to_token_stream(),
    }
}

/// The first wait; its default gives way to the cap that was written.
fn first(
    given: Option<&Length>,
    default: Duration,
    max: Option<&Length>,
    krate: &dyn ToTokens,
) -> TokenStream {
    let fallback = || match max {
        Some(Length::Literal(max, span)) => duration(default.min(*max), *span),
        Some(Length::Value(_)) | None => duration(default, Span::call_site()),
    };
    given.map_or_else(fallback, |given| waiting(given, krate))
}

/// A wait that is one; of a const the compiler sees to that.
// Output: waiting(WAIT)
fn waiting(wait: &Length, krate: &dyn ToTokens) -> TokenStream {
    match wait {
        Length::Literal(..) => length(wait),
        Length::Value(expr) => located::call(expr, quote!(#krate::waiting), quote!(#expr)),
    }
}

// Output: Backoff::factor(backoff, 1_500)
fn grown(written: &TokenStream, factor: &Factor, krate: &dyn ToTokens) -> TokenStream {
    let (here, thousandths) = match factor {
        Factor::Thousandths(factor, span) => {
            let literal = quote_spanned!(*span=> #factor);
            (literal.clone(), literal)
        }
        Factor::Path(path) => {
            // A number of any type: there is no other way for it into a function that runs in the build.
            let number = quote_spanned!(located::start(path)=> (#path) as f64);
            (quote!(#path), located::call(path, quote!(#krate::thousandths), number))
        }
    };
    located::call(&here, quote!(#krate::Backoff::factor), quote!(#written, #thousandths))
}

/// The cap, to which a first wait that is not written gives way; of a const the compiler sees to that.
// Output: capped(backoff, MAX)
fn capped(
    first: Option<&Length>,
    max: Option<&Length>,
    written: TokenStream,
    krate: &dyn ToTokens,
) -> TokenStream {
    match (first, max) {
        (None, Some(Length::Value(max))) => {
            located::call(max, quote!(#krate::capped), quote!(#written, #max))
        }
        _ => with("max", max, written, &quote!(#krate::Backoff)),
    }
}

// Output: Backoff::max(backoff, max)
fn with(
    name: &str,
    value: Option<&Length>,
    written: TokenStream,
    kind: &TokenStream,
) -> TokenStream {
    let Some(value) = value.map(length) else { return written };
    let name = Ident::new(name, Span::call_site());
    located::call(&value, quote!(#kind::#name), quote!(#written, #value))
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
