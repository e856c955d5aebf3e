//! A breaker's name, `"chat:{model}"`, with the places in its braces.

use proc_macro2::Span;
use syn::{Expr, Ident, LitStr, Member};

use crate::diagnostics;
use crate::options::exits;

#[derive(Clone)]
pub(crate) struct Name {
    pub(crate) literal: LitStr,
    /// For `format!`: each place is `{}`, `{{` and `}}` stay escaped.
    pub(crate) format: String,
    pub(crate) places: Vec<Expr>,
}

impl Name {
    /// The name itself, where it has no places.
    pub(crate) fn fixed(&self) -> Option<String> {
        let unescaped = || self.format.replace("{{", "{").replace("}}", "}");
        self.places.is_empty().then(unescaped)
    }
}

pub(crate) fn read(literal: &LitStr) -> syn::Result<Name> {
    let text = literal.value();
    if text.trim().is_empty() {
        return Err(diagnostics::empty_name(literal));
    }
    let mut format = String::new();
    let mut places = Vec::new();
    let mut rest = text.as_str();
    while let Some(brace) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(brace);
        format.push_str(before);
        if let Some(escape) = ["{{", "}}"].into_iter().find(|escape| from.starts_with(escape)) {
            format.push_str(escape);
            rest = &from[2..];
            continue;
        }
        let Some(inside) = from.strip_prefix('{') else {
            return Err(diagnostics::lone_brace(literal));
        };
        let Some((words, after)) = inside.split_once('}') else {
            return Err(diagnostics::unclosed_brace(literal));
        };
        places.push(place(literal, words.trim())?);
        format.push_str("{}");
        rest = after;
    }
    format.push_str(rest);
    Ok(Name { literal: literal.clone(), format, places })
}

fn place(literal: &LitStr, words: &str) -> syn::Result<Expr> {
    if words.is_empty() {
        return Err(diagnostics::empty_braces(literal));
    }
    let read = |words: &str| LitStr::new(words, literal.span()).parse::<Expr>();
    // In braces a raw name stands without its `r#`, as for `format!`.
    let Ok(mut expr) = read(words).or_else(|_| read(&format!("r#{words}"))) else {
        return Err(match words.split_once(':') {
            Some((place, _)) => diagnostics::format_spec(literal, words, place),
            None => diagnostics::not_in_braces(literal, words),
        });
    };
    if !is_place(&expr) || exits::refuse(&expr).is_err() {
        return Err(diagnostics::not_in_braces(literal, words));
    }
    take_over(&mut expr);
    Ok(expr)
}

/// Makes fields and methods ours: in the user's own words rustc would mend one by putting it in the whole text's place.
fn take_over(place: &mut Expr) {
    let ours = |name: &mut Ident| name.set_span(Span::call_site().located_at(name.span()));
    match place {
        Expr::Field(field) => {
            if let Member::Named(name) = &mut field.member {
                ours(name);
            }
            take_over(&mut field.base);
        }
        Expr::MethodCall(call) => {
            ours(&mut call.method);
            take_over(&mut call.receiver);
        }
        _ => {}
    }
}

/// The name that a place begins with.
pub(crate) fn root(place: &Expr) -> Option<&Ident> {
    match place {
        Expr::Path(path) => path.path.get_ident(),
        Expr::Field(field) => root(&field.base),
        Expr::MethodCall(call) => root(&call.receiver),
        _ => None,
    }
}

fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(path) => path.qself.is_none(),
        Expr::Field(field) => is_place(&field.base),
        Expr::MethodCall(call) => is_place(&call.receiver),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::refuses;
    use quote::ToTokens;

    #[test]
    fn a_name_with_broken_braces_is_shown() {
        refuses(&[
            (r#"breaker = """#, &[(r#""""#, r#"this name is empty; write `"chat"`"#)]),
            (
                r#"breaker = "chat:{}""#,
                &[(r#""chat:{}""#, "`{}` names no argument; write `{model}`")],
            ),
            (
                r#"breaker = "chat:{model""#,
                &[(
                    r#""chat:{model""#,
                    "`{` is not closed; write `{model}`, or `{{` for the brace itself",
                )],
            ),
            (
                r#"breaker = "chat}""#,
                &[(
                    r#""chat}""#,
                    "`}` closes nothing; write `{model}`, or `}}` for the brace itself",
                )],
            ),
            (
                r#"breaker = "chat:{x:?}""#,
                &[(r#""chat:{x:?}""#, "`{x:?}` has a format after `:`; write `{x}`")],
            ),
            (
                r#"breaker = "chat:{0}""#,
                &[(
                    r#""chat:{0}""#,
                    "`{0}` is not an argument, a field or a method call; write `{model}` or `{self.region()}`",
                )],
            ),
            (
                r#"breaker = "chat:{a + b}""#,
                &[(
                    r#""chat:{a + b}""#,
                    "`{a + b}` is not an argument, a field or a method call; write `{model}` or `{self.region()}`",
                )],
            ),
            (
                r#"breaker = "chat:{a b}""#,
                &[(
                    r#""chat:{a b}""#,
                    "`{a b}` is not an argument, a field or a method call; write `{model}` or `{self.region()}`",
                )],
            ),
            (
                r#"breaker = "chat:{a.f(x?)}""#,
                &[(
                    r#""chat:{a.f(x?)}""#,
                    "`{a.f(x?)}` is not an argument, a field or a method call; write `{model}` or `{self.region()}`",
                )],
            ),
        ]);
    }

    #[test]
    fn a_name_has_a_format_and_places() {
        for (text, format, places) in [
            ("chat", "chat", vec![]),
            ("chat:{model}", "chat:{}", vec!["model"]),
            ("{ a.0.b }:{self.region(a)}!", "{}:{}!", vec!["a.0.b", "self.region(a)"]),
            ("a{{{b}}}", "a{{{}}}", vec!["b"]),
            ("{m::REGION}", "{}", vec!["m::REGION"]),
        ] {
            let Ok(name) = read(&LitStr::new(text, Span::call_site())) else {
                panic!("{text}");
            };
            let words = |place: &Expr| place.to_token_stream().to_string().replace(' ', "");
            assert_eq!(name.format, format);
            assert_eq!(name.places.iter().map(words).collect::<Vec<_>>(), places, "{text}");
        }
    }

    #[test]
    fn a_name_without_places_is_fixed() {
        for (text, fixed) in [("a{{b}}", Some("a{b}")), ("chat", Some("chat")), ("a{b}", None)] {
            let name = read(&LitStr::new(text, Span::call_site())).ok();
            assert_eq!(name.and_then(|name| name.fixed()).as_deref(), fixed);
        }
    }

    #[test]
    fn a_place_points_at_the_literal() {
        let Ok(literal) = syn::parse_str::<LitStr>("\"chat:{self.region()}\"") else { panic!() };
        let Ok(name) = read(&literal) else { panic!() };
        for token in name.places[0].to_token_stream() {
            assert_eq!(token.span().source_text(), literal.span().source_text());
        }
    }
}
