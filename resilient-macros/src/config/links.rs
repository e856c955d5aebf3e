//! The links of a fallback chain, `fallback = [model = "x", region in regions, other(&prompt)]`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{BinOp, Expr, ExprAssign, ExprPath, Token};

use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::value::{Value, ungrouped};
use crate::options::{exits, list};

#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "an attribute has few of them")]
pub(crate) enum Link {
    /// `place = expr`, `(place = expr, ..)`
    Replace(Vec<Replacement>),
    /// `place in iterator`
    Each { place: Expr, iterator: Expr },
    /// The path of an async function with the same parameters.
    Path(ExprPath),
    /// A call of an async function, without its `.await`.
    Call(Expr),
}

#[derive(Clone)]
pub(crate) struct Replacement {
    pub(crate) place: Expr,
    pub(crate) value: Expr,
}

pub(crate) fn read(value: &Value<'_>, mistakes: &mut Mistakes) -> Vec<Link> {
    let Some(items) = list::bracketed(&value.tokens) else {
        mistakes.add(diagnostics::not_a_list(value.key, &value.tokens, value.example));
        return Vec::new();
    };
    if items.is_empty() {
        mistakes.add(diagnostics::empty_list(&value.tokens, value.key, value.example));
    }
    let items = list::items(items, mistakes);
    items.iter().filter_map(|item| mistakes.keep(link(item))).collect()
}

/// Whether each of these items can be a link.
pub(crate) fn are_links(items: &TokenStream) -> bool {
    let mut mistakes = Mistakes::default();
    let items = list::items(items.clone(), &mut mistakes);
    mistakes.is_empty() && items.iter().all(|item| link(item).is_ok())
}

fn link(tokens: &TokenStream) -> syn::Result<Link> {
    let reader = |input: ParseStream<'_>| {
        let first = input.parse::<Expr>()?;
        let iterator = match input.parse::<Option<Token![in]>>()? {
            Some(_) => Some(input.parse::<Expr>()?),
            None => None,
        };
        Ok((first, iterator))
    };
    match reader.parse2(tokens.clone()) {
        Ok((place, Some(iterator))) => each(place, iterator),
        Ok((expr, None)) => single(ungrouped(expr)),
        Err(_) => Err(inside(tokens).unwrap_or_else(|| diagnostics::not_a_link(tokens))),
    }
}

/// What is wrong between the replacements of one link, or between its items, if that is what keeps it from being one.
fn inside(tokens: &TokenStream) -> Option<syn::Error> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut mistakes = Mistakes::default();
    let items = match tokens.as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => group,
        [.., TokenTree::Ident(word), TokenTree::Group(group)]
            if word == "in" && group.delimiter() == Delimiter::Bracket =>
        {
            group
        }
        _ => return None,
    };
    list::items(items.stream(), &mut mistakes);
    mistakes.into_error()
}

fn each(place: Expr, iterator: Expr) -> syn::Result<Link> {
    let (place, iterator) = (checked_place(place)?, ungrouped(iterator));
    exits::refuse(&iterator)?;
    if let Some(word) = exits::awaits(&iterator) {
        return Err(diagnostics::awaited_items(word, &place));
    }
    if let Expr::Lit(_) | Expr::Closure(_) | Expr::Tuple(_) = iterator {
        return Err(diagnostics::not_items(&iterator, &place));
    }
    Ok(Link::Each { place, iterator })
}

