//! Whether a breaker acts on what it decides, or is on trial.

use syn::Expr;

use crate::diagnostics;
use crate::options::value::Value;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Enforce,
    Observe,
}

pub(crate) fn read(value: &Value<'_>) -> syn::Result<Mode> {
    let expr = value.expression()?;
    let is = |word| matches!(&expr, Expr::Path(path) if path.path.is_ident(word));
    match [Mode::Enforce, Mode::Observe].into_iter().find(|mode| is(mode.word())) {
        Some(mode) => Ok(mode),
        None => Err(diagnostics::not_a_mode(&expr)),
    }
}

impl Mode {
    fn word(self) -> &'static str {
        match self {
            Self::Enforce => "enforce",
            Self::Observe => "observe",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::breaker::Breaker;
    use crate::config::settings::SettingValue;
    use crate::testing::{accepts, refuses};

    #[test]
    fn what_is_not_a_mode_is_shown() {
        let message = "this is not a mode; write `enforce` or `observe`";
        refuses(&[
            (r#"breaker = breaker("x", mode = watch)"#, &[("watch", message)]),
            (r#"breaker = breaker("x", mode = "observe")"#, &[(r#""observe""#, message)]),
            (r#"breaker = breaker("x", mode = true)"#, &[("true", message)]),
        ]);
    }

    #[test]
    fn a_mode_is_a_word() {
        let read = |args: &str| match accepts(args).breaker.map(|breaker| breaker.value) {
            Some(Breaker::Named { settings, .. }) => settings.into_iter().next(),
            _ => None,
        };
        let is = |args, mode| {
            read(args)
                .is_some_and(|it| matches!(it.value, SettingValue::Mode(read) if read == mode))
        };
        assert!(is(r#"breaker = breaker("x", mode = observe)"#, Mode::Observe));
        assert!(is(r#"breaker = breaker("x", mode = enforce)"#, Mode::Enforce));
    }
}
