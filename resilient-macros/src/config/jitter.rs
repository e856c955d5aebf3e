//! How much of a wait is chance.

use syn::Expr;

use crate::diagnostics;
use crate::options::value::Value;
use crate::rules::wait::Jitter;

pub(crate) fn read(value: &Value<'_>) -> syn::Result<Jitter> {
    let expr = value.expression()?;
    let is = |word| matches!(&expr, Expr::Path(path) if path.path.is_ident(word));
    match [Jitter::Equal, Jitter::Full, Jitter::None].into_iter().find(|jitter| is(word(*jitter))) {
        Some(jitter) => Ok(jitter),
        None => Err(diagnostics::not_a_jitter(&expr)),
    }
}

const fn word(jitter: Jitter) -> &'static str {
    match jitter {
        Jitter::Equal => "equal",
        Jitter::Full => "full",
        Jitter::None => "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{accepts, refuses};

    #[test]
    fn what_is_not_a_jitter_is_shown() {
        refuses(&[
            ("jitter = half", &[("half", "this is not a jitter; write `equal`, `full` or `none`")]),
            (
                r#"jitter = "full""#,
                &[(r#""full""#, "this is not a jitter; write `equal`, `full` or `none`")],
            ),
        ]);
    }

    #[test]
    fn a_jitter_is_a_word() {
        let read = |args: &str| accepts(args).jitter.map(|jitter| jitter.value);
        assert!(read("jitter = equal") == Some(Jitter::Equal));
        assert!(read("jitter = full") == Some(Jitter::Full));
        assert!(read("jitter = none") == Some(Jitter::None));
    }
}
