//! The `breaker` option: which breaker guards the attempts.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Lit, LitStr, Token};

use crate::config::allow::Allowed;
use crate::config::name::{self, Name};
use crate::config::settings::{self, Setting};
use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::value::{Value, is_none, ungrouped};
use crate::options::{exits, take};

#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "an attribute has few of them")]
pub(crate) enum Breaker {
    /// `"name"`, `"name:{place}"`, `breaker("name", consecutive = 3)`
    Named { name: Name, settings: Vec<Setting> },
    /// `PATH`
    Path(syn::Path),
    /// `PATH[key]`
    Keyed { path: syn::Path, key: Expr },
}

pub(crate) fn read(
    value: &Value<'_>,
    allowed: &Allowed,
    mistakes: &mut Mistakes,
) -> Option<Breaker> {
    if let Some((word, arguments)) = value.call() {
        if word == "breaker" {
            return with_settings(&word, arguments.stream(), allowed, mistakes);
        }
    }
    mistakes.keep(alone(value))
}

fn alone(value: &Value<'_>) -> syn::Result<Breaker> {
    match value.expression().map_err(|mistake| keys(&value.tokens).unwrap_or(mistake))? {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
            name::read(&text).map(|name| Breaker::Named { name, settings: Vec::new() })
        }
        Expr::Path(path) if path.path.is_ident("breaker") => {
            Err(diagnostics::no_name(path.path.get_ident().unwrap_or(value.key)))
        }
        Expr::Path(path) if is_none(&path.path) => Err(diagnostics::no_breaker(&path, value.key)),
        Expr::Path(path) if path.qself.is_none() => Ok(Breaker::Path(path.path)),
        Expr::Index(index) => match ungrouped(*index.expr) {
            Expr::Path(path) if path.path.is_ident("breaker") => {
                Err(diagnostics::no_name(path.path.get_ident().unwrap_or(value.key)))
            }
            Expr::Path(path) if path.qself.is_none() => {
                exits::refuse(&index.index)?;
                Ok(Breaker::Keyed { path: path.path, key: *index.index })
            }
            other => Err(diagnostics::not_a_breaker(&other)),
        },
        other => Err(diagnostics::not_a_breaker(&other)),
    }
}

/// What is wrong with `CHAT[a, b]` and `CHAT[]`, which are no Rust.
fn keys(tokens: &TokenStream) -> Option<syn::Error> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let [path @ .., TokenTree::Group(group)] = tokens.as_slice() else { return None };
    if group.delimiter() != Delimiter::Bracket || path.is_empty() {
        return None;
    }
    let keys = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(group.stream()).ok()?;
    (keys.len() != 1).then(|| diagnostics::not_one_key(group, &path.iter().cloned().collect()))
}

fn with_settings(
    word: &Ident,
    tokens: TokenStream,
    allowed: &Allowed,
    mistakes: &mut Mistakes,
) -> Option<Breaker> {
    let reader = |input: ParseStream<'_>| Ok((first(word, input)?, input.parse()?));
    let (name, mut rest): (_, TokenStream) = mistakes.keep(reader.parse2(tokens))?;
    let name = match (name, behind(&rest)) {
        (Err(_), Some((text, others))) => {
            rest = others;
            mistakes.add(diagnostics::name_not_first(&text));
            None
        }
        (name, _) => mistakes.keep(name),
    };
    let settings = settings::read(rest, allowed, mistakes);
    name.map(|name| Breaker::Named { name, settings })
}

/// A name that stands behind settings, and the settings without it.
fn behind(settings: &TokenStream) -> Option<(LitStr, TokenStream)> {
    let mut tokens: Vec<TokenTree> = settings.clone().into_iter().collect();
    let at = (1..tokens.len()).find(|&at| {
        take::is_comma(&tokens[at - 1])
            && matches!(tokens[at], TokenTree::Literal(_))
            && tokens.get(at + 1).is_none_or(take::is_comma)
    })?;
    let text = syn::parse2(tokens.remove(at).into()).ok()?;
    tokens.remove(at - 1);
    Some((text, tokens.into_iter().collect()))
}

