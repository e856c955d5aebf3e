//! What the expansion needs to know before it writes a line: names, arguments, and which parts apply.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt as _;
use syn::{Expr, GenericParam, Type};

use crate::config::Config;
use crate::config::count::Count;
use crate::config::length::Length;
use crate::config::proofs::{self, told};
use crate::config::rule::Rule;
use crate::expand::arguments::{self, Argument, Attempts};
use crate::expand::constants::{self, Made};
use crate::expand::literals::as_path;
use crate::expand::names::{internal, krate};
use crate::expand::shared::Shared;
use crate::expand::{check, demands, drop_order, links, located, named, owner};
use crate::item::AsyncFn;
use crate::item::kind::Kind;
use crate::item::output;
use crate::rules::course::Course;
use crate::usage::{has, occurs};

use self::PolicyMade::{InTheCall, InTheSite};

/// A policy as an expression.
pub(crate) enum PolicyMade {
    /// Known before the call: part of the site.
    InTheSite(TokenStream),
    /// A reference that only the call has.
    InTheCall(TokenStream),
}

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
    generics: Vec<Ident>,
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
    pub(crate) fn is_argument<'e>(&self, expr: &'e Expr) -> Option<&'e Ident> {
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

    fn is_constant_path(&self, expr: &Expr) -> bool {
        as_path(expr).is_some_and(|path| {
            path.get_ident().is_none_or(|ident| self.arguments.iter().all(|it| it.name != *ident))
        })
    }

    /// The statement that a policy made at run time needs, and the policy.
    pub(crate) fn policy(&self, config: &Config) -> (TokenStream, PolicyMade) {
        let krate = &self.krate;
        let Some(given) = &config.policy else {
            return (TokenStream::new(), self.constant_policy(config, None));
        };
        let base = given.value.to_token_stream();
        if self.is_constant_path(&given.value) {
            return (TokenStream::new(), self.constant_policy(config, Some(&given.value)));
        }
        let policy = internal("policy");
        if !changes_policy(config) {
            // What an attempt needs can't lend its policy to the whole call, and a guard would be held through it.
            let needs = |it: &Argument| it.kind != Kind::Shared && it.is_named_in(&base);
            if self.arguments.iter().any(needs) || holds_a_value(&given.value) {
                return (
                    quote!(let #policy = { let #policy: &#krate::Policy = #base; *#policy };),
                    InTheCall(quote!(&#policy)),
                );
            }
            // A policy that the expression makes lives as long as what names it.
            return (quote!(let #policy: &#krate::Policy = #base;), InTheCall(quote!(#policy)));
        }
        let base = Some(&given.value);
        let is_constant = |length: &Length| self.is_constant(length);
        let changed = constants::policy(config, base, Made::InTheCall, &is_constant, krate);
        (quote!(let #policy = #krate::proven(#changed);), InTheCall(quote!(&#policy)))
    }

    fn constant_policy(&self, config: &Config, base: Option<&Expr>) -> PolicyMade {
        let krate = &self.krate;
        let is_constant = |length: &Length| self.is_constant(length);
        let builder = constants::policy(config, base, Made::InTheBuild, &is_constant, krate);
        let mut built = builder.clone();
        if let Some(retries) = proofs::left_to_the_compiler(config) {
            if config.deadline.as_ref().is_some_and(|it| self.is_constant(&it.value)) {
                let Course { bodies, ends_with_body, .. } = told::course(config);
                let told = quote!(#built, #bodies, #ends_with_body);
                built = located::call(retries, quote!(#krate::possible), told);
            }
        }
        // Only a static shows its mistakes to `cargo check`.
        let names_one =
            self.generics.iter().any(|name| occurs(&builder, &name.unraw().to_string()));
        let may_name_one =
            counts(config).any(Count::may_be_generic) || names_what_a_type_has(&builder);
        if names_one || may_name_one {
            return InTheCall(quote!(const { &#krate::proven(#built) }));
        }
        InTheSite(built)
    }
}

/// Whether a reference may be one to a value that lives only as long as it does.
fn holds_a_value(reference: &Expr) -> bool {
    has(reference, |it| matches!(it, Expr::Call(_) | Expr::MethodCall(_)))
}

fn counts(config: &Config) -> impl Iterator<Item = &Count> {
    let retries = config.retries.iter().map(|given| &given.value);
    retries.chain(config.on.iter().filter_map(Rule::times))
}

/// Whether something in an expression is a type's own, as `T::RETRIES` is: an `impl` around may have such a parameter, and
/// no attribute sees that.
fn names_what_a_type_has(tokens: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is = |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(it)) if it.as_char() == sign);
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(name) => {
            let is_first = at == 0 || !is(at - 1, ':');
            let is_type = name.to_string().starts_with(char::is_uppercase) && name != "Duration";
            is_first && is_type && is(at + 1, ':') && is(at + 2, ':')
        }
        // `<T as Limits>::RETRIES`
        TokenTree::Punct(_) => is(at, '<') && (at == 0 || !is(at - 1, ':')),
        TokenTree::Group(group) => names_what_a_type_has(&group.stream()),
        TokenTree::Literal(_) => false,
    })
}

fn changes_policy(config: &Config) -> bool {
    config.retries.is_some()
        || config.timeout.is_some()
        || config.deadline.is_some()
        || config.backoff.is_some()
        || config.jitter.is_some()
        || !config.on.is_empty()
        || config.switch_after.is_some()
        || config.patience.is_some()
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
