//! The table of options: what each is called, how it is written, and where it goes.

use proc_macro2::TokenStream;

use crate::config::length::{self, Known, Length};
use crate::config::{Config, Spanned};
use crate::config::{
    allow, backoff, breaker, classifier, count, jitter, links, proofs, reach, relations, rule,
    timeout,
};
use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::exits;
use crate::options::value::Value;
use crate::options::{self, Form, Given};
use crate::rules::range;

impl Config {
    /// As much as can be understood, and all mistakes.
    pub(crate) fn parse(args: TokenStream) -> (Self, Option<syn::Error>) {
        let mut mistakes = Mistakes::default();
        let keys = options::keys(&args);
        let config = Self { keys, ..read(args, Home::Attribute, &mut mistakes) };
        (config, mistakes.into_error())
    }
}

/// Where options are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    Attribute,
    /// `policy! {}`, which knows no function.
    Policy,
}

pub(crate) fn read(args: TokenStream, home: Home, mistakes: &mut Mistakes) -> Config {
    let mut config = Config::default();
    let given = options::read(args, mistakes);
    // First what is allowed: the settings of a breaker ask for it.
    let (first, others): (Vec<_>, _) = given.iter().partition(|one| one.key == "allow");
    for one in first.into_iter().chain::<Vec<_>>(others) {
        match TABLE.iter().find(|row| one.key == row.name) {
            Some(row) if row.needs_function && home == Home::Policy => {
                mistakes.add(diagnostics::needs_function(&one.key));
            }
            Some(row) => {
                let entry = Entry { given: one, example: row.example, home };
                if let Err(mistake) = (row.read)(&mut config, &entry, mistakes) {
                    mistakes.add(mistake);
                }
            }
            // In `fallback = model = "x"` it was meant as the value, whose lack has been told.
            None if options::is_in_place_of_a_value(&given, one) => {}
            None => mistakes.add(diagnostics::unknown(&one.key, "option", &names(home))),
        }
    }
    // Of what is not understood nothing is proven.
    let understood = mistakes.is_empty();
    let mut found = relations::check(&config, &given);
    // An attribute may change any option of a policy.
    if understood && found.is_empty() && home == Home::Attribute {
        found = proofs::check(&config);
    }
    for mistake in found {
        mistakes.add(mistake);
    }
    config
}

fn names(home: Home) -> Vec<&'static str> {
    let here = |row: &&Row| home == Home::Attribute || !row.needs_function;
    TABLE.iter().filter(here).map(|row| row.name).collect()
}

struct Entry<'a> {
    given: &'a Given,
    example: &'static str,
    home: Home,
}

impl<'a> Entry<'a> {
    fn value(&self) -> syn::Result<Value<'a>> {
        self.given.value(self.example)
    }

    fn keyed<T>(&self, value: T) -> Spanned<T> {
        Spanned { key: self.given.key.clone(), value }
    }

    fn known(&self) -> Known {
        match self.home {
            Home::Attribute => Known::PerCall,
            Home::Policy => Known::AtCompileTime,
        }
    }

    fn fixed(&self) -> syn::Result<Spanned<Length>> {
        let length = length::read(&self.value()?, Known::AtCompileTime)?;
        Ok(self.keyed(length))
    }
}