fn single(expr: Expr) -> syn::Result<Link> {
    match expr {
        Expr::Assign(assign) => Ok(Link::Replace(vec![replacement(assign)?])),
        Expr::Paren(paren) => match ungrouped(*paren.expr) {
            other @ (Expr::Assign(_)
            | Expr::Path(_)
            | Expr::Call(_)
            | Expr::MethodCall(_)
            | Expr::Paren(_)) => single(other),
            other => several(vec![other]),
        },
        Expr::Tuple(tuple) if tuple.elems.is_empty() => Err(diagnostics::not_a_link(&tuple)),
        Expr::Tuple(tuple) => several(tuple.elems.into_iter().collect()),
        Expr::Path(path) => Ok(Link::Path(path)),
        Expr::Await(awaited) => match ungrouped(*awaited.base) {
            call @ (Expr::Call(_) | Expr::MethodCall(_)) => called(call),
            other => Err(diagnostics::not_a_link(&other)),
        },
        call @ (Expr::Call(_) | Expr::MethodCall(_)) => called(call),
        Expr::Binary(binary) => match binary.op {
            BinOp::Eq(sign) => Err(diagnostics::compares(sign, &binary.left)),
            _ => Err(diagnostics::not_a_link(&binary)),
        },
        Expr::Try(tried) => Err(diagnostics::exit(&tried.question_token)),
        other => Err(diagnostics::not_a_link(&other)),
    }
}

fn called(call: Expr) -> syn::Result<Link> {
    exits::refuse(&call)?;
    Ok(Link::Call(call))
}

fn several(items: Vec<Expr>) -> syn::Result<Link> {
    let mut mistakes = Mistakes::default();
    let mut replacements: Vec<Replacement> = Vec::new();
    for item in items {
        let read = match ungrouped(item) {
            Expr::Assign(assign) => replacement(assign),
            other => Err(diagnostics::not_a_replacement(&other)),
        };
        let Some(next) = mistakes.keep(read) else {
            continue;
        };
        let same = |earlier: &&Replacement| words(&earlier.place) == words(&next.place);
        match replacements.iter().find(same) {
            Some(first) => mistakes.add(diagnostics::twice(&first.place, &next.place)),
            None => replacements.push(next),
        }
    }
    mistakes.into_error().map_or(Ok(Link::Replace(replacements)), Err)
}

fn replacement(assign: ExprAssign) -> syn::Result<Replacement> {
    let place = checked_place(*assign.left)?;
    exits::refuse(&assign.right)?;
    Ok(Replacement { place, value: ungrouped(*assign.right) })
}

fn checked_place(place: Expr) -> syn::Result<Expr> {
    if is_place(&place) { Ok(place) } else { Err(diagnostics::not_a_place(&place)) }
}

fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(path) => path.path.get_ident().is_some(),
        Expr::Field(field) => is_place(&field.base),
        Expr::Group(group) => is_place(&group.expr),
        _ => false,
    }
}

