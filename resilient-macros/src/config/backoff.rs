//! The wait before a retry, `backoff`.

use proc_macro2::{Group, Ident, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, Token};

use crate::config::factor::{self, Factor};
use crate::config::length::{self, Known, Length};
use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::entries::Entries;
use crate::options::keys::Keys;
use crate::options::value::Value;
use crate::options::{self, Given, near};
use crate::rules::range::{WAIT, shorter};

#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "an attribute has few of them")]
pub(crate) enum Backoff {
    Exponential {
        base: Option<Length>,
        max: Option<Length>,
        plus: Option<Length>,
        factor: Option<Factor>,
    },
    Linear {
        step: Option<Length>,
        max: Option<Length>,
    },
    Constant(Length),
    None,
    Path(syn::Path),
}

pub(crate) fn read(value: &Value<'_>, mistakes: &mut Mistakes) -> Option<Backoff> {
    if let Some((kind, arguments)) = value.call() {
        return match kind.to_string().as_str() {
            "exponential" => Some(exponential(&arguments, mistakes)),
            "linear" => Some(linear(&arguments, mistakes)),
            "constant" => mistakes.keep(constant(&kind, &arguments)),
            "none" => {
                mistakes.add(diagnostics::takes_no_parentheses(&kind, &arguments));
                None
            }
            _ => {
                mistakes.add(diagnostics::unknown(&kind, "backoff", KINDS));
                None
            }
        };
    }
    mistakes.keep(alone(value))
}

/// What is not `kind(..)`: a base, `none` or the path of a const.
fn alone(value: &Value<'_>) -> syn::Result<Backoff> {
    let expr = value.expression()?;
    if let Expr::Lit(ExprLit { lit: Lit::Str(_) | Lit::Int(_) | Lit::Float(_), .. }) = expr {
        if let Some(kind) = quoted_kind(&expr) {
            return Err(kind);
        }
        let base = wait_of(value)?;
        return Ok(Backoff::Exponential { base: Some(base), max: None, plus: None, factor: None });
    }
    match word(&expr).as_deref() {
        Some("none") => Ok(Backoff::None),
        Some(kind @ ("exponential" | "linear" | "constant")) => {
            Err(diagnostics::no_arguments(&expr, kind, example(kind)))
        }
        Some(word) if is_mistyped(word) => {
            Err(diagnostics::unknown(&Ident::new(word, expr.span()), "backoff", KINDS))
        }
        _ => match expr {
            Expr::Path(path) if path.qself.is_none() => Ok(Backoff::Path(path.path)),
            other => Err(diagnostics::not_a_backoff(&other)),
        },
    }
}

/// Whether a kind is meant rather than a const, which is written in capitals.
fn is_mistyped(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && near::nearest(word, KINDS).is_some()
}

/// `"none"`, where the word itself is meant.
fn quoted_kind(expr: &Expr) -> Option<syn::Error> {
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = expr else { return None };
    let is_kind = KINDS.contains(&text.value().trim());
    is_kind.then(|| diagnostics::quoted_path(text))
}

fn exponential(arguments: &Group, mistakes: &mut Mistakes) -> Backoff {
    let (mut base, mut max, mut plus, mut factor) = (None, None, None, None);
    let entries = read_arguments(arguments, &EXPONENTIAL, mistakes, &mut |one, mistakes| {
        match one.name.as_str() {
            "base" => base = mistakes.keep(wait(one, "base = \"500ms\"")),
            "max" => max = mistakes.keep(wait(one, "max = \"60s\"")),
            "plus" => {
                let value = one.value("plus = \"1s\"");
                let length = value.and_then(|it| length::read(&it, Known::AtCompileTime));
                plus = mistakes.keep(length);
            }
            "factor" => {
                let value = one.value("factor = 2");
                factor = mistakes.keep(value.and_then(|value| factor::read(&value)));
            }
            _ => return None,
        }
        Some(())
    });
    check_max(&entries, "base", base.as_ref(), max.as_ref(), mistakes);
    Backoff::Exponential { base, max, plus, factor }
}

