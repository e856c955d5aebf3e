//! What `breaker! {}` and `policy! {}` declare.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::token::Brace;
use syn::{Attribute, LitStr, Path, Token, Visibility, braced};

use crate::config::Config;
use crate::config::allow::Allowed;
use crate::config::settings::{self, Setting};
use crate::config::table::{self, Home};
use crate::diagnostics;
use crate::mistakes::Mistakes;

/// `pub static CHAT = "chat" { consecutive = 5 }`
pub(crate) struct Declaration {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
    pub(crate) text: LitStr,
    pub(crate) settings: Vec<Setting>,
    /// Nothing is wrong with it.
    pub(crate) sound: bool,
}

/// `pub LLM = { retries = 5 }`
pub(crate) struct PolicyDeclaration {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
    pub(crate) config: Config,
    /// Nothing is wrong with it.
    pub(crate) sound: bool,
}

/// All that one macro declares.
pub(crate) struct Declarations<T> {
    /// What this crate is called there: `crate = try_again;`
    pub(crate) krate: Option<Path>,
    pub(crate) all: Vec<T>,
    pub(crate) mistake: Option<syn::Error>,
}

impl Declaration {
    pub(crate) fn parse_all(tokens: TokenStream) -> Declarations<Self> {
        all(tokens, BREAKER, |input, mistakes| {
            let attrs = input.call(Attribute::parse_outer)?;
            let vis = input.parse()?;
            input.parse::<Token![static]>()?;
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            if !input.peek(LitStr) {
                return Err(input.error("a name"));
            }
            let text: LitStr = input.parse()?;
            if text.value().trim().is_empty() {
                mistakes.add(diagnostics::empty_name(&text));
            } else if text.value().contains(['{', '}']) {
                mistakes.add(diagnostics::places_in_declaration(&text, &name));
            }
            let settings = if input.peek(Brace) { braces(input)? } else { TokenStream::new() };
            let mut own = Mistakes::default();
            let settings = settings::read(settings, &Allowed::default(), &mut own);
            let sound = mistakes.absorb(own);
            Ok(Self { attrs, vis, name, text, settings, sound })
        })
    }
}

impl PolicyDeclaration {
    pub(crate) fn parse_all(tokens: TokenStream) -> Declarations<Self> {
        all(tokens, POLICY, |input, mistakes| {
            let attrs = input.call(Attribute::parse_outer)?;
            let vis = input.parse()?;
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            let mut own = Mistakes::default();
            let config = table::read(braces(input)?, Home::Policy, &mut own);
            let sound = mistakes.absorb(own);
            Ok(Self { attrs, vis, name, config, sound })
        })
    }
}

