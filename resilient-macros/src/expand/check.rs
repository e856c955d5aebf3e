//! What is wrong with the options, given the function's arguments.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::{Expr, FnArg, Pat, Path, ReceiverKind};

use crate::config::allow::Check;
use crate::config::breaker::Breaker;
use crate::config::links::Link;
use crate::config::{Config, Spanned, name};
use crate::expand::arguments::Argument;
use crate::expand::literals::as_path;
use crate::expand::{escaping, known, places};
use crate::item::AsyncFn;
use crate::item::kind::Kind;
use crate::item::pattern::whole_name;
use crate::mistakes::Mistakes;
use crate::usage::spelled;
use crate::{diagnostics, unfit};

/// All that is wrong.
pub(crate) fn check(
    item: &AsyncFn,
    config: &Config,
    arguments: &[Argument],
    single: bool,
) -> syn::Result<()> {
    let mut mistakes = Mistakes::default();
    for link in &config.fallback {
        check_link(item, link, arguments, &mut mistakes);
        if let (Some(own), false) = (own(item, link), config.allow.has(Check::SelfLink)) {
            mistakes.add(diagnostics::self_link(&own));
        }
    }
    check_names(config, arguments, &mut mistakes);
    for name in known::names(config) {
        if arguments.iter().any(|argument| argument.is_called(name)) {
            mistakes.add(unfit::known_too_late(name));
        }
    }
    for given in [&config.classify, &config.stop].into_iter().flatten() {
        if matches!(given.value, Expr::Closure(_)) {
            check_captures(given, arguments, &mut mistakes);
        }
    }
    check_breaker(item, config, arguments, &mut mistakes);
    // With one attempt nothing is needed again, and one may have been meant.
    if !single && !config.is_unclear("retries") && !config.is_unclear("fallback") {
        if let Some(escaping) = escaping::borrow(item, arguments) {
            mistakes.add(unfit::escaping_borrow(&escaping));
        }
    }
    mistakes.into_error().map_or(Ok(()), Err)
}

/// A closure that is known before any call can't look at an argument of one.
fn check_captures(given: &Spanned<Expr>, arguments: &[Argument], mistakes: &mut Mistakes) {
    let closure = given.value.to_token_stream();
    for argument in arguments.iter().filter(|it| it.is_named_in(&closure)) {
        let name = argument.name.unraw().to_string();
        let found = [name.as_str(), "self"].iter().find_map(|name| spelled(&closure, name));
        mistakes.add(unfit::captured(&given.key, &found.unwrap_or_else(|| given.key.clone())));
    }
}

fn check_link(item: &AsyncFn, link: &Link, arguments: &[Argument], mistakes: &mut Mistakes) {
    let replaced = places::replaced(link);
    for (index, place) in replaced.iter().enumerate() {
        let Some(name) = places::root(place) else { continue };
        let is_field = matches!(place, Expr::Field(_));
        if is_field && arguments.iter().any(|it| it.is_called(name) && it.is_shared()) {
            mistakes.add(unfit::field_of_shared(place, name));
            continue;
        }
        let receiver = item.sig.receiver().filter(|_| name == "self");
        if let Some(receiver) = receiver {
            let is_lent = matches!(receiver.kind, ReceiverKind::Reference(..));
            if is_lent && !is_field {
                mistakes.add(unfit::lent_receiver(place, &item.sig.ident));
            }
        } else if let Some(argument) = arguments.iter().find(|it| it.is_called(name)) {
            if argument.kind == Kind::Opaque {
                mistakes.add(unfit::opaque_place(place, name));
            }
        } else {
            mistakes.add(unfit::unknown_place(place, name, &names(arguments)));
        }
        if replaced[..index].iter().any(|earlier| places::overlap(earlier, place)) {
            mistakes.add(unfit::overlapping_places(place));
        }
    }
    if let Link::Replace(all) = link {
        for value in all.iter().filter_map(|one| as_path(&one.value)?.get_ident()) {
            if arguments.iter().any(|it| it.is_called(value) && it.is_lent_again()) {
                mistakes.add(unfit::exclusive_value(value));
            }
        }
    }
    if let Link::Path(path) = link {
        let name = path.path.get_ident();
        if let Some(name) = name.filter(|name| arguments.iter().any(|it| it.is_called(name))) {
            mistakes.add(unfit::argument_as_link(name));
        } else if hides_one(item) {
            mistakes.add(unfit::hidden_argument(path));
        }
    }
}