struct Row {
    name: &'static str,
    example: &'static str,
    needs_function: bool,
    read: fn(&mut Config, &Entry<'_>, &mut Mistakes) -> syn::Result<()>,
}

impl Row {
    const fn new(
        name: &'static str,
        example: &'static str,
        read: fn(&mut Config, &Entry<'_>, &mut Mistakes) -> syn::Result<()>,
    ) -> Self {
        Self { name, example, needs_function: false, read }
    }

    const fn needs_function(mut self) -> Self {
        self.needs_function = true;
        self
    }
}

const TABLE: &[Row] = &[
    Row::new("retries", "retries = 5", |config, entry, _| {
        config.retries = Some(entry.keyed(count::read(&entry.value()?, &range::RETRIES)?));
        Ok(())
    }),
    Row::new("timeout", "timeout = \"30s\"", |config, entry, mistakes| {
        let timeout = timeout::read(&entry.value()?, entry.known(), mistakes);
        config.timeout = timeout.map(|timeout| entry.keyed(timeout));
        Ok(())
    }),
    Row::new("deadline", "deadline = \"2m\"", |config, entry, _| {
        let length = length::read(&entry.value()?, entry.known())?;
        config.deadline = Some(entry.keyed(length.above_zero(&entry.given.key)?));
        Ok(())
    }),
    Row::new("breaker", "breaker = \"chat\"", |config, entry, mistakes| {
        if let Form::List(_) = entry.given.form {
            return Err(diagnostics::breaker_without_equals(&entry.given.key));
        }
        let breaker = breaker::read(&entry.value()?, &config.allow, mistakes);
        config.breaker = breaker.map(|breaker| entry.keyed(breaker));
        Ok(())
    })
    .needs_function(),
    Row::new("fallback", "fallback = [model = \"gpt-5.4\"]", |config, entry, mistakes| {
        config.fallback_key = Some(entry.given.key.clone());
        config.fallback = links::read(&entry.value()?, mistakes);
        Ok(())
    })
    .needs_function(),
    Row::new("otherwise", "otherwise = cached(error)", |config, entry, _| {
        let expr = entry.value()?.expression()?;
        exits::refuse(&expr)?;
        config.otherwise = Some(entry.keyed(expr));
        Ok(())
    })
    .needs_function(),
    Row::new("backoff", "backoff = \"500ms\"", |config, entry, mistakes| {
        let backoff = backoff::read(&entry.value()?, mistakes);
        config.backoff = backoff.map(|backoff| entry.keyed(backoff));
        Ok(())
    }),
    Row::new("policy", "policy = LLM", |config, entry, _| {
        config.policy = Some(entry.keyed(entry.value()?.reference()?));
        Ok(())
    })
    .needs_function(),
    Row::new("jitter", "jitter = full", |config, entry, _| {
        config.jitter = Some(entry.keyed(jitter::read(&entry.value()?)?));
        Ok(())
    }),
    Row::new("on", "on(server = retry(2))", |config, entry, mistakes| {
        let rules = entry.given.list(entry.example)?;
        config.on = rule::read(&entry.given.key, rules, mistakes);
        Ok(())
    }),
    Row::new("classify", "classify = my_classes", |config, entry, _| {
        config.classify = Some(entry.keyed(classifier::read(&entry.value()?)?));
        Ok(())
    })
    .needs_function(),
    Row::new("stop", "stop = MyError::Stopped", |config, entry, _| {
        config.stop = Some(entry.keyed(entry.value()?.callable()?));
        Ok(())
    })
    .needs_function(),
    Row::new("switch_after", "switch_after = \"5s\"", |config, entry, _| {
        config.switch_after = Some(entry.fixed()?);
        Ok(())
    }),
    Row::new("patience", "patience = \"60s\"", |config, entry, _| {
        config.patience = Some(entry.fixed()?);
        Ok(())
    }),
    Row::new("borrow", "borrow(client)", |config, entry, mistakes| {
        config.borrow = reach::read(entry.given, entry.example, mistakes)?;
        Ok(())
    })
    .needs_function(),
    Row::new("clone", "clone(prompt)", |config, entry, mistakes| {
        config.clone = reach::read(entry.given, entry.example, mistakes)?;
        Ok(())
    })
    .needs_function(),
    Row::new("id", "id = \"chat\"", |config, entry, _| {
        config.id = Some(entry.keyed(entry.value()?.text()?));
        Ok(())
    })
    .needs_function(),
    Row::new("docs", "docs = false", |config, entry, _| {
        config.docs = Some(entry.keyed(entry.value()?.switch()?));
        Ok(())
    })
    .needs_function(),
    Row::new("allow", "allow(dead_option)", |config, entry, mistakes| {
        config.allow = allow::read(&entry.given.key, entry.given.list(entry.example)?, mistakes);
        Ok(())
    }),
    Row::new("crate", "crate = resilient", |config, entry, _| {
        config.krate = Some(entry.value()?.path()?);
        Ok(())
    })
    .needs_function(),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{accepts, refuses};
    use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
    use quote::quote;

    #[test]
    fn an_unknown_option_has_a_near_one_or_the_list() {
        refuses(&[
            ("retires = 5", &[("retires", "unknown option `retires`; did you mean `retries`?")]),
            (
                r#"Timeout = "1s""#,
                &[("Timeout", "unknown option `Timeout`; did you mean `timeout`?")],
            ),
            (
                "zzz(a, b)",
                &[(
                    "zzz",
                    "unknown option `zzz`; write one of `retries`, `timeout`, `deadline`, `breaker`, `fallback`, `otherwise`, `backoff`, `policy`, `jitter`, `on`, `classify`, `stop`, `switch_after`, `patience`, `borrow`, `clone`, `id`, `docs`, `allow`, `crate`",
                )],
            ),
        ]);
    }

    #[test]
    fn a_form_that_an_option_does_not_take_is_shown() {
        refuses(&[
            ("retries(5)", &[("(5)", "`retries` takes `=`, not parentheses; write `retries = 5`")]),
            (
                "retries(5 + 6)",
                &[("(5 + 6)", "`retries` takes `=`, not parentheses; write `retries = 5`")],
            ),
            (
                r#"fallback(model = "x")"#,
                &[(
                    r#"(model = "x")"#,
                    r#"`fallback` takes `=`, not parentheses; write `fallback = [model = "gpt-5.4"]`"#,
                )],
            ),
            (
                "on = server",
                &[("on", "`on` takes parentheses, not `=`; write `on(server = retry(2))`")],
            ),
            (
                r#"breaker("x", consecutive = 3)"#,
                &[("breaker", "no `=` after `breaker`; write `breaker = breaker(..)`")],
            ),
        ]);
    }

    #[test]
    fn a_value_that_is_not_rust_is_shown() {
        refuses(&[
            (
                "retries = %",
                &[("%", "the value of `retries` does not read as Rust; write `retries = 5`")],
            ),
            (
                "otherwise = foo., retries = 101",
                &[
                    (
                        "foo.",
                        "the value of `otherwise` does not read as Rust; write `otherwise = cached(error)`",
                    ),
                    ("101", "`101` is out of range; write a number from 0 to 100"),
                ],
            ),
            (
                "breaker = @",
                &[(
                    "@",
                    r#"the value of `breaker` does not read as Rust; write `breaker = "chat"`"#,
                )],
            ),
            (
                "jitter = ?",
                &[("?", "the value of `jitter` does not read as Rust; write `jitter = full`")],
            ),
        ]);
    }

    #[test]
    fn all_mistakes_are_reported_at_once() {
        refuses(&[(
            r#"retries = "5", timeout = 30, deadlin = "1m", backoff = exponential(base = "1m", max = "1s")"#,
            &[
                (r#""5""#, r#"`"5"` is a string; write `5`"#),
                ("30", r#"`30` has no unit; write `"30s"` or `"30ms"`"#),
                ("deadlin", "unknown option `deadlin`; did you mean `deadline`?"),
                ("max", "`max` (1s) is below `base` (1m); lengthen `max` or shorten `base`"),
            ],
        )]);
    }

    #[test]
    fn what_leaves_the_function_is_shown_in_every_expression() {
        refuses(&[
            (
                "otherwise = foo()?",
                &[(
                    "?",
                    "`?` would end the whole call from here; remove it, or move it into a function",
                )],
            ),
            (
                "timeout = limit()?",
                &[(
                    "?",
                    "`?` would end the whole call from here; remove it, or move it into a function",
                )],
            ),
            (
                "policy = find()?",
                &[(
                    "?",
                    "`?` would end the whole call from here; remove it, or move it into a function",
                )],
            ),
            (
                "breaker = CHAT[key?]",
                &[(
                    "?",
                    "`?` would end the whole call from here; remove it, or move it into a function",
                )],
            ),
        ]);
    }

    #[test]
    fn nothing_given_is_every_default() {
        let config = accepts("");
        assert!(config.retries.is_none() && config.fallback.is_empty() && config.on.is_empty());
    }

    #[test]
    fn every_option_is_read() {
        let config = accepts(
            r#"
            retries = 5, timeout = ["30s", "15s"], deadline = "2m", breaker = "chat:{model}",
            fallback = [model = "x", (model = "y", client = &backup), other(&prompt)],
            otherwise = cached(&prompt, error).await, backoff = "1s", policy = &self.policy,
            jitter = full, on(server = retry(2)), classify = |error| error.class(),
            stop = MyError::Stopped, switch_after = "0s", patience = PATIENCE, id = "chat",
            docs = false, crate = ::resilient,
            "#,
        );
        assert!(config.retries.is_some_and(|retries| retries.value.literal() == Some(5)));
        assert!(config.timeout.is_some() && config.deadline.is_some() && config.breaker.is_some());
        assert!(config.fallback.len() == 3 && config.fallback_key.is_some());
        assert!(config.otherwise.is_some() && config.backoff.is_some() && config.policy.is_some());
        assert!(config.jitter.is_some() && config.on.len() == 1 && config.classify.is_some());
        assert!(config.stop.is_some() && config.switch_after.is_some());
        assert!(
            config.patience.is_some()
                && config.id.is_some()
                && config.krate.is_some()
                && config.docs.is_some_and(|docs| !docs.value)
        );
    }

    #[test]
    fn a_mistake_takes_no_other_option_away() {
        let args = r#"retries = 5, timeout = 30, breaker = "chat", fallback = [model = , other]"#;
        let (config, error) = Config::parse(args.parse().unwrap());
        assert_eq!(error.into_iter().flatten().count(), 2);
        assert!(config.retries.is_some() && config.breaker.is_some());
        assert_eq!(config.fallback.len(), 1);
    }

    #[test]
    fn the_fragments_of_a_declarative_macro_are_read() {
        let number = fragment(quote!(5));
        let text = fragment(quote!("chat"));
        let path = fragment(quote!(a::LIMIT));
        let place = fragment(quote!(model));
        let list = fragment(quote!([#place = "x", #path in y]));
        let list_of = fragment(quote!(["2s", "1s"]));
        let backoff = fragment(quote!(linear(step = #path)));
        let (config, error) = Config::parse(quote! {
            retries = #number, breaker = #text, deadline = #path, fallback = [#place = #text],
            timeout = #list_of, backoff = #backoff, on(server = retry(#number)), id = #text
        });
        assert!(error.is_none());
        assert!(config.retries.is_some_and(|retries| retries.value.literal() == Some(5)));
        assert!(config.breaker.is_some() && config.backoff.is_some() && config.on.len() == 1);
        let (config, error) = Config::parse(quote!(fallback = #list));
        assert_eq!(error.into_iter().count(), 1);
        assert_eq!(config.fallback.len(), 1);
    }

    fn fragment(tokens: TokenStream) -> TokenStream {
        TokenTree::Group(Group::new(Delimiter::None, tokens)).into()
    }
}
