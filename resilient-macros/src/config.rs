//! The options of one attribute as typed values; none of them can be out of range.

pub(crate) mod allow;
pub(crate) mod backoff;
pub(crate) mod breaker;
pub(crate) mod classifier;
pub(crate) mod count;
pub(crate) mod declaration;
pub(crate) mod duration;
pub(crate) mod factor;
pub(crate) mod jitter;
pub(crate) mod length;
pub(crate) mod links;
pub(crate) mod mode;
pub(crate) mod name;
pub(crate) mod proofs;
pub(crate) mod reach;
pub(crate) mod relations;
pub(crate) mod rule;
pub(crate) mod settings;
pub(crate) mod table;
pub(crate) mod timeout;

use proc_macro2::{Ident, TokenStream};
use syn::{Expr, LitStr};

use crate::config::allow::Allowed;
use crate::config::backoff::Backoff;
use crate::config::breaker::Breaker;
use crate::config::count::Count;
use crate::config::length::Length;
use crate::config::links::Link;
use crate::config::rule::Rule;
use crate::config::timeout::Timeout;
use crate::rules::wait::Jitter;

/// A value with the key it came from, for rules between options.
#[derive(Clone)]
pub(crate) struct Spanned<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

#[derive(Clone, Default)]
pub(crate) struct Config {
    pub(crate) retries: Option<Spanned<Count>>,
    pub(crate) timeout: Option<Spanned<Timeout>>,
    pub(crate) deadline: Option<Spanned<Length>>,
    pub(crate) breaker: Option<Spanned<Breaker>>,
    pub(crate) fallback: Vec<Link>,
    pub(crate) fallback_key: Option<Ident>,
    pub(crate) otherwise: Option<Spanned<Expr>>,
    pub(crate) backoff: Option<Spanned<Backoff>>,
    pub(crate) policy: Option<Spanned<Expr>>,
    pub(crate) jitter: Option<Spanned<Jitter>>,
    pub(crate) on: Vec<Rule>,
    pub(crate) classify: Option<Spanned<Expr>>,
    pub(crate) stop: Option<Spanned<Expr>>,
    pub(crate) switch_after: Option<Spanned<Length>>,
    pub(crate) patience: Option<Spanned<Length>>,
    pub(crate) id: Option<Spanned<LitStr>>,
    pub(crate) docs: Option<Spanned<bool>>,
    pub(crate) borrow: Vec<Ident>,
    pub(crate) clone: Vec<Ident>,
    pub(crate) allow: Allowed,
    pub(crate) krate: Option<syn::Path>,
    /// Options of which it can't be told what they were given, or whether.
    pub(crate) unclear: Vec<&'static str>,
    /// The keys as they were written, for editors.
    pub(crate) keys: Vec<Ident>,
    /// All that was written.
    pub(crate) written: TokenStream,
}

impl Config {
    /// Whether one attempt is all that can happen, as it is written.
    pub(crate) fn makes_one_attempt(&self) -> bool {
        let retries = self.retries.as_ref().map(|given| &given.value);
        self.fallback.is_empty() && matches!(retries, Some(Count::Literal(0, _)))
    }

    /// Whether it can't be told what an option was given, or that it was not.
    pub(crate) fn is_unclear(&self, name: &str) -> bool {
        self.unclear.contains(&name)
    }
}
