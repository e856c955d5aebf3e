//! What `breaker! {}` and `policy! {}` leave behind: statics and consts.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;

use crate::config::Config;
use crate::config::declaration::{Declaration, Declarations, PolicyDeclaration};
use crate::expand::constants::{self, Made};
use crate::expand::settings;

// Output: pub static CHAT: Declared = Declared::new("chat", Settings::DEFAULT.consecutive(5));
pub(crate) fn breakers(input: TokenStream) -> TokenStream {
    let Declarations { krate, all, mistake } = Declaration::parse_all(input);
    let krate = private(krate);
    let statics = all.iter().map(|Declaration { attrs, vis, name, text, settings, sound }| {
        // What was said once is not said again by the compiler.
        let settings = if *sound { settings.as_slice() } else { &[] };
        let settings = settings::expression(settings, &krate);
        let new = quote_spanned!(text.span()=> new);
        let here = Span::call_site().located_at(name.span());
        quote_spanned! {here=>
            #(#attrs)*
            #vis static #name: #krate::Declared = #krate::Declared::#new(#text, #settings);
        }
    });
    let mistake = mistake.map(syn::Error::into_compile_error);
    quote!(#(#statics)* #mistake)
}

// Output: pub const LLM: Policy = START.retries(5).build_const();
pub(crate) fn policies(input: TokenStream) -> TokenStream {
    let Declarations { krate, all, mistake } = PolicyDeclaration::parse_all(input);
    let krate = private(krate);
    let consts = all.iter().map(|PolicyDeclaration { attrs, vis, name, config, sound }| {
        let nothing = Config::default();
        let config = if *sound { config } else { &nothing };
        let builder = constants::policy(config, None, Made::InTheBuild, &|_| true, &krate);
        let here = Span::call_site().located_at(name.span());
        quote_spanned! {here=>
            #(#attrs)*
            #vis const #name: #krate::Policy = #builder.build_const();
        }
    });
    let mistake = mistake.map(syn::Error::into_compile_error);
    quote!(#(#consts)* #mistake)
}

fn private(krate: Option<Path>) -> TokenStream {
    krate.map_or_else(|| quote!(::resilient::__private), |krate| quote!(#krate::__private))
}
