//! The value of one entry, before it is known which type it has.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprLit, ExprPath, Lit, LitStr};

use crate::diagnostics;
use crate::options::{exits, take};

pub(crate) struct Value<'a> {
    pub(crate) key: &'a Ident,
    pub(crate) tokens: TokenStream,
    /// The whole entry as it could be written, for messages.
    pub(crate) example: &'static str,
}

impl Value<'_> {
    pub(crate) fn expression(&self) -> syn::Result<Expr> {
        let reader = |input: ParseStream<'_>| Ok((input.parse::<Expr>()?, input.parse()?));
        match reader.parse2(self.tokens.clone()) {
            Ok((Expr::Let(_), _)) => {
                Err(diagnostics::unreadable(&self.tokens, self.key, self.example))
            }
            Ok((expr, rest)) if is_at_most_a_comma(&rest) => plain(expr),
            Ok((_, rest)) if starts_with_comma(&rest) => {
                Err(diagnostics::more_than_one(&rest, self.key))
            }
            _ => Err(diagnostics::unreadable(&self.tokens, self.key, self.example)),
        }
    }

    /// An expression that is not `none`.
    pub(crate) fn something(&self) -> syn::Result<Expr> {
        match self.expression()? {
            Expr::Path(path) if is_none(&path.path) => {
                Err(diagnostics::nothing(&path, self.key, self.example))
            }
            other => Ok(other),
        }
    }

    pub(crate) fn path(&self) -> syn::Result<syn::Path> {
        match self.expression()? {
            Expr::Path(ExprPath { qself: None, path, .. }) => Ok(path),
            other => Err(self.not_a_path(&other)),
        }
    }

    /// What can be called: a path or a closure.
    pub(crate) fn callable(&self) -> syn::Result<Expr> {
        match self.expression()? {
            function @ (Expr::Path(_) | Expr::Closure(_)) => Ok(function),
            Expr::Call(call) if call.args.is_empty() && matches!(*call.func, Expr::Path(_)) => {
                Err(diagnostics::called(&call, self.key))
            }
            other => Err(quoted_path(&other)
                .unwrap_or_else(|| diagnostics::not_callable(&other, self.example))),
        }
    }

    /// A path, or what the arguments give.
    pub(crate) fn reference(&self) -> syn::Result<Expr> {
        let expr = self.something()?;
        match &expr {
            Expr::Lit(_) | Expr::Closure(_) | Expr::Array(_) | Expr::Tuple(_) => {
                Err(self.not_a_path(&expr))
            }
            _ => exits::refuse(&expr).map(|()| expr),
        }
    }

    pub(crate) fn text(&self) -> syn::Result<LitStr> {
        match self.expression()? {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if text.value().trim().is_empty() => {
                Err(diagnostics::empty_name(&text))
            }
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Ok(text),
            other => Err(diagnostics::not_a_text(&other, self.key, self.example)),
        }
    }

    /// `true` or `false`.
    pub(crate) fn switch(&self) -> syn::Result<bool> {
        match self.expression()? {
            Expr::Lit(ExprLit { lit: Lit::Bool(switch), .. }) => Ok(switch.value),
            other => Err(diagnostics::not_a_switch(&other, self.key)),
        }
    }

    /// `word(..)`, also where the arguments are not Rust.
    pub(crate) fn call(&self) -> Option<(Ident, Group)> {
        let mut tokens = self.tokens.clone().into_iter();
        match (tokens.next(), tokens.next(), tokens.next()) {
            (Some(TokenTree::Ident(word)), Some(TokenTree::Group(group)), None)
                if group.delimiter() == Delimiter::Parenthesis =>
            {
                Some((word, group))
            }
            (Some(TokenTree::Group(group)), None, None)
                if matches!(group.delimiter(), Delimiter::None | Delimiter::Parenthesis) =>
            {
                Value { tokens: group.stream(), ..*self }.call()
            }
            _ => None,
        }
    }

    fn not_a_path(&self, found: &Expr) -> syn::Error {
        quoted_path(found).unwrap_or_else(|| diagnostics::not_a_path(found, self.example))
    }
}

/// A comma may stand behind the last one, as everywhere.
fn is_at_most_a_comma(tokens: &TokenStream) -> bool {
    tokens.is_empty() || (starts_with_comma(tokens) && tokens.clone().into_iter().count() == 1)
}

fn starts_with_comma(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().next().is_some_and(|first| take::is_comma(&first))
}

fn quoted_path(found: &Expr) -> Option<syn::Error> {
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = found else {
        return None;
    };
    text.parse::<syn::Path>().is_ok().then(|| diagnostics::quoted_path(text))
}

/// Without parentheses; rustc takes no suffix after a text, so it is none of ours either.
fn plain(expr: Expr) -> syn::Result<Expr> {
    match ungrouped(expr) {
        Expr::Paren(paren) => plain(*paren.expr),
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if !text.suffix().is_empty() => {
            Err(diagnostics::text_suffix(&text))
        }
        other => Ok(other),
    }
}

/// Whether it is what people write who mean to leave an option out.
pub(crate) fn is_none(path: &syn::Path) -> bool {
    path.is_ident("none") || path.is_ident("None")
}

/// Without the invisible parentheses that `macro_rules!` puts around an argument.
pub(crate) fn ungrouped(expr: Expr) -> Expr {
    match expr {
        Expr::Group(group) => ungrouped(*group.expr),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::refuses;

    #[test]
    fn a_value_that_is_not_a_path_is_shown() {
        refuses(&[
            (r#"policy = "LLM""#, &[(r#""LLM""#, r#"`"LLM"` is a string; write `LLM`"#)]),
            ("policy = 5", &[("5", "this is not a path; write `policy = LLM`")]),
            ("policy = || LLM", &[("|| LLM", "this is not a path; write `policy = LLM`")]),
            (r#"classify = "my_fn""#, &[(r#""my_fn""#, r#"`"my_fn"` is a string; write `my_fn`"#)]),
            (
                "classify = 5",
                &[("5", "this is neither a path nor a closure; write `classify = my_classes`")],
            ),
            ("stop = foo()", &[("foo()", "this is called where it stands; write `stop = foo`")]),
            (r#"crate = "x""#, &[(r#""x""#, r#"`"x"` is a string; write `x`"#)]),
            ("crate = a()", &[("a()", "this is not a path; write `crate = resilient`")]),
            (
                r#"classify = "not a path""#,
                &[(
                    r#""not a path""#,
                    "this is neither a path nor a closure; write `classify = my_classes`",
                )],
            ),
        ]);
    }

    #[test]
    fn a_value_that_is_not_a_string_is_shown() {
        refuses(&[
            (r#"id = "a"x"#, &[(r#""a"x"#, r#"`"a"x` has a suffix; write `"a"`"#)]),
            (r#"breaker = breaker("a"x)"#, &[(r#""a"x"#, r#"`"a"x` has a suffix; write `"a"`"#)]),
            ("id = foo", &[("foo", r#"`id` is a string; write `id = "chat"`"#)]),
            (r#"id = """#, &[(r#""""#, r#"this name is empty; write `"chat"`"#)]),
            ("id = 5", &[("5", r#"`id` is a string; write `id = "chat"`"#)]),
        ]);
    }
}
