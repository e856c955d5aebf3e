//! Numeric options: a literal within its range, or the path of a const.

use proc_macro2::{Ident, Span};
use syn::{Expr, ExprLit, ExprPath, ExprUnary, Lit, LitFloat, LitInt, LitStr, UnOp};

use crate::diagnostics;
use crate::options::value::{Value, is_none};
use crate::rules::range::{self, Range};

#[derive(Clone)]
pub(crate) enum Count {
    Literal(u64, Span),
    Path(ExprPath),
}

impl Count {
    pub(crate) fn literal(&self) -> Option<u64> {
        match self {
            Self::Literal(number, _) => Some(*number),
            Self::Path(_) => None,
        }
    }

    /// Whether it is called like the const generics of an `impl`, which stand outside of all that we see.
    pub(crate) fn may_be_generic(&self) -> bool {
        let is_letter = |name: &Ident| {
            let name = name.to_string();
            name.len() == 1 && name.starts_with(char::is_uppercase)
        };
        matches!(self, Self::Path(path) if path.path.get_ident().is_some_and(is_letter))
    }
}

pub(crate) fn read(value: &Value<'_>, range: &Range) -> syn::Result<Count> {
    let expr = value.expression()?;
    match &expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Err(quoted(text, range)),
        Expr::Lit(ExprLit { lit: Lit::Float(number), .. }) => {
            Err(diagnostics::fraction(number, range))
        }
        _ => number(&expr, range),
    }
}

/// A share in percent: `50`, or `"50%"`.
pub(crate) fn read_percent(value: &Value<'_>) -> syn::Result<Count> {
    let expr = value.expression()?;
    match &expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => percent(text),
        Expr::Lit(ExprLit { lit: Lit::Float(number), .. }) => Err(share(number)),
        _ => number(&expr, PERCENT),
    }
}

fn number(expr: &Expr, range: &Range) -> syn::Result<Count> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => literal(number, range),
        Expr::Path(path) if path.qself.is_some() || !is_none(&path.path) => {
            Ok(Count::Path(path.clone()))
        }
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr: operand, .. })
            if matches!(**operand, Expr::Lit(_)) =>
        {
            Err(diagnostics::out_of_range(expr, range))
        }
        _ => Err(diagnostics::not_a_number(expr, range)),
    }
}

fn literal(literal: &LitInt, range: &Range) -> syn::Result<Count> {
    if !literal.suffix().is_empty() {
        return Err(diagnostics::suffix(literal, literal.base10_digits()));
    }
    match literal.base10_parse() {
        Ok(number) if range.holds(number) => Ok(Count::Literal(number, literal.span())),
        _ => Err(diagnostics::out_of_range(literal, range)),
    }
}

fn quoted(text: &LitStr, range: &Range) -> syn::Error {
    match text.value().trim().parse() {
        Ok(number) if range.holds(number) => diagnostics::quoted_number(text, number),
        _ => diagnostics::not_a_number(text, range),
    }
}

fn percent(text: &LitStr) -> syn::Result<Count> {
    let value = text.value();
    let Some(digits) = value.trim().strip_suffix('%') else {
        return Err(quoted(text, PERCENT));
    };
    match digits.trim().parse() {
        Ok(number) if PERCENT.holds(number) => Ok(Count::Literal(number, text.span())),
        Ok(_) => Err(diagnostics::out_of_range(text, PERCENT)),
        Err(_) => Err(diagnostics::not_a_number(text, PERCENT)),
    }
}

/// `0.5` where `50` is meant.
fn share(number: &LitFloat) -> syn::Error {
    let digits = number.base10_digits();
    let hundredths = digits.strip_prefix("0.").map(|digits| format!("{digits:0<2}"));
    match hundredths.and_then(|digits| digits.parse().ok()) {
        Some(percent) if PERCENT.holds(percent) => diagnostics::share(number, percent),
        _ => diagnostics::fraction(number, PERCENT),
    }
}

