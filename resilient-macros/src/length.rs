//! Options that are a time: a text such as `"30s"`, or what gives a `Duration`.

use std::time::Duration;

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use crate::value::Value;
use crate::{diagnostics, duration, exits};

#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "an attribute has few of them")]
pub(crate) enum Length {
    Literal(Duration, Span),
    Value(Expr),
}

/// When an option has to be known.
#[derive(Clone, Copy)]
pub(crate) enum Known {
    AtCompileTime,
    PerCall,
}

impl Length {
    /// Itself, unless it is `"0s"`.
    pub(crate) fn above_zero(self, key: &Ident) -> syn::Result<Self> {
        match self {
            Self::Literal(Duration::ZERO, span) => Err(diagnostics::no_time(span, key)),
            other => Ok(other),
        }
    }

    /// A literal, and how the user wrote it.
    pub(crate) fn known(&self) -> Option<(Duration, String)> {
        let Self::Literal(duration, span) = self else {
            return None;
        };
        let source = span.source_text().unwrap_or_default();
        let source = source.trim_matches('"');
        // The span of a literal made by another macro may cover more than the literal.
        if duration::read(source) == Ok(*duration) {
            return Some((*duration, source.to_owned()));
        }
        Some((*duration, duration::write(*duration)))
    }
}

pub(crate) fn read(value: &Value<'_>, known: Known) -> syn::Result<Length> {
    let expr = value.expression()?;
    match (&expr, known) {
        (Expr::Lit(ExprLit { lit, .. }), _) => literal(lit, value.key),
        (Expr::Path(_), _) => Ok(Length::Value(expr)),
        (
            Expr::Array(_) | Expr::Assign(_) | Expr::Closure(_) | Expr::Range(_) | Expr::Tuple(_),
            _,
        ) => Err(diagnostics::not_a_duration(&expr, value.key)),
        (
            Expr::Unary(ExprUnary {
                op: UnOp::Neg(_),
                expr: number,
                ..
            }),
            _,
        ) if matches!(**number, Expr::Lit(_)) => Err(diagnostics::not_a_duration(&expr, value.key)),
        (_, Known::AtCompileTime) => Err(diagnostics::not_constant(&expr)),
        (_, Known::PerCall) => exits::refuse(&expr).map(|()| Length::Value(expr)),
    }
}

fn literal(lit: &Lit, key: &Ident) -> syn::Result<Length> {
    let number = match lit {
        Lit::Str(text) => {
            return duration::read(&text.value())
                .map(|duration| Length::Literal(duration, text.span()))
                .map_err(|fault| diagnostics::duration(text, &fault));
        }
        Lit::Int(number) => number.base10_digits(),
        Lit::Float(number) => number.base10_digits(),
        other => return Err(diagnostics::not_a_duration(other, key)),
    };
    let written = lit.to_token_stream().to_string();
    Err(match duration::whole(&written) {
        Some(text) => diagnostics::no_quotes(lit, &text),
        None => diagnostics::no_unit(lit, number),
    })
}
