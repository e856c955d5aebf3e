//! What the expansion needs to know before it writes a line: names, arguments, and which parts apply.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Expr, GenericParam, Type};

use crate::config::Config;
use crate::config::length::Length;
use crate::expand::arguments::{self, Argument, Attempts};
use crate::expand::literals::as_path;
use crate::expand::names::{internal, krate};
use crate::expand::shared::Shared;
use crate::expand::{check, demands, drop_order, links, located, named, owner};
use crate::item::AsyncFn;
use crate::item::kind::Kind;
use crate::item::output;

/// Decisions that several parts of the expansion share.
pub(crate) struct Plan {
    /// What generated code calls, under the short name it has in the function.
    pub(crate) krate: Ident,
    path: TokenStream,
    pub(crate) run: Ident,
    pub(crate) last: Ident,
    /// The target of an attempt, as the attempt itself sees it.
    pub(crate) at: Ident,
    pub(crate) is_last: Ident,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) shared: Shared,
    /// Names that a static can't mention.
    pub(super) generics: Vec<Ident>,
    single: bool,
    guarded: bool,
    keeps_last: bool,
}

impl Plan {
    pub(crate) fn new(item: &AsyncFn, config: &Config) -> syn::Result<Self> {
        let single = config.makes_one_attempt();
        let mut arguments = arguments::read(item, config, single);
        demands::note(&mut arguments, item, config);
        drop_order::settle(&mut arguments, item, config);
        check::check(item, config, &arguments, single)?;
        let admits =
            config.breaker.is_some() || config.deadline.is_some() || config.policy.is_some();
        let links_see_the_error = config.fallback.iter().any(links::mentions_error);
        Ok(Self {
            krate: Ident::new("__resilient", Span::call_site()),
            path: krate(config),
            run: internal("run"),
            last: internal("last"),
            at: internal("at"),
            is_last: internal("is_last"),
            shared: Shared::among(&arguments, single),
            arguments,
            generics: generics(item),
            single,
            guarded: admits || config.timeout.is_some(),
            keeps_last: !single && (admits || links_see_the_error || config.otherwise.is_some()),
        })
    }

    // Output: use ::resilient::__private as __resilient;
    pub(crate) fn import(&self) -> TokenStream {
        let path = &self.path;
        // A crate that is not ours is said where it is named.
        let private = located::named(format_ident!("__private"), path);
        let krate = located::named(self.krate.clone(), path);
        quote!(use #path::#private as #krate;)
    }

    /// Whether only one attempt can happen, so that the body may use its arguments up.
    pub(crate) const fn is_single(&self) -> bool {
        self.single
    }

    /// Whether the only attempt captures of the arguments what the body uses.
    pub(crate) fn is_by_use(&self) -> bool {
        self.arguments.iter().any(|argument| argument.attempts == Attempts::OneCapturesByUse)
    }

    /// Whether a stop of ours may come in place of a result.
    pub(crate) const fn is_guarded(&self) -> bool {
        self.guarded
    }

    /// Whether the last error is needed after the turn in which it came.
    pub(crate) const fn keeps_last(&self) -> bool {
        self.keeps_last
    }

    /// Whether some argument goes into the last attempt, which then has to be known.
    pub(crate) fn has_slots(&self) -> bool {
        !self.single && self.arguments.iter().any(Argument::is_moved)
    }

    /// The argument that an expression is, if it is nothing else.
    pub(crate) fn as_argument<'e>(&self, expr: &'e Expr) -> Option<&'e Ident> {
        let name = as_path(expr)?.get_ident()?;
        self.arguments.iter().any(|argument| argument.name == *name).then_some(name)
    }

    /// Whether a field of `name` belongs to the caller: it is lent exclusively, or may be `&mut self`.
    pub(crate) fn is_behind_a_reference(&self, name: &Ident) -> bool {
        let argument = self.arguments.iter().find(|argument| argument.name == *name);
        argument.is_none_or(|argument| argument.kind == Kind::Exclusive)
    }

    /// Whether a length of time is known before the call: a literal, or a path that is no argument.
    pub(crate) fn is_constant(&self, length: &Length) -> bool {
        match length {
            Length::Literal(..) => true,
            Length::Value(expr) => self.is_constant_path(expr),
        }
    }

    pub(super) fn is_constant_path(&self, expr: &Expr) -> bool {
        as_path(expr).is_some() && self.as_argument(expr).is_none()
    }

    // Output: nothing, or what a script can make: asks[], asks[(its errors)], asks[(its answers), (its errors)]
    pub(crate) fn asks(&self, item: &AsyncFn) -> Option<TokenStream> {
        let Some(output) = item.output() else {
            // What an alias hides is known to rustc only after the function.
            return Some(quote!(asks[]));
        };
        let (answer, error) = output::of_result(output).unwrap_or((output, output));
        match (self.asked(answer), self.asked(error)) {
            (Some(answers), Some(errors)) => {
                let is_plain = answers.is_empty() && errors.is_empty();
                (!is_plain).then(|| quote!(asks[(#(#answers),*), (#(#errors),*)]))
            }
            (None, Some(errors)) => Some(quote!(asks[(#(#errors),*)])),
            (_, None) => Some(quote!(asks[])),
        }
    }

    /// What a type names, or `None` where it may borrow, by what is written.
    fn asked<'t>(&self, ty: &'t Type) -> Option<Vec<&'t Type>> {
        owner::owns(ty.to_token_stream(), &self.generics).then(|| named::named(ty))?
    }
}

fn generics(item: &AsyncFn) -> Vec<Ident> {
    let mut names = vec![Ident::new("Self", Span::call_site())];
    for param in &item.sig.generics.params {
        match param {
            GenericParam::Type(param) => names.push(param.ident.clone()),
            GenericParam::Const(param) => names.push(param.ident.clone()),
            GenericParam::Lifetime(_) => {}
        }
    }
    names
}
