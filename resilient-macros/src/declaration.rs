//! What `breaker! {}` and `policy! {}` declare.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::token::Brace;
use syn::{Attribute, LitStr, Token, Visibility, braced};

use crate::config::Config;
use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::settings::{self, Setting};
use crate::table::{self, Home};

/// `pub static CHAT = "chat" { consecutive = 5 }`
pub(crate) struct Declaration {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
    pub(crate) text: LitStr,
    pub(crate) settings: Vec<Setting>,
}

/// `pub LLM = { retries = 5 }`
pub(crate) struct PolicyDeclaration {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
    pub(crate) config: Config,
}

impl Declaration {
    pub(crate) fn parse_all(tokens: TokenStream) -> (Vec<Self>, Option<syn::Error>) {
        all(tokens, BREAKER, |input, mistakes| {
            let attrs = input.call(Attribute::parse_outer)?;
            let vis = input.parse()?;
            input.parse::<Token![static]>()?;
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            let text: LitStr = input.parse()?;
            if text.value().trim().is_empty() {
                mistakes.add(diagnostics::empty_name(&text));
            } else if text.value().contains(['{', '}']) {
                mistakes.add(diagnostics::places_in_declaration(&text, &name));
            }
            let settings = if input.peek(Brace) {
                braces(input)?
            } else {
                TokenStream::new()
            };
            let settings = settings::read(settings, mistakes);
            Ok(Self {
                attrs,
                vis,
                name,
                text,
                settings,
            })
        })
    }
}

impl PolicyDeclaration {
    pub(crate) fn parse_all(tokens: TokenStream) -> (Vec<Self>, Option<syn::Error>) {
        all(tokens, POLICY, |input, mistakes| {
            let attrs = input.call(Attribute::parse_outer)?;
            let vis = input.parse()?;
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            let config = table::read(braces(input)?, Home::Policy, mistakes);
            Ok(Self {
                attrs,
                vis,
                name,
                config,
            })
        })
    }
}

/// Reads declarations one after the other; a broken one is skipped up to its end.
fn all<T>(
    tokens: TokenStream,
    example: &str,
    one: impl Fn(ParseStream<'_>, &mut Mistakes) -> syn::Result<T>,
) -> (Vec<T>, Option<syn::Error>) {
    let mut mistakes = Mistakes::default();
    let mut declared = Vec::new();
    let reader = |input: ParseStream<'_>| {
        while !input.is_empty() {
            if let Ok(declaration) = one(input, &mut mistakes) {
                declared.push(declaration);
            } else {
                let rest = input.cursor().token_stream();
                mistakes.add(diagnostics::not_declared(&rest, example));
                skip(input);
            }
            input.parse::<Option<Token![;]>>()?;
        }
        Ok(())
    };
    if let Err(mistake) = reader.parse2(tokens) {
        mistakes.add(mistake);
    }
    (declared, mistakes.into_error())
}

fn braces(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let inside;
    braced!(inside in input);
    inside.parse()
}

fn skip(input: ParseStream<'_>) {
    while !input.peek(Token![;]) {
        let braces = input.peek(Brace);
        if input.parse::<TokenTree>().is_err() || braces {
            break;
        }
    }
}

const BREAKER: &str = "pub static CHAT = \"chat\" { consecutive = 5 }";
const POLICY: &str = "pub LLM = { retries = 5 }";
