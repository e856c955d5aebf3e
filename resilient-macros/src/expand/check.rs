//! What is wrong with the options, given the function's arguments.

use proc_macro2::Ident;

use crate::config::breaker::Breaker;
use crate::config::links::Link;
use crate::config::{Config, name};
use crate::expand::arguments::Argument;
use crate::expand::{places, signature};
use crate::item::AsyncFn;
use crate::item::parameter::Kind;
use crate::mistakes::Mistakes;
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
    }
    check_names(config, arguments, &mut mistakes);
    check_breaker(item, config, arguments, &mut mistakes);
    if !single {
        if let Some(escaping) = signature::escaping_borrow(item, arguments) {
            mistakes.add(unfit::escaping_borrow(&escaping));
        }
    }
    mistakes.into_error().map_or(Ok(()), Err)
}

fn check_link(item: &AsyncFn, link: &Link, arguments: &[Argument], mistakes: &mut Mistakes) {
    let replaced = places::replaced(link);
    for (index, place) in replaced.iter().enumerate() {
        let Some(name) = places::root(place) else { continue };
        if name == "self" && item.sig.receiver().is_some() {
            // A field of the receiver.
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
    if let Link::Path(path) = link {
        if signature::forwarded(&item.sig).is_none() {
            mistakes.add(unfit::hidden_argument(path));
        }
    }
}

/// A name in braces may be that of a const, but then it is not written small.
fn check_breaker(item: &AsyncFn, config: &Config, arguments: &[Argument], mistakes: &mut Mistakes) {
    let Some(Breaker::Named { name, .. }) = config.breaker.as_ref().map(|given| &given.value)
    else {
        return;
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
    let named =
        |argument: &&Argument| !argument.is_called(&Ident::new("self", argument.name.span()));
    arguments.iter().filter(named).map(|argument| argument.name.to_string()).collect()
}