/// Both rates have the same range.
const PERCENT: &Range = &range::FAILURE_RATE;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::breaker::Breaker;
    use crate::config::settings::SettingValue;
    use crate::testing::{accepts, refuses};

    #[test]
    fn a_number_has_a_range() {
        refuses(&[
            ("retries = -1", &[("-1", "`-1` is out of range; write a number from 0 to 100")]),
            ("retries = 101", &[("101", "`101` is out of range; write a number from 0 to 100")]),
            (
                "retries = 99999999999999999999999",
                &[(
                    "99999999999999999999999",
                    "`99999999999999999999999` is out of range; write a number from 0 to 100",
                )],
            ),
            (
                r#"breaker = breaker("x", last = 10_001, probes = 1_001, failure_rate = 0)"#,
                &[
                    ("10_001", "`10_001` is out of range; write a number from 1 to 10000"),
                    ("1_001", "`1_001` is out of range; write a number from 1 to 1000"),
                    ("0", "`0` is out of range; write a number from 1 to 100"),
                ],
            ),
        ]);
    }

    #[test]
    fn what_is_not_a_whole_number_is_shown() {
        refuses(&[
            (r#"retries = "5""#, &[(r#""5""#, r#"`"5"` is a string; write `5`"#)]),
            (
                "retries = none",
                &[(
                    "none",
                    "this is not a number; write a number from 0 to 100, or the path of a const",
                )],
            ),
            (
                r#"retries = "five""#,
                &[(
                    r#""five""#,
                    "this is not a number; write a number from 0 to 100, or the path of a const",
                )],
            ),
            (
                r#"retries = "101""#,
                &[(
                    r#""101""#,
                    "this is not a number; write a number from 0 to 100, or the path of a const",
                )],
            ),
            ("retries = 5.0", &[("5.0", "`5.0` is written as a fraction; write `5`")]),
            ("retries = 5u32", &[("5u32", "`5u32` has a suffix; write `5`")]),
            ("retries = 5s", &[("5s", "`5s` has a suffix; write `5`")]),
            (
                "retries = foo()",
                &[(
                    "foo()",
                    "this is not a number; write a number from 0 to 100, or the path of a const",
                )],
            ),
            (
                "retries = |x| 3",
                &[(
                    "|x| 3",
                    "this is not a number; write a number from 0 to 100, or the path of a const",
                )],
            ),
            (
                "retries = true",
                &[(
                    "true",
                    "this is not a number; write a number from 0 to 100, or the path of a const",
                )],
            ),
        ]);
    }

    #[test]
    fn a_rate_is_in_percent() {
        refuses(&[
            (
                r#"breaker = breaker("x", failure_rate = 0.5)"#,
                &[("0.5", "`0.5` is not in percent; write `50`")],
            ),
            (
                r#"breaker = breaker("x", failure_rate = 2.5)"#,
                &[("2.5", "`2.5` is not a whole number; write a number from 1 to 100")],
            ),
            (
                r#"breaker = breaker("x", failure_rate = "50")"#,
                &[(r#""50""#, r#"`"50"` is a string; write `50`"#)],
            ),
            (
                r#"breaker = breaker("x", failure_rate = "150%")"#,
                &[(r#""150%""#, r#"`"150%"` is out of range; write a number from 1 to 100"#)],
            ),
            (
                r#"breaker = breaker("x", failure_rate = "half%")"#,
                &[(
                    r#""half%""#,
                    "this is not a number; write a number from 1 to 100, or the path of a const",
                )],
            ),
            (
                r#"breaker = breaker("x", failure_rate = 101)"#,
                &[("101", "`101` is out of range; write a number from 1 to 100")],
            ),
        ]);
    }

    #[test]
    fn a_number_is_a_literal_or_a_path() {
        for (args, number) in [
            ("retries = 0", Some(0)),
            ("retries = 100", Some(100)),
            ("retries = 0x1_0", Some(16)),
            ("retries = LIMIT", None),
            ("retries = self::limits::<A, B>::RETRIES", None),
            ("retries = <A as B>::RETRIES", None),
        ] {
            let retries = accepts(args).retries;
            assert!(retries.is_some_and(|retries| retries.value.literal() == number), "{args}");
        }
    }

    #[test]
    fn a_rate_may_say_percent() {
        for rate in ["50", "\"50%\"", "\" 50 %\""] {
            let args = format!("breaker = breaker(\"x\", failure_rate = {rate})");
            let Some(Breaker::Named { settings, .. }) = accepts(&args).breaker.map(|b| b.value)
            else {
                panic!("{args}");
            };
            assert!(
                matches!(settings[0].value, SettingValue::Count(Count::Literal(50, _))),
                "{rate}"
            );
        }
    }
}
