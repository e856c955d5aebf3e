//! The table of options: what each is called, how it is written, and where it goes.

use proc_macro2::{Ident, TokenStream};
use syn::Expr;

use crate::config::length::{self, Known, Length};
use crate::config::{Config, Spanned};
use crate::config::{
    allow, backoff, breaker, classifier, count, jitter, links, proofs, reach, rule, settings,
    timeout,
};
use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::exits;
use crate::options::keys::Keys;
use crate::options::value::Value;
use crate::options::{self, Form, Given};
use crate::rules::range;

impl Config {
    /// As much as can be understood, and all mistakes.
    pub(crate) fn parse(args: TokenStream) -> (Self, Option<syn::Error>) {
        let mut mistakes = Mistakes::default();
        let keys = options::keys(&args);
        let written = args.clone();
        let config = Self { keys, written, ..read(args, Home::Attribute, &mut mistakes) };
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
    let names = names(home);
    let keys = Keys {
        noun: "option",
        names: &names,
        calls: &CALLS,
        list: Some("timeout"),
        links: Some("fallback"),
    };
    let mut entries = options::read(args, &keys, mistakes);
    // The settings of a breaker ask for it.
    let allow = allow::of(&entries, &allow::CHECKS, ALLOW, mistakes);
    let mut config = Config { allow, ..Config::default() };
    entries.each(&keys, mistakes, &mut |given, mistakes| {
        let Some(row) = TABLE.iter().find(|row| given.name == row.name) else {
            mistakes.add(elsewhere(&given.key, home)?);
            return Some(());
        };
        if row.needs_function && home == Home::Policy {
            mistakes.add(diagnostics::needs_function(&given.key));
            return Some(());
        }
        let entry = Entry { given, example: row.example, home };
        if let Err(mistake) = (row.read)(&mut config, &entry, mistakes) {
            mistakes.add(mistake);
        }
        Some(())
    });
    let unclear = TABLE.iter().map(|row| row.name).filter(|name| !entries.is_told(name));
    config.unclear = unclear.collect();
    let found = match home {
        Home::Attribute => proofs::check(&config, &entries),
        Home::Policy => proofs::of_policy(&config, &entries),
    };
    for mistake in found {
        mistakes.add(mistake);
    }
    config
}

/// For what is known, but not as an option.
fn elsewhere(key: &Ident, home: Home) -> Option<syn::Error> {
    let name = key.to_string();
    if home == Home::Attribute && settings::has(&name) {
        return Some(diagnostics::setting_as_option(key));
    }
    if let Some(kind) = backoff::kind_with(&name) {
        return Some(diagnostics::wait_as_option(key, kind));
    }
    rule::CLASSES.contains(&name.as_str()).then(|| diagnostics::class_as_option(key))
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
        let length = length::read_nonzero(&entry.value()?, entry.known())?;
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
        let expr = entry.value()?.something()?;
        if let Expr::Closure(_) | Expr::Lit(_) = expr {
            return Err(diagnostics::not_an_answer(&expr));
        }
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
    // Read before all others.
    Row::new("allow", ALLOW, |_, _, _| Ok(())),
    Row::new("crate", "crate = resilient", |config, entry, _| {
        config.krate = Some(entry.value()?.path()?);
        Ok(())
    })
    .needs_function(),
];

const CALLS: [&str; 4] = ["on", "borrow", "clone", "allow"];
const ALLOW: &str = "allow(dead_option)";

#[cfg(test)]
mod tests;
