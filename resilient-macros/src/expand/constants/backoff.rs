//! A backoff as an expression.

use std::time::Duration;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::config::backoff::Backoff;
use crate::config::factor::Factor;
use crate::config::length::Length;
use crate::expand::literals::{duration, length};
use crate::expand::located;
use crate::rules::wait;

pub(super) fn backoff(backoff: &Backoff, krate: &dyn ToTokens) -> TokenStream {
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
