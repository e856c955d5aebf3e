//! A policy as it is being written, option by option, each of which the compiler looks at where it alone can.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Expr;

use crate::config::count::Count;
use crate::config::length::Length;
use crate::config::rule::{self, Action, Rule};
use crate::expand::literals::{count, length};
use crate::expand::located;

/// Where a policy is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    /// By the compiler, which sees all of it.
    InTheBuild,
    /// From a policy that only the call knows.
    InTheCall,
}

/// A policy as far as it is written.
pub(super) struct Builder<'a> {
    pub(super) written: TokenStream,
    made: Made,
    krate: &'a dyn ToTokens,
    /// A time in it is not known to us, so only the compiler sees what goes with it.
    has_unknown: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        base: Option<&Expr>,
        limits: Option<&[Literal; 2]>,
        made: Made,
        krate: &'a dyn ToTokens,
    ) -> Self {
        let written = match (base, limits) {
            (Some(base), _) => {
                let policy = match base {
                    Expr::Reference(_) => base.to_token_stream(),
                    _ => located::borrowed(base),
                };
                located::call(base, quote!(#krate::based_on), policy)
            }
            (None, Some([retries, timeout])) => quote!(#krate::limited(#retries, #timeout)),
            (None, None) => quote!(#krate::START),
        };
        let has_unknown = base.is_some() && made == Made::InTheBuild;
        Self { written, made, krate, has_unknown }
    }

    /// Before anything is set, as all of it is looked at together.
    pub(super) fn allow_dead(&mut self) {
        let written = &self.written;
        self.written = quote!(#written.allow_dead());
    }

    /// Sets one option; with `checked` its value is one that only the compiler knows.
    pub(super) fn set(&mut self, key: &Ident, value: &TokenStream, checked: bool) {
        let name = Ident::new(&key.to_string(), key.span());
        self.add(value, &quote!(.#name(#value)), checked);
    }

    pub(super) fn set_length(&mut self, key: &Ident, time: &Length) {
        self.has_unknown |= matches!(time, Length::Value(_));
        let here = match time {
            Length::Literal(_, span) => Ident::new(&key.to_string(), *span).to_token_stream(),
            Length::Value(expr) => expr.to_token_stream(),
        };
        let (name, time) = (Ident::new(&key.to_string(), key.span()), length(time));
        self.add(&here, &quote!(.#name(#time)), self.has_unknown);
    }

    /// Sets the list of timeouts; each path in it is looked at with what stands before it.
    pub(super) fn set_steps(&mut self, key: Span, steps: &[Length]) {
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

    pub(super) fn set_rule(&mut self, rule: &Rule) {
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
    pub(super) fn hold(&mut self, rule: &Rule, times: &Count, retries: &Count) {
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

/// The path to a class that was written in snake case.
fn class(name: &Ident, krate: &dyn ToTokens) -> TokenStream {
    let variant = rule::variant(name);
    quote!(#krate::Class::#variant)
}