fn linear(arguments: &Group, mistakes: &mut Mistakes) -> Backoff {
    let (mut step, mut max) = (None, None);
    let entries = read_arguments(arguments, &["step", "max"], mistakes, &mut |one, mistakes| {
        match one.name.as_str() {
            "step" => step = mistakes.keep(wait(one, "step = \"1s\"")),
            "max" => max = mistakes.keep(wait(one, "max = \"30s\"")),
            _ => return None,
        }
        Some(())
    });
    check_max(&entries, "step", step.as_ref(), max.as_ref(), mistakes);
    Backoff::Linear { step, max }
}

fn read_arguments(
    arguments: &Group,
    names: &[&'static str],
    mistakes: &mut Mistakes,
    one: &mut dyn FnMut(&Given, &mut Mistakes) -> Option<()>,
) -> Entries {
    let keys = Keys { noun: "argument", names, calls: &[], list: None, links: None };
    let mut entries = options::read(arguments.stream(), &keys, mistakes);
    entries.each(&keys, mistakes, one);
    entries
}

fn constant(kind: &Ident, arguments: &Group) -> syn::Result<Backoff> {
    let example = example("constant");
    if arguments.stream().is_empty() {
        return Err(diagnostics::no_arguments(kind, "constant", example));
    }
    let named = |input: ParseStream<'_>| {
        let name: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        input.parse::<TokenStream>().map(|_| name)
    };
    if let Ok(name) = named.parse2(arguments.stream()) {
        return Err(diagnostics::named_wait(&name, example));
    }
    let value = Value { key: kind, tokens: arguments.stream(), example };
    wait_of(&value).map(Backoff::Constant)
}

fn wait(given: &Given, example: &'static str) -> syn::Result<Length> {
    wait_of(&given.value(example)?)
}

fn wait_of(value: &Value<'_>) -> syn::Result<Length> {
    match length::read_nonzero(value, Known::AtCompileTime)? {
        Length::Literal(time, span) if !WAIT.holds(time) => Err(diagnostics::no_wait(span)),
        other => Ok(other),
    }
}

fn check_max(
    entries: &Entries,
    first: &str,
    base: Option<&Length>,
    max: Option<&Length>,
    mistakes: &mut Mistakes,
) {
    let (Some((base, base_words)), Some((max, max_words))) =
        (base.and_then(Length::known), max.and_then(Length::known))
    else {
        return;
    };
    if shorter(max, base) {
        if let Some(at) = entries.later(first, "max") {
            mistakes.add(diagnostics::max_below(at, "max", &max_words, first, &base_words));
        }
    }
}

fn word(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

fn example(kind: &str) -> &'static str {
    match kind {
        "linear" => "linear(step = \"1s\")",
        "constant" => "constant(\"1s\")",
        _ => "exponential(base = \"500ms\")",
    }
}

/// The kind of backoff that has an argument of this name.
pub(crate) fn kind_with(argument: &str) -> Option<&'static str> {
    match argument {
        "step" => Some("linear"),
        argument => EXPONENTIAL.contains(&argument).then_some("exponential"),
    }
}

