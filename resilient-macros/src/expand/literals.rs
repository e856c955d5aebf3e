//! Numbers and lengths of time as expressions, and the paths of consts in their place.

use std::time::Duration;

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, Path};

use crate::config::count::Count;
use crate::config::length::Length;
use crate::usage::bare;

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

pub(crate) fn duration(time: Duration, span: Span) -> TokenStream {
    if let Some(millis) = millis(time) {
        let millis = Literal::u64_unsuffixed(millis);
        return quote_spanned!(span=> ::core::time::Duration::from_millis(#millis));
    }
    let (seconds, nanos) = (time.as_secs(), time.subsec_nanos());
    quote_spanned!(span=> ::core::time::Duration::new(#seconds, #nanos))
}

/// A length of time in whole milliseconds, if it is some.
pub(crate) fn millis(time: Duration) -> Option<u64> {
    let is_whole = time.subsec_nanos() % 1_000_000 == 0;
    u64::try_from(time.as_millis()).ok().filter(|_| is_whole)
}

/// Whether this is a path, and so may name a const.
pub(crate) fn as_path(expr: &Expr) -> Option<&Path> {
    match bare(expr) {
        Expr::Path(path) if path.qself.is_none() => Some(&path.path),
        _ => None,
    }
}
