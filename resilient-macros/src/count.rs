//! Numeric options: a literal within its range, or the path of a const.

use std::ops::RangeInclusive;

use proc_macro2::Span;
use syn::{Expr, ExprLit, ExprPath, ExprUnary, Lit, LitFloat, LitInt, LitStr, UnOp};

use crate::diagnostics;
use crate::value::Value;

#[derive(Clone)]
pub(crate) enum Count {
    Literal(u64, Span),
    Path(syn::Path),
}

impl Count {
    pub(crate) fn literal(&self) -> Option<u64> {
        match self {
            Self::Literal(number, _) => Some(*number),
            Self::Path(_) => None,
        }
    }
}

pub(crate) type Range = RangeInclusive<u64>;

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
        Expr::Path(ExprPath { qself: None, path, .. }) => Ok(Count::Path(path.clone())),
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
        return Err(diagnostics::suffix(literal));
    }
    match literal.base10_parse() {
        Ok(number) if range.contains(&number) => Ok(Count::Literal(number, literal.span())),
        _ => Err(diagnostics::out_of_range(literal, range)),
    }
}

fn quoted(text: &LitStr, range: &Range) -> syn::Error {
    match text.value().trim().parse() {
        Ok(number) if range.contains(&number) => diagnostics::quoted_number(text, number),
        _ => diagnostics::not_a_number(text, range),
    }
}

fn percent(text: &LitStr) -> syn::Result<Count> {
    let value = text.value();
    let Some(digits) = value.trim().strip_suffix('%') else {
        return Err(quoted(text, PERCENT));
    };
    match digits.trim().parse() {
        Ok(number) if PERCENT.contains(&number) => Ok(Count::Literal(number, text.span())),
        Ok(_) => Err(diagnostics::out_of_range(text, PERCENT)),
        Err(_) => Err(diagnostics::not_a_number(text, PERCENT)),
    }
}

/// `0.5` where `50` is meant.
fn share(number: &LitFloat) -> syn::Error {
    let digits = number.base10_digits();
    let hundredths = digits.strip_prefix("0.").map(|digits| format!("{digits:0<2}"));
    match hundredths.and_then(|digits| digits.parse().ok()) {
        Some(percent) if PERCENT.contains(&percent) => diagnostics::share(number, percent),
        _ => diagnostics::fraction(number, PERCENT),
    }
}

const PERCENT: &Range = &(1..=100);