const EXPONENTIAL: [&str; 4] = ["base", "factor", "max", "plus"];
const KINDS: &[&str] = &["exponential", "linear", "constant", "none"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{accepts, refuses};

    #[test]
    fn what_is_not_a_backoff_is_shown() {
        refuses(&[
            ("backoff = 500", &[("500", r#"`500` has no unit; write `"500s"` or `"500ms"`"#)]),
            (
                "backoff = || x",
                &[(
                    "|| x",
                    r#"this is not a backoff; write `"500ms"`, `exponential(..)`, `linear(..)`, `constant("1s")` or `none`"#,
                )],
            ),
            (
                "backoff = wait()",
                &[(
                    "wait",
                    "unknown backoff `wait`; write one of `exponential`, `linear`, `constant`, `none`",
                )],
            ),
            (
                r#"backoff = expo(base = "1s")"#,
                &[(
                    "expo",
                    "unknown backoff `expo`; write one of `exponential`, `linear`, `constant`, `none`",
                )],
            ),
            (
                "backoff = exponential",
                &[(
                    "exponential",
                    r#"`exponential` has no arguments; write `exponential(base = "500ms")`"#,
                )],
            ),
            (
                "backoff = constant",
                &[("constant", r#"`constant` has no arguments; write `constant("1s")`"#)],
            ),
            (
                "backoff = constant()",
                &[("constant", r#"`constant` has no arguments; write `constant("1s")`"#)],
            ),
            (r#"backoff = constant("1s", 5)"#, &[("5", "`constant` takes one value; remove `5`")]),
        ]);
    }

    #[test]
    fn an_argument_that_a_backoff_does_not_take_is_shown() {
        refuses(&[
            (
                r#"backoff = exponential("2s")"#,
                &[(r#""2s""#, r#"`"2s"` has no key; write `key = value`"#)],
            ),
            (
                "backoff = exponential(foo = 3)",
                &[("foo", "unknown argument `foo`; write one of `base`, `factor`, `max`, `plus`")],
            ),
            (
                r#"backoff = linear(stop = "1s")"#,
                &[("stop", "unknown argument `stop`; did you mean `step`?")],
            ),
        ]);
    }

    #[test]
    fn a_backoff_waits() {
        refuses(&[
            (
                r#"backoff = "0s""#,
                &[(r#""0s""#, "this never waits; write a longer one, or `backoff = none`")],
            ),
            (
                r#"backoff = exponential(base = "0s")"#,
                &[(r#""0s""#, "this never waits; write a longer one, or `backoff = none`")],
            ),
            (
                r#"backoff = linear(step = "0s")"#,
                &[(r#""0s""#, "this never waits; write a longer one, or `backoff = none`")],
            ),
            (
                r#"backoff = constant("0s")"#,
                &[(r#""0s""#, "this never waits; write a longer one, or `backoff = none`")],
            ),
        ]);
    }

    #[test]
    fn the_longest_wait_is_not_below_the_first() {
        refuses(&[
            (
                r#"backoff = exponential(base = "2s", max = "1s")"#,
                &[("max", "`max` (1s) is below `base` (2s); lengthen `max` or shorten `base`")],
            ),
            (
                r#"backoff = linear(max = "1s", step = "2s")"#,
                &[("step", "`max` (1s) is below `step` (2s); lengthen `max` or shorten `step`")],
            ),
        ]);
    }

    #[test]
    fn every_form_of_a_backoff_is_read() {
        let read = |args: &str| accepts(args).backoff.map(|backoff| backoff.value);
        let base = r#"backoff = "500ms""#;
        assert!(matches!(read(base), Some(Backoff::Exponential { base: Some(_), .. })));
        let all = r#"backoff = exponential(base = "1s", factor = 2, max = MAX, plus = "0s")"#;
        let Some(Backoff::Exponential { max: Some(_), plus: Some(_), factor, .. }) = read(all)
        else {
            panic!("{all}");
        };
        assert!(matches!(factor, Some(Factor::Thousandths(2_000, _))));
        let linear = r#"backoff = linear(step = "1s", max = "1s")"#;
        assert!(matches!(read(linear), Some(Backoff::Linear { step: Some(_), max: Some(_) })));
        assert!(matches!(read(r#"backoff = constant("1s")"#), Some(Backoff::Constant(_))));
        assert!(matches!(read("backoff = none"), Some(Backoff::None)));
        assert!(matches!(read("backoff = waits::SHORT"), Some(Backoff::Path(_))));
    }
}
