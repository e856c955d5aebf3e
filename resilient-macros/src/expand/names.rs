//! Names of ours.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::config::Config;

/// A name of ours: hygienic, and strange enough that no item of the user's module has it.
pub(crate) fn internal(name: &str) -> Ident {
    Ident::new(&format!("__{name}"), Span::mixed_site())
}

/// The crate, as it is called here.
pub(crate) fn krate(config: &Config) -> TokenStream {
    config.krate.as_ref().map_or_else(|| quote!(::resilient), ToTokens::to_token_stream)
}
