//! Where a call's policy is made: in the build, or in the call itself.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Expr;
use syn::ext::IdentExt as _;

use self::PolicyMade::{InTheCall, InTheSite};
use crate::config::Config;
use crate::config::count::Count;
use crate::config::length::Length;
use crate::config::proofs::{self, told};
use crate::config::rule::Rule;
use crate::expand::arguments::Argument;
use crate::expand::constants::{self, Made};
use crate::expand::located;
use crate::expand::names::internal;
use crate::expand::plan::Plan;
use crate::item::kind::Kind;
use crate::rules::course::Course;
use crate::tokens::is_sign;
use crate::usage::{has, occurs};

/// A policy as an expression.
pub(super) enum PolicyMade {
    /// Known before the call: part of the site.
    InTheSite(TokenStream),
    /// A reference that only the call has.
    InTheCall(TokenStream),
}

impl Plan {
    /// The statement that a policy made at run time needs, and the policy.
    pub(super) fn policy(&self, config: &Config) -> (TokenStream, PolicyMade) {
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
    let is = |at: usize, sign| tokens.get(at).is_some_and(|it| is_sign(it, sign));
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