fn words(place: &Expr) -> String {
    place.to_token_stream().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{accepts, refuses};

    #[test]
    fn what_is_not_a_list_is_shown() {
        refuses(&[
            (
                r#"fallback = "gpt""#,
                &[(r#""gpt""#, r#"`fallback` is a list; write `fallback = [model = "gpt-5.4"]`"#)],
            ),
            ("fallback = other", &[("other", "`fallback` is a list; write `fallback = [other]`")]),
            (
                r#"fallback = model = "x", model = "y", (a = 1, b = 2), ask(p), timeout = "1s""#,
                &[(
                    "model",
                    r#"`fallback` is a list; write `fallback = [model = "x", model = "y", (a = 1, b = 2), ask(p)]`"#,
                )],
            ),
            (
                "fallback = model in models retries = 500",
                &[
                    ("retries", "no comma before `retries`; write `, retries`"),
                    ("model", "`fallback` is a list; write `fallback = [model in models]`"),
                    ("500", "`500` is out of range; write a number from 0 to 100"),
                ],
            ),
            (
                "fallback = a, 5, on(servr = fail)",
                &[
                    ("a", r#"`fallback` is a list; write `fallback = [model = "gpt-5.4"]`"#),
                    ("servr", "unknown class `servr`; did you mean `server`?"),
                ],
            ),
            (
                "fallback = (a, b)",
                &[("(a, b)", r#"`fallback` is a list; write `fallback = [model = "gpt-5.4"]`"#)],
            ),
        ]);
    }

    #[test]
    fn every_link_is_read() {
        refuses(&[
            (
                r#"fallback = ["x", model = "y" model = "z", , a in b, c in d?]"#,
                &[
                    ("model", "no comma before `model`; write `, model`"),
                    (",", "nothing stands before this `,`; remove it"),
                    (
                        r#""x""#,
                        r#"this is not a link; write `model = "gpt-5.4"`, `model in models` or an async function"#,
                    ),
                    (
                        "?",
                        "`?` would end the whole call from here; remove it, or move it into a function",
                    ),
                ],
            ),
            (
                "fallback = [fut.await, async { 3 }, |x| 3, model += 1; other]",
                &[
                    (";", "`;` ends an option here; write `,`"),
                    (
                        "fut",
                        r#"this is not a link; write `model = "gpt-5.4"`, `model in models` or an async function"#,
                    ),
                    (
                        "async { 3 }",
                        r#"this is not a link; write `model = "gpt-5.4"`, `model in models` or an async function"#,
                    ),
                    (
                        "|x| 3",
                        r#"this is not a link; write `model = "gpt-5.4"`, `model in models` or an async function"#,
                    ),
                    (
                        "model += 1",
                        r#"this is not a link; write `model = "gpt-5.4"`, `model in models` or an async function"#,
                    ),
                ],
            ),
            (
                "fallback = [model = ]",
                &[(
                    "model =",
                    r#"this is not a link; write `model = "gpt-5.4"`, `model in models` or an async function"#,
                )],
            ),
            (r#"fallback = [model == "x"]"#, &[("==", "`==` compares; write `model = ..`")]),
        ]);
    }

    #[test]
    fn several_replacements_are_all_replacements() {
        refuses(&[
            (
                r#"fallback = [(model = "x", 5), (!a)]"#,
                &[
                    (
                        "5",
                        r#"this replaces nothing; write `(model = "gpt-5.4", client = &backup)`"#,
                    ),
                    (
                        "!a",
                        r#"this replaces nothing; write `(model = "gpt-5.4", client = &backup)`"#,
                    ),
                ],
            ),
            (
                r#"fallback = [(model = "x", model = "y")]"#,
                &[
                    ("model", "`model` is given twice; keep one"),
                    ("model", "`model` is first given here"),
                ],
            ),
            (
                r#"fallback = [(r.model = "x", r.model = "y")]"#,
                &[
                    ("r.model", "`r.model` is given twice; keep one"),
                    ("r.model", "`r.model` is first given here"),
                ],
            ),
        ]);
    }

    #[test]
    fn a_place_is_an_argument_or_a_field_of_one() {
        refuses(&[
            (
                "fallback = [a[0] = 5, f() = 3]",
                &[
                    (
                        "a[0]",
                        "this is not an argument or a field of one; write `model = ..` or `request.model = ..`",
                    ),
                    (
                        "f()",
                        "this is not an argument or a field of one; write `model = ..` or `request.model = ..`",
                    ),
                ],
            ),
            (
                "fallback = [a.b() in c]",
                &[(
                    "a.b()",
                    "this is not an argument or a field of one; write `model = ..` or `request.model = ..`",
                )],
            ),
        ]);
    }

    #[test]
    fn every_form_of_a_link_is_read() {
        let links = accepts(
            r#"fallback = [
                model = "x", (model = "y"), (self.model = "z", r.0 = &b), region in REGIONS.iter(),
                other::provider::<A, B>, other(&prompt), self.backup.ask(prompt).await,
            ]"#,
        )
        .fallback;
        assert!(matches!(&links[0], Link::Replace(one) if one.len() == 1));
        assert!(matches!(&links[1], Link::Replace(one) if one.len() == 1));
        assert!(matches!(&links[2], Link::Replace(two) if two.len() == 2));
        assert!(matches!(&links[3], Link::Each { .. }));
        assert!(matches!(&links[4], Link::Path(_)));
        assert!(matches!(&links[5], Link::Call(Expr::Call(_))));
        assert!(matches!(&links[6], Link::Call(Expr::MethodCall(_))));
    }

    #[test]
    fn an_empty_chain_is_no_chain() {}
}
