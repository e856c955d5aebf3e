//! The keys that a list may have.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::ParseStream;

use crate::options::{near, take};
use crate::tokens::is_sign;

pub(crate) struct Keys<'a> {
    /// What one of them is called in messages.
    pub(crate) noun: &'static str,
    pub(crate) names: &'a [&'static str],
    /// Those that take parentheses.
    pub(crate) calls: &'a [&'static str],
    /// The one that takes a list of values too.
    pub(crate) list: Option<&'static str>,
    /// The one that takes a list of links.
    pub(crate) links: Option<&'static str>,
}

impl Keys<'_> {
    /// Whether `key = value` stands here, with a key of this list or one that is nearly one.
    pub(crate) fn has_pair_at(&self, input: ParseStream<'_>) -> bool {
        take::starts_pair(input) && self.has_key_at(input)
    }

    /// Whether an entry of this list stands here, as far as its key tells.
    pub(crate) fn has_entry_at(&self, input: ParseStream<'_>) -> bool {
        let is_key = |key: Ident| self.names.iter().any(|name| key == name);
        let is_place = input.peek2(Token![in]) || input.peek2(Token![.]) || input.peek2(Token![::]);
        let has_name = !is_place && input.fork().call(Ident::parse_any).is_ok_and(is_key);
        has_name || (take::starts_entry(input) && self.has_key_at(input))
    }

    /// Takes all that may be items of a list, up to where the next entry begins.
    pub(crate) fn take_items(&self, input: ParseStream<'_>) -> TokenStream {
        let mut taken = TokenStream::new();
        while let Ok(token) = input.parse::<TokenTree>() {
            token.to_tokens(&mut taken);
            // What stands behind `=` is a value, whatever it is called.
            let is_equals = is_sign(&token, '=');
            let ahead = input.fork();
            let comma = ahead.parse::<Token![,]>().is_ok();
            let begins = !is_equals && self.has_entry_at(&ahead);
            if input.peek(Token![;]) || take::at_end(&ahead) || begins {
                break;
            }
            if comma {
                taken.extend(input.parse::<TokenTree>());
            }
        }
        taken
    }

    fn has_key_at(&self, input: ParseStream<'_>) -> bool {
        let Ok(key) = input.fork().call(Ident::parse_any) else { return false };
        let key = key.to_string();
        // Shorter names are near to some key by chance.
        let near = near::nearest(&key, self.names).filter(|near| key == *near || key.len() >= 4);
        near.is_some()
    }
}
