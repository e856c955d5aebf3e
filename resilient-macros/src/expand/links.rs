//! The links of a chain as they are written: what each is called, and what it names.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::{Expr, LitStr};

use crate::config::links::{Link, Replacement};
use crate::usage::{mentions, spelled};
use crate::written::written;

/// The identifier `error` as it stands in an expression that names it, with the hygiene it has there.
pub(crate) fn error_in(expr: &TokenStream) -> Option<Ident> {
    if mentions(expr, &Ident::new("error", Span::call_site())) {
        spelled(expr, "error")
    } else {
        None
    }
}

/// Whether a link looks at the error before it.
pub(crate) fn mentions_error(link: &Link) -> bool {
    matches!(link, Link::Call(call) if error_in(&call.to_token_stream()).is_some())
}

/// What stands in the place of the body.
pub(crate) fn called(link: &Link) -> Option<TokenStream> {
    match link {
        Link::Call(call) => Some(call.to_token_stream()),
        Link::Replace(_) | Link::Each { .. } | Link::Path(_) => None,
    }
}

/// The expressions of a link, in which arguments may be named.
pub(crate) fn expressions(link: &Link) -> Vec<TokenStream> {
    match link {
        Link::Replace(all) => all.iter().map(|one| one.value.to_token_stream()).collect(),
        Link::Each { iterator, .. } => vec![iterator.to_token_stream()],
        Link::Call(call) => vec![call.to_token_stream()],
        Link::Path(_) => Vec::new(),
    }
}

/// A short name for a link, as it is written, for events.
pub(crate) fn name(link: &Link) -> LitStr {
    let text = match link {
        Link::Replace(all) => pairs(all).join(", "),
        Link::Each { place, iterator } => format!("{} in {}", written(place), written(iterator)),
        Link::Path(path) => written(path),
        Link::Call(Expr::Call(call)) => format!("{}(..)", written(&call.func)),
        Link::Call(Expr::MethodCall(call)) => {
            format!("{}.{}(..)", written(&call.receiver), call.method)
        }
        Link::Call(other) => written(other),
    };
    LitStr::new(&text, Span::call_site())
}

/// Each of these as it is written: `model = "x"`.
pub(crate) fn pairs(all: &[Replacement]) -> Vec<String> {
    all.iter().map(|one| format!("{} = {}", written(&one.place), written(&one.value))).collect()
}
