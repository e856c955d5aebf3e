//! A breaker's name, `"chat:{model}"`, with the places in its braces.

use syn::{Expr, LitStr};

use crate::{diagnostics, exits};

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
    let Ok(expr) = LitStr::new(words, literal.span()).parse::<Expr>() else {
        return Err(match words.split_once(':') {
            Some((place, _)) => diagnostics::format_spec(literal, words, place),
            None => diagnostics::not_in_braces(literal, words),
        });
    };
    if !is_place(&expr) || exits::refuse(&expr).is_err() {
        return Err(diagnostics::not_in_braces(literal, words));
    }
    Ok(expr)
}

fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(path) => path.qself.is_none(),
        Expr::Field(field) => is_place(&field.base),
        Expr::MethodCall(call) => is_place(&call.receiver),
        _ => false,
    }
}
