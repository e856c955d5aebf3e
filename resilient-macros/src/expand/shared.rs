//! References that every attempt copies: in its future they are one reference together, and not one each.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::expand::arguments::Argument;
use crate::expand::names::internal;

/// The arguments that reach an attempt this way.
pub(crate) struct Shared(Vec<Ident>);

impl Shared {
    pub(crate) fn among(arguments: &[Argument], single: bool) -> Self {
        let names: Vec<_> =
            arguments.iter().filter(|it| it.is_copied()).map(|it| it.name.clone()).collect();
        // One alone is a reference as it is, and what only one attempt borrows is moved into it.
        Self(if single || names.len() < 2 { Vec::new() } else { names })
    }

    // Output: let __shared = (client, model);
    pub(crate) fn together(&self) -> Option<TokenStream> {
        let (shared, names) = (internal("shared"), &self.0);
        (!names.is_empty()).then(|| quote!(let #shared = (#(#names),*);))
    }

    // Output: let (client, model) = *&__shared;
    pub(crate) fn apart(&self) -> Option<TokenStream> {
        let (shared, names) = (internal("shared"), &self.0);
        // Borrowed as a whole, or the block would borrow one part after the other.
        (!names.is_empty()).then(|| quote!(let (#(#names),*) = *&#shared;))
    }
}
