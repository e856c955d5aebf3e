//! The links of a fallback chain, `fallback = [model = "x", region in regions, other(&prompt)]`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{BinOp, Expr, ExprAssign, Token};

use crate::mistakes::Mistakes;
use crate::value::{Value, ungrouped};
use crate::{diagnostics, exits, list};

#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "an attribute has few of them")]
pub(crate) enum Link {
    /// `place = expr`, `(place = expr, ..)`
    Replace(Vec<Replacement>),
    /// `place in iterator`
    Each { place: Expr, iterator: Expr },
    /// The path of an async function with the same parameters.
    Path(syn::Path),
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
        mistakes.add(diagnostics::not_a_list(&value.tokens, value.example));
        return Vec::new();
    };
    let items = list::items(items, mistakes);
    items
        .iter()
        .filter_map(|item| mistakes.keep(link(item)))
        .collect()
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
        Err(_) => Err(diagnostics::not_a_link(tokens)),
    }
}

fn each(place: Expr, iterator: Expr) -> syn::Result<Link> {
    let place = checked_place(place)?;
    exits::refuse(&iterator)?;
    Ok(Link::Each { place, iterator })
}

fn single(expr: Expr) -> syn::Result<Link> {
    match expr {
        Expr::Assign(assign) => Ok(Link::Replace(vec![replacement(assign)?])),
        Expr::Paren(paren) => several([*paren.expr]),
        Expr::Tuple(tuple) => several(tuple.elems),
        Expr::Path(path) if path.qself.is_none() => Ok(Link::Path(path.path)),
        Expr::Await(awaited) => match ungrouped(*awaited.base) {
            call @ (Expr::Call(_) | Expr::MethodCall(_)) => called(call),
            other => Err(diagnostics::not_a_link(&other)),
        },
        call @ (Expr::Call(_) | Expr::MethodCall(_)) => called(call),
        Expr::Binary(binary) => match binary.op {
            BinOp::Eq(sign) => Err(diagnostics::compares(sign, &binary.left)),
            _ => Err(diagnostics::not_a_link(&binary)),
        },
        other => Err(diagnostics::not_a_link(&other)),
    }
}

fn called(call: Expr) -> syn::Result<Link> {
    exits::refuse(&call)?;
    Ok(Link::Call(call))
}

fn several(items: impl IntoIterator<Item = Expr>) -> syn::Result<Link> {
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
    mistakes
        .into_error()
        .map_or(Ok(Link::Replace(replacements)), Err)
}

fn replacement(assign: ExprAssign) -> syn::Result<Replacement> {
    let place = checked_place(*assign.left)?;
    exits::refuse(&assign.right)?;
    Ok(Replacement {
        place,
        value: *assign.right,
    })
}

fn checked_place(place: Expr) -> syn::Result<Expr> {
    if is_place(&place) {
        Ok(place)
    } else {
        Err(diagnostics::not_a_place(&place))
    }
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
