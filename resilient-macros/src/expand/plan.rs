//! What the expansion needs to know before it writes a line: names, arguments, and which parts apply.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, FnArg, GenericParam, Pat};

use crate::config::Config;
use crate::config::breaker::Breaker;
use crate::config::count::Count;
use crate::config::length::Length;
use crate::config::links::Link;
use crate::config::timeout::Timeout;
use crate::expand::arguments::{self, Argument, Kind};
use crate::expand::constants::{self, as_path};
use crate::expand::stage;
use crate::item::AsyncFn;
use crate::usage::mentions;

/// Decisions that several parts of the expansion share.
#[expect(clippy::struct_excessive_bools, reason = "each is a part that applies or not")]
pub(crate) struct Plan {
    pub(crate) krate: TokenStream,
    pub(crate) run: Ident,
    pub(crate) last: Ident,
    pub(crate) stop: Ident,
    pub(crate) arguments: Vec<Argument>,
    parameters: Vec<Ident>,
    /// Names that a static can't mention.
    generics: Vec<Ident>,
    single: bool,
    admits: bool,
    guarded: bool,
    keeps_last: bool,
}

impl Plan {
    pub(crate) fn new(item: &AsyncFn, config: &Config) -> syn::Result<Self> {
        let mut arguments = arguments::read(&item.sig, &item.body.stream());
        let parameters = parameters(item);
        let named = named_beside_the_body(config);
        // A link that is a path is called with every argument.
        let forwards = config.fallback.iter().any(|link| matches!(link, Link::Path(_)));
        let single = config.fallback.is_empty()
            && matches!(&config.retries, Some(given) if matches!(given.value, Count::Literal(0, _)));
        for argument in &mut arguments {
            let named = named.iter().any(|tokens| mentions(tokens, &argument.name));
            argument.assigned = stage::assigns(config, argument);
            argument.kept = named || argument.assigned || forwards;
        }
        stage::check(item, config, &arguments)?;
        let admits =
            config.breaker.is_some() || config.deadline.is_some() || config.policy.is_some();
        let links_see_the_error = config.fallback.iter().any(stage::mentions_error);
        Ok(Self {
            krate: krate(config),
            run: internal("run"),
            last: internal("last"),
            stop: internal("stop"),
            arguments,
            parameters,
            generics: generics(item),
            single,
            admits,
            guarded: admits || config.timeout.is_some(),
            keeps_last: admits || links_see_the_error,
        })
    }

    /// Whether only one attempt can happen, so that the body may use its arguments up.
    pub(crate) const fn is_single(&self) -> bool {
        self.single
    }

    /// Whether a target has to be asked whether it may be attempted now.
    pub(crate) const fn admits(&self) -> bool {
        self.admits
    }

    /// Whether a stop of ours may come in place of a result.
    pub(crate) const fn is_guarded(&self) -> bool {
        self.guarded
    }

    /// Whether the last error is needed after the turn in which it came.
    pub(crate) const fn keeps_last(&self) -> bool {
        self.keeps_last
    }

    /// Whether the body has the argument itself: no other attempt follows, and nobody else wants it.
    pub(crate) fn uses_in_place(&self, argument: &Argument) -> bool {
        self.single && argument.is_used_up() && !argument.kept
    }

    /// What stands before the loop, for the arguments.
    pub(crate) fn prepared(&self) -> TokenStream {
        let all = self.arguments.iter().filter(|argument| !self.uses_in_place(argument));
        all.filter_map(|argument| argument.prepare(&self.krate)).collect()
    }

    /// What stands before each attempt, for the arguments.
    pub(crate) fn renewed(&self) -> TokenStream {
        let all = self.arguments.iter().filter(|argument| !self.uses_in_place(argument));
        all.filter_map(|argument| argument.renew(&self.run)).collect()
    }