/// Reads declarations one after the other; a broken one is skipped up to its end.
fn all<T>(
    tokens: TokenStream,
    example: &str,
    one: impl Fn(ParseStream<'_>, &mut Mistakes) -> syn::Result<T>,
) -> Declarations<T> {
    let mut mistakes = Mistakes::default();
    let (mut krate, mut all) = (None, Vec::new());
    let end = tokens.clone().into_iter().last().map_or_else(Span::call_site, |last| last.span());
    let reader = |input: ParseStream<'_>| {
        if input.peek(Token![crate]) && input.peek2(Token![=]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            krate = Some(input.call(Path::parse_mod_style)?);
            input.parse::<Token![;]>()?;
        }
        while !input.is_empty() {
            if let Ok(declaration) = one(input, &mut mistakes) {
                all.push(declaration);
            } else {
                let rest = input.cursor().token_stream();
                mistakes.add(diagnostics::not_declared(&rest, end, example));
                skip(input);
            }
            input.parse::<Option<Token![;]>>()?;
        }
        Ok(())
    };
    if let Err(mistake) = reader.parse2(tokens) {
        mistakes.add(mistake);
    }
    Declarations { krate, all, mistake: mistakes.into_error() }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::compare;

    #[test]
    fn breakers_are_declared() {
        let text = r#"
            /// For chats.
            pub static CHAT = "chat" { consecutive = 5, open = "30s", keys = 1024 }
            pub(crate) static X = "x";
            static Y = "y"
        "#;
        let Declarations { all: declared, mistake: error, .. } =
            Declaration::parse_all(text.parse().unwrap());
        compare(text, error, &[]);
        let counts: Vec<usize> = declared.iter().map(|one| one.settings.len()).collect();
        assert_eq!(counts, [3, 0, 0]);
        assert!(declared[0].name == "CHAT" && declared[0].text.value() == "chat");
        assert_eq!(declared[0].attrs.len(), 1);
    }

    #[test]
    fn policies_are_declared() {
        let text = r#"
            #[doc(hidden)]
            pub LLM = {
                retries = 5, timeout = ["30s", SHORT], deadline = "2m", backoff = "1s", jitter = full,
                on(server = retry(2)), switch_after = "1s", patience = "10s",
            }
            SLOW = {};
        "#;
        let Declarations { all: declared, mistake: error, .. } =
            PolicyDeclaration::parse_all(text.parse().unwrap());
        compare(text, error, &[]);
        assert!(declared[0].config.retries.is_some() && declared[1].config.retries.is_none());
        assert!(declared[0].name == "LLM" && declared[0].attrs.len() == 1);
    }

    #[test]
    fn a_broken_declaration_hides_no_other() {
        let text =
            r#"pub CHAT = "chat" {} static A = "a" { opn = 3 } static B; static C = "" static"#;
        let Declarations { all: declared, mistake: error, .. } =
            Declaration::parse_all(text.parse().unwrap());
        let example = "write `pub static CHAT = \"chat\" { consecutive = 5 }`";
        compare(
            text,
            error,
            &[
                ("CHAT", &format!("`CHAT` does not belong here; {example}")),
                ("opn", "unknown setting `opn`; did you mean `open`?"),
                (";", &format!("`;` does not belong here; {example}")),
                ("\"\"", "this name is empty; write `\"chat\"`"),
                ("static", &format!("a declaration ends early; {example}")),
            ],
        );
        let names: Vec<String> = declared.iter().map(|one| one.name.to_string()).collect();
        assert_eq!(names, ["A", "C"]);
    }

    #[test]
    fn a_declared_name_has_no_places() {
        let text = r#"static CHAT = "chat:{model}";"#;
        let Declarations { mistake: error, .. } = Declaration::parse_all(text.parse().unwrap());
        let message = "a declared name takes no braces; leave them out and use `CHAT[key]`";
        compare(text, error, &[("\"chat:{model}\"", message)]);
    }

    #[test]
    fn a_policy_knows_no_function() {
        let text = r#"LLM = { retries = 101, fallback = [a], breaker = "x", timeout = limit(), foo = 1, crate = a }"#;
        let Declarations { mistake: error, .. } =
            PolicyDeclaration::parse_all(text.parse().unwrap());
        compare(
            text,
            error,
            &[
                ("101", "`101` is out of range; write a number from 0 to 100"),
                ("fallback", "`fallback` needs the function; write it in the attribute"),
                ("breaker", "`breaker` needs the function; write it in the attribute"),
                (
                    "limit()",
                    "this is not known at compile time; write `\"30s\"` or the path of a const",
                ),
                (
                    "foo",
                    "unknown option `foo`; write one of `retries`, `timeout`, `deadline`, `backoff`, \
                     `jitter`, `on`, `switch_after`, `patience`, `allow`",
                ),
                (
                    "crate",
                    "`crate` is the same for all that is declared here; write `crate = path;` before the first",
                ),
            ],
        );
    }

    #[test]
    fn a_policy_is_not_a_const_item() {
        let text = "pub const LLM = { retries = 5 } OTHER = 5;";
        let Declarations { mistake: error, .. } =
            PolicyDeclaration::parse_all(text.parse().unwrap());
        let example = "write `pub LLM = { retries = 5 }`";
        compare(
            text,
            error,
            &[
                ("const", &format!("`const` does not belong here; {example}")),
                ("5", &format!("`5` does not belong here; {example}")),
            ],
        );
    }
}