/// The name and the comma after it; what stands in the name's place is taken too.
fn first(word: &Ident, input: ParseStream<'_>) -> syn::Result<syn::Result<Name>> {
    if input.is_empty() {
        return Ok(Err(diagnostics::no_name(word)));
    }
    if take::starts_pair(input) {
        return missing(word, input).map(Err);
    }
    let name = match input.parse::<Option<LitStr>>()? {
        Some(text) if !text.suffix().is_empty() => Err(diagnostics::text_suffix(&text)),
        Some(text) => name::read(&text),
        None => Err(diagnostics::not_a_name(&take::value(input))),
    };
    let comma = input.parse::<Option<Token![,]>>()?;
    // A `;` is told by what reads the settings.
    let is_told = input.is_empty() || input.peek(Token![;]);
    if comma.is_none() && !is_told && name.is_ok() {
        if take::starts_entry(input) {
            return Ok(Err(diagnostics::no_comma(&input.cursor().token_stream())));
        }
        let further = take::broken(input);
        input.parse::<Option<Token![,]>>()?;
        return Ok(Err(diagnostics::left_over(&further, word)));
    }
    Ok(name)
}

/// What stands where the name belongs: a setting, which is left there, or the name with a key.
fn missing(word: &Ident, input: ParseStream<'_>) -> syn::Result<syn::Error> {
    let key = input.fork().call(Ident::parse_any)?;
    if settings::is_nearly(&key) {
        return Ok(diagnostics::no_name(word));
    }
    input.call(Ident::parse_any)?;
    input.parse::<Token![=]>()?;
    let name = take::value(input);
    input.parse::<Option<Token![,]>>()?;
    Ok(diagnostics::name_with_key(&key, &name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{accepts, refuses};

    #[test]
    fn what_names_no_breaker_is_shown() {
        refuses(&[
            (
                "breaker = || x",
                &[(
                    "|| x",
                    r#"this names no breaker; write `"chat"`, `"chat:{model}"` or the path of a static"#,
                )],
            ),
            (
                "breaker = 5",
                &[(
                    "5",
                    r#"this names no breaker; write `"chat"`, `"chat:{model}"` or the path of a static"#,
                )],
            ),
            (
                "breaker = foo()[1]",
                &[(
                    "foo()",
                    r#"this names no breaker; write `"chat"`, `"chat:{model}"` or the path of a static"#,
                )],
            ),
            (
                "breaker = find()",
                &[(
                    "find()",
                    r#"this names no breaker; write `"chat"`, `"chat:{model}"` or the path of a static"#,
                )],
            ),
        ]);
    }

    #[test]
    fn a_breaker_with_settings_has_a_name() {
        refuses(&[
            (
                "breaker = breaker(consecutive = 3)",
                &[(
                    "breaker",
                    r#"`breaker(..)` has no name; write `breaker("chat", consecutive = 3)`"#,
                )],
            ),
            (
                "breaker = breaker()",
                &[(
                    "breaker",
                    r#"`breaker(..)` has no name; write `breaker("chat", consecutive = 3)`"#,
                )],
            ),
            (
                "breaker = breaker(CHAT)",
                &[(
                    "CHAT",
                    r#"this is not a name; write `breaker("chat", ..)`, or `breaker = CHAT` for a static"#,
                )],
            ),
            (
                r#"breaker = breaker("x"; consecutive = 3)"#,
                &[(";", "`;` ends an option here; write `,`")],
            ),
            (
                r#"breaker = breaker("x" consecutive = 3)"#,
                &[("consecutive", "no comma before `consecutive`; write `, consecutive`")],
            ),
            (
                r#"breaker = breaker("", opn = 3)"#,
                &[
                    (r#""""#, r#"this name is empty; write `"chat"`"#),
                    ("opn", "unknown setting `opn`; did you mean `open`?"),
                ],
            ),
        ]);
    }

    #[test]
    fn every_form_of_a_breaker_is_read() {
        let read = |args| accepts(args).breaker.map(|breaker| breaker.value);
        let named = |args, count| matches!(read(args), Some(Breaker::Named { settings, .. }) if settings.len() == count);
        assert!(named("breaker = \"chat\"", 0));
        assert!(named("breaker = breaker(\"chat\")", 0));
        assert!(named("breaker = breaker(\"chat:{model}\", consecutive = 3, open = OPEN,)", 2));
        assert!(matches!(read("breaker = breakers::CHAT"), Some(Breaker::Path(_))));
        assert!(matches!(read("breaker = CHAT[self.tenant]"), Some(Breaker::Keyed { .. })));
    }
}