    /// What makes the body's block borrow the arguments exclusively.
    pub(crate) fn lent(&self) -> TokenStream {
        self.arguments.iter().filter_map(Argument::lend).collect()
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

    /// Awaits one attempt or called link.
    pub(crate) fn ask(&self, future: &TokenStream) -> TokenStream {
        let run = &self.run;
        if self.guarded { quote!(#run.attempt(#future).await) } else { quote!((#future).await) }
    }

    /// Whether a length of time is known before the call: a literal, or a path that is no argument.
    pub(crate) fn is_constant(&self, length: &Length) -> bool {
        match length {
            Length::Literal(..) => true,
            Length::Value(expr) => self.is_constant_path(expr),
        }
    }

    fn is_constant_path(&self, expr: &Expr) -> bool {
        as_path(expr).is_some_and(|path| {
            path.get_ident().is_none_or(|ident| !self.parameters.contains(ident))
        })
    }

    /// The statement that a policy made at run time needs, and the reference that the call takes.
    pub(crate) fn policy(&self, config: &Config) -> (TokenStream, TokenStream) {
        let krate = &self.krate;
        let Some(given) = &config.policy else {
            return (TokenStream::new(), self.constant_policy(config, None));
        };
        let base = given.value.to_token_stream();
        if self.is_constant_path(&given.value) {
            return (TokenStream::new(), self.constant_policy(config, Some(&base)));
        }
        if !changes_policy(config) {
            return (TokenStream::new(), quote!(#base));
        }
        let policy = internal("policy");
        let changed =
            constants::policy(config, Some(&base), |length| self.is_constant(length), krate);
        (quote!(let #policy = #krate::__private::overridden(#changed);), quote!(&#policy))
    }

    fn constant_policy(&self, config: &Config, base: Option<&TokenStream>) -> TokenStream {
        let krate = &self.krate;
        let builder = constants::policy(config, base, |length| self.is_constant(length), krate);
        if self.generics.iter().any(|name| occurs(&builder, name)) {
            return quote!(const { &#builder.build_const() });
        }
        quote! {{
            static __RESILIENT_POLICY: #krate::Policy = #builder.build_const();
            &__RESILIENT_POLICY
        }}
    }
}

/// A name of ours: hygienic, and strange enough that no item of the user's module has it.
pub(crate) fn internal(name: &str) -> Ident {
    Ident::new(&format!("__resilient_{name}"), Span::mixed_site())
}

fn krate(config: &Config) -> TokenStream {
    config.krate.as_ref().map_or_else(|| quote!(::resilient), ToTokens::to_token_stream)
}

/// Everything beside the body that may name an argument.
fn named_beside_the_body(config: &Config) -> Vec<TokenStream> {
    let mut found: Vec<TokenStream> = config.fallback.iter().flat_map(stage::expressions).collect();
    found.extend(config.otherwise.iter().map(|given| given.value.to_token_stream()));
    if let Some(given) = &config.timeout {
        if let Timeout::One(Length::Value(expr)) = &given.value {
            found.push(expr.to_token_stream());
        }
    }
    match config.breaker.as_ref().map(|given| &given.value) {
        Some(Breaker::Named { name, .. }) => {
            found.extend(name.places.iter().map(ToTokens::to_token_stream));
        }
        Some(Breaker::Keyed { key, .. }) => found.push(key.to_token_stream()),
        Some(Breaker::Path(_)) | None => {}
    }
    // A policy made from an argument is borrowed for the whole call.
    found.extend(config.policy.iter().map(|given| given.value.to_token_stream()));
    found
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

fn parameters(item: &AsyncFn) -> Vec<Ident> {
    item.sig
        .inputs
        .iter()
        .filter_map(|input| match input {
            FnArg::Typed(typed) => match &*typed.pat {
                Pat::Ident(pat) => Some(pat.ident.clone()),
                _ => None,
            },
            FnArg::Receiver(_) => None,
        })
        .collect()
}

fn generics(item: &AsyncFn) -> Vec<Ident> {
    let own = item.sig.generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(param) => Some(param.ident.clone()),
        GenericParam::Const(param) => Some(param.ident.clone()),
        GenericParam::Lifetime(_) => None,
    });
    own.chain([Ident::new("Self", Span::call_site())]).collect()
}

fn occurs(tokens: &TokenStream, name: &Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        proc_macro2::TokenTree::Ident(ident) => ident == *name,
        proc_macro2::TokenTree::Group(group) => occurs(&group.stream(), name),
        _ => false,
    })
}
