//! Options that are a time: a text such as `"30s"`, or what gives a `Duration`.

use std::time::Duration;

use proc_macro2::{Ident, Span};
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use crate::config::duration;
use crate::diagnostics;
use crate::options::exits;
use crate::options::value::{Value, is_none};
use crate::rules::range::Shortest;

#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "an attribute has few of them")]
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

    /// Itself, unless it is shorter than a setting may be.
    pub(crate) fn at_least(self, key: &Ident, shortest: &Shortest) -> syn::Result<Self> {
        match self.above_zero(key)? {
            Self::Literal(time, span) if !shortest.holds(time) => {
                Err(diagnostics::too_short(span, key, shortest.time))
            }
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
        (Expr::Path(path), _) if is_none(&path.path) => {
            Err(diagnostics::no_duration(&expr, value.key))
        }
        (Expr::Path(_), _) => Ok(Length::Value(expr)),
        (
            Expr::Array(_) | Expr::Assign(_) | Expr::Closure(_) | Expr::Range(_) | Expr::Tuple(_),
            _,
        ) => Err(diagnostics::not_a_duration(&expr, value.key)),
        (Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr: number, .. }), _)
            if matches!(**number, Expr::Lit(_)) =>
        {
            Err(diagnostics::not_a_duration(&expr, value.key))
        }
        (_, Known::AtCompileTime) => Err(diagnostics::not_constant(&expr)),
        (_, Known::PerCall) => exits::refuse(&expr).map(|()| Length::Value(expr)),
    }
}

/// Reads it where it may not be zero, so that the unit of a `0` is no matter.
pub(crate) fn read_nonzero(value: &Value<'_>, known: Known) -> syn::Result<Length> {
    match value.expression()? {
        Expr::Lit(ExprLit { lit, .. }) if is_zero(&lit) => {
            Ok(Length::Literal(Duration::ZERO, lit.span()))
        }
        _ => read(value, known),
    }
}

fn is_zero(lit: &Lit) -> bool {
    match lit {
        Lit::Str(text) => is_nothing(text.value().trim()),
        Lit::Int(number) => number.base10_digits() == "0",
        Lit::Float(number) => is_nothing(number.base10_digits()),
        _ => false,
    }
}

fn is_nothing(digits: &str) -> bool {
    digits.contains('0') && digits.chars().all(|digit| digit == '0' || digit == '.')
}

