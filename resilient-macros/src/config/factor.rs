//! What a backoff grows by, in thousandths.

use proc_macro2::Span;
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use crate::diagnostics;
use crate::options::value::Value;
use crate::rules::range;

#[derive(Clone)]
pub(crate) enum Factor {
    Thousandths(u32, Span),
    Path(syn::Path),
}

/// At least 1 and at most 100, in thousandths.
pub(crate) fn read(value: &Value<'_>) -> syn::Result<Factor> {
    let expr = value.expression()?;
    let (digits, span) = match &expr {
        Expr::Lit(ExprLit { lit, .. }) if suffix(lit).is_some_and(|suffix| !suffix.is_empty()) => {
            return Err(diagnostics::suffix(lit, digits(lit)));
        }
        Expr::Lit(ExprLit { lit: lit @ (Lit::Int(_) | Lit::Float(_)), .. }) => {
            (digits(lit), lit.span())
        }
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if factor(text.value().trim()).is_some() => {
            return Err(diagnostics::quoted_number(text, text.value().trim()));
        }
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr: operand, .. })
            if matches!(**operand, Expr::Lit(_)) =>
        {
            return Err(diagnostics::factor_out_of_range(&expr));
        }
        Expr::Path(path) if path.qself.is_none() => return Ok(Factor::Path(path.path.clone())),
        other => return Err(diagnostics::not_a_factor(other)),
    };
    factor(digits)
        .map(|factor| Factor::Thousandths(factor, span))
        .ok_or_else(|| diagnostics::factor_out_of_range(&expr))
}

fn digits(lit: &Lit) -> &str {
    match lit {
        Lit::Int(number) => number.base10_digits(),
        Lit::Float(number) => number.base10_digits(),
        _ => "",
    }
}

fn suffix(lit: &Lit) -> Option<&str> {
    match lit {
        Lit::Int(number) => Some(number.suffix()),
        Lit::Float(number) => Some(number.suffix()),
        _ => None,
    }
}

fn factor(digits: &str) -> Option<u32> {
    thousandths(digits).filter(|factor| range::FACTOR.holds((*factor).into()))
}

fn thousandths(digits: &str) -> Option<u32> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.len() > 3 {
        return None;
    }
    format!("{whole}{fraction:0<3}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::refuses;

    #[test]
    fn a_factor_is_a_number_from_1_to_100() {
        refuses(&[
            (
                "backoff = exponential(factor = 0.5)",
                &[("0.5", "`0.5` is out of range; write 1 to 100, with at most three decimals")],
            ),
            (
                "backoff = exponential(factor = 101)",
                &[("101", "`101` is out of range; write 1 to 100, with at most three decimals")],
            ),
            (
                "backoff = exponential(factor = 1.2345)",
                &[(
                    "1.2345",
                    "`1.2345` is out of range; write 1 to 100, with at most three decimals",
                )],
            ),
            (
                r#"backoff = exponential(factor = "2")"#,
                &[(r#""2""#, r#"`"2"` is a string; write `2`"#)],
            ),
            (
                "backoff = exponential(factor = x())",
                &[(
                    "x()",
                    "this is not a factor; write a number such as `2` or `1.5`, or the path of a const",
                )],
            ),
            (
                "backoff = exponential(factor = -2)",
                &[("-2", "`-2` is out of range; write 1 to 100, with at most three decimals")],
            ),
            ("backoff = exponential(factor = 2x)", &[("2x", "`2x` has a suffix; write `2`")]),
            (
                r#"backoff = exponential(factor = "500")"#,
                &[(
                    r#""500""#,
                    "this is not a factor; write a number such as `2` or `1.5`, or the path of a const",
                )],
            ),
        ]);
    }

    #[test]
    fn a_factor_is_kept_in_thousandths() {
        for (digits, factor) in [
            ("2", Some(2_000)),
            ("1.5", Some(1_500)),
            ("1.", Some(1_000)),
            ("1.001", Some(1_001)),
            ("1.0001", None),
            ("1e2", None),
            ("9999999999", None),
        ] {
            assert_eq!(thousandths(digits), factor, "{digits}");
        }
    }
}