/// Whether a pattern hides an argument that a path would be called with.
fn hides_one(item: &AsyncFn) -> bool {
    item.sig.inputs.iter().any(|input| match input {
        FnArg::Receiver(_) => false,
        FnArg::Typed(typed) => whole_name(&typed.pat).is_none(),
    })
}

/// A name in braces may be that of a const, but then it is not written small.
fn check_breaker(item: &AsyncFn, config: &Config, arguments: &[Argument], mistakes: &mut Mistakes) {
    let name = match config.breaker.as_ref().map(|given| &given.value) {
        Some(Breaker::Named { name, .. }) => name,
        Some(Breaker::Path(path)) => {
            let name = path.get_ident();
            if let Some(name) = name.filter(|name| arguments.iter().any(|it| it.is_called(name))) {
                mistakes.add(unfit::argument_as_breaker(name));
            }
            return;
        }
        Some(Breaker::Keyed { .. }) | None => return,
    };
    for root in name.places.iter().filter_map(name::root) {
        let is_small = root.to_string().starts_with(|first: char| first.is_lowercase());
        let is_argument = arguments.iter().any(|argument| argument.is_called(root));
        let is_receiver = root == "self" && item.sig.receiver().is_some();
        if is_small && !is_argument && !is_receiver {
            mistakes.add(unfit::unknown_argument(root, &names(arguments)));
        }
    }
}

/// The name of the annotated function itself, where a link asks it for the same again.
fn own(item: &AsyncFn, link: &Link) -> Option<TokenStream> {
    match link {
        Link::Path(path) => is_own(item, &path.path).then(|| path.to_token_stream()),
        Link::Call(Expr::Call(call)) => {
            let Expr::Path(function) = &*call.func else { return None };
            let arguments: Vec<_> = call.args.iter().collect();
            let same = is_own(item, &function.path) && passes_on(item, &arguments);
            same.then(|| function.to_token_stream())
        }
        Link::Call(Expr::MethodCall(call)) => {
            let own = call.method == item.sig.ident
                && call.receiver.to_token_stream().to_string() == "self";
            let receiver: Expr = syn::parse_quote!(self);
            let mut arguments = vec![&receiver];
            arguments.extend(&call.args);
            (own && passes_on(item, &arguments)).then(|| call.method.to_token_stream())
        }
        Link::Replace(_) | Link::Each { .. } | Link::Call(_) => None,
    }
}

/// By its bare name it may be another one: what stands in an `impl` looks like any function, and
/// `name` is then one beside it. Where it is not, the compiler refuses the recursion.
fn is_own(item: &AsyncFn, path: &Path) -> bool {
    let names: Vec<&Ident> = path.segments.iter().map(|segment| &segment.ident).collect();
    matches!(names[..], [owner, name] if owner == "Self" && *name == item.sig.ident)
}

/// Whether these are the function's own arguments, borrowed or cloned as may be.
fn passes_on(item: &AsyncFn, arguments: &[&Expr]) -> bool {
    let inputs = &item.sig.inputs;
    inputs.len() == arguments.len()
        && inputs.iter().zip(arguments).all(|(input, argument)| {
            let argument = bare(argument).to_token_stream().to_string();
            match input {
                FnArg::Receiver(_) => argument == "self",
                FnArg::Typed(typed) => {
                    matches!(&*typed.pat, Pat::Ident(name) if name.ident == argument)
                }
            }
        })
}

fn bare(argument: &Expr) -> &Expr {
    match argument {
        Expr::Reference(reference) => bare(&reference.expr),
        Expr::MethodCall(call) if call.method == "clone" && call.args.is_empty() => {
            bare(&call.receiver)
        }
        Expr::Group(group) => bare(&group.expr),
        other => other,
    }
}

fn check_names(config: &Config, arguments: &[Argument], mistakes: &mut Mistakes) {
    for name in config.borrow.iter().chain(&config.clone) {
        if !arguments.iter().any(|argument| argument.is_called(name)) {
            mistakes.add(unfit::unknown_argument(name, &names(arguments)));
        }
    }
    for name in &config.clone {
        if let Some(borrowed) = config.borrow.iter().find(|borrowed| *borrowed == name) {
            mistakes.add(diagnostics::twice(borrowed, name));
        }
    }
}

fn names(arguments: &[Argument]) -> Vec<String> {
    let named = |argument: &&Argument| {
        let this = Ident::new("self", argument.name.span());
        argument.parameter.unnamed.is_none() && !argument.is_called(&this)
    };
    arguments.iter().filter(named).map(|argument| argument.name.to_string()).collect()
}