fn literal(lit: &Lit, key: &Ident) -> syn::Result<Length> {
    let (number, suffix) = match lit {
        Lit::Str(text) => {
            return duration::read(&text.value())
                .map(|duration| Length::Literal(duration, text.span()))
                .map_err(|fault| diagnostics::duration(text, &fault));
        }
        Lit::Int(number) => (number.base10_digits(), number.suffix()),
        Lit::Float(number) if !number.base10_digits().contains('e') => {
            (number.base10_digits(), number.suffix())
        }
        other => return Err(diagnostics::not_a_duration(other, key)),
    };
    Err(match duration::meant(&format!("{number}{suffix}")) {
        Some(text) => diagnostics::no_quotes(lit, &text),
        None => diagnostics::no_unit(lit, number),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{accepts, refuses};

    #[test]
    fn a_duration_without_quotes_or_unit_is_shown() {
        refuses(&[
            ("timeout = 30", &[("30", r#"`30` has no unit; write `"30s"` or `"30ms"`"#)]),
            (
                "timeout = 1.5",
                &[("1.5", r#"`1.5` has no unit; write `"1s 500ms"` or `"1ms 500us"`"#)],
            ),
            ("timeout = (30)", &[("30", r#"`30` has no unit; write `"30s"` or `"30ms"`"#)]),
            ("timeout = 1e3", &[("1e3", r#"`timeout` is a duration; write `"30s"`"#)]),
            ("timeout = 30min", &[("30min", r#"`30min` has no quotes; write `"30m"`"#)]),
            (
                r#"timeout = "0.0""#,
                &[(r#""0.0""#, "`timeout` leaves no time; write a longer one, or leave it out")],
            ),
            (r#"timeout = "1s"u8"#, &[(r#""1s"u8"#, r#"`"1s"u8` has a suffix; write `"1s"`"#)]),
            ("timeout = 30s", &[("30s", r#"`30s` has no quotes; write `"30s"`"#)]),
            ("timeout = 1.5s", &[("1.5s", r#"`1.5s` has no quotes; write `"1s 500ms"`"#)]),
            (r#"timeout = "30""#, &[(r#""30""#, "`30` has no unit; write `30s` or `30ms`")]),
            (
                r#"timeout = "1.5""#,
                &[(r#""1.5""#, "`1.5` has no unit; write `1s 500ms` or `1ms 500us`")],
            ),
        ]);
    }

    #[test]
    fn a_text_that_is_not_a_duration_is_shown() {
        refuses(&[
            (r#"timeout = """#, &[(r#""""#, r#"`""` is not a duration; write `"30s"`"#)]),
            (r#"timeout = "s""#, &[(r#""s""#, "`s` does not start with a number; write `1m 30s`")]),
            (r#"timeout = "30sec""#, &[(r#""30sec""#, "`sec` is not a unit; write `s`")]),
            (
                r#"timeout = "2 weeks""#,
                &[(
                    r#""2 weeks""#,
                    "`weeks` is not a unit; write `d`, `h`, `m`, `s`, `ms`, `us` or `ns`",
                )],
            ),
            (
                r#"timeout = "1.5s""#,
                &[(r#""1.5s""#, "`1.5s` is not a whole number; write `1s 500ms`")],
            ),
            (
                r#"timeout = "0.3333ns""#,
                &[(
                    r#""0.3333ns""#,
                    "`0.3333ns` is not a whole number; write whole ones, such as `1s 500ms`",
                )],
            ),
            (
                r#"timeout = "1m 1m""#,
                &[(r#""1m 1m""#, "`m` stands twice; write one number of `m`")],
            ),
            (
                r#"timeout = "1s 1m""#,
                &[(r#""1s 1m""#, "`m` stands after `s`; write the larger unit first")],
            ),
            (
                r#"timeout = "213503982334602d""#,
                &[(
                    r#""213503982334602d""#,
                    "`213503982334602d` is more than a `Duration` holds; write at most `213503982334601d`",
                )],
            ),
        ]);
    }

    #[test]
    fn a_value_that_is_not_a_duration_is_shown() {
        refuses(&[
            ("timeout = 'x'", &[("'x'", r#"`timeout` is a duration; write `"30s"`"#)]),
            ("timeout = || x", &[("|| x", r#"`timeout` is a duration; write `"30s"`"#)]),
            ("timeout = -5", &[("-5", r#"`timeout` is a duration; write `"30s"`"#)]),
            (
                r#"deadline = ["1s"]"#,
                &[(r#"["1s"]"#, r#"`deadline` is a duration; write `"30s"`"#)],
            ),
        ]);
    }

    #[test]
    fn no_time_is_refused_where_it_would_end_the_call() {
        refuses(&[
            (
                r#"timeout = "0s""#,
                &[(r#""0s""#, "`timeout` leaves no time; write a longer one, or leave it out")],
            ),
            (
                r#"timeout = ["1s", "0s"]"#,
                &[(r#""0s""#, "`timeout` leaves no time; write a longer one, or leave it out")],
            ),
            (
                r#"deadline = "0ms""#,
                &[(r#""0ms""#, "`deadline` leaves no time; write a longer one, or leave it out")],
            ),
            (
                r#"breaker = breaker("x", open = "0s")"#,
                &[(r#""0s""#, "`open` leaves no time; write a longer one, or leave it out")],
            ),
        ]);
    }

    #[test]
    fn a_fixed_duration_is_a_literal_or_a_path() {
        refuses(&[
            (
                "switch_after = config.wait",
                &[(
                    "config.wait",
                    r#"this is not known at compile time; write `"30s"` or the path of a const"#,
                )],
            ),
            (
                "patience = wait()",
                &[(
                    "wait()",
                    r#"this is not known at compile time; write `"30s"` or the path of a const"#,
                )],
            ),
            (
                r#"breaker = breaker("x", open = wait())"#,
                &[(
                    "wait()",
                    r#"this is not known at compile time; write `"30s"` or the path of a const"#,
                )],
            ),
            (
                "backoff = constant(wait())",
                &[(
                    "wait()",
                    r#"this is not known at compile time; write `"30s"` or the path of a const"#,
                )],
            ),
        ]);
    }

    #[test]
    fn a_duration_is_a_text_or_an_expression() {
        for (args, text) in [
            ("deadline = \"1m 30s\"", Some("1m 30s")),
            ("deadline = \"90s\"", Some("90s")),
            ("deadline = limit", None),
            ("deadline = self.limits.deadline * 2", None),
            ("deadline = Duration::from_secs(30)", None),
        ] {
            let Some(deadline) = accepts(args).deadline else { panic!("{args}") };
            let known = deadline.value.known().map(|(_, text)| text);
            assert_eq!(known.as_deref(), text, "{args}");
        }
    }

    #[test]
    fn a_literal_without_source_is_written_back() {
        let length = Length::Literal(Duration::from_secs(90), Span::call_site());
        assert_eq!(length.known().map(|(_, text)| text).as_deref(), Some("1m 30s"));
    }
}
