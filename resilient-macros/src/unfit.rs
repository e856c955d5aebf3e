//! Every message about the function under the attribute: what is wrong with it, then what to write.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{Attribute, Error, Lifetime, Signature};

pub(crate) fn not_a_function(at: Span) -> Error {
    Error::new(at, "`#[resilient]` repeats an async function; write it above an `async fn`")
}

pub(crate) fn no_body(sig: &Signature) -> Error {
    Error::new_spanned(
        &sig.ident,
        format!("`{}` has no body to repeat; write `#[resilient]` where the body is", sig.ident),
    )
}

pub(crate) fn not_async(sig: &Signature, attrs: &[Attribute], blocks: bool) -> Error {
    if let Some(keyword) = &sig.constness {
        let message = format!("a `const fn` can't wait; write `async fn {}`", sig.ident);
        return Error::new_spanned(keyword, message);
    }
    // `#[tokio::test]` has already made a blocking test of it.
    let is_test = attrs
        .iter()
        .any(|attr| attr.path().segments.last().is_some_and(|segment| segment.ident == "test"));
    let message = if is_test {
        "this test is no async function any more; write `#[resilient]` above the attribute that \
         makes it a test, or on the function under test"
            .to_owned()
    } else if blocks {
        format!(
            "`{}` blocks on its future and is no async function any more; write `#[resilient]` above \
             the attribute that makes it so, or on an `async fn`",
            sig.ident
        )
    } else {
        format!("`{}` is not async; write `async fn {}`", sig.ident, sig.ident)
    };
    Error::new_spanned(sig.fn_token, message)
}

pub(crate) fn not_one_block(sig: &Signature) -> Error {
    let name = &sig.ident;
    let message = format!(
        "only an `async` block can be repeated, and `{name}` gets its future from elsewhere; \
         write `async fn {name}`, or one `async move {{ .. }}` as the whole body"
    );
    Error::new_spanned(sig.fn_token, message)
}

pub(crate) fn no_result(at: impl ToTokens, name: &Ident) -> Error {
    let message = format!(
        "`{name}` does not return a `Result`, so it is never known to fail; write `-> Result<_, _>`"
    );
    Error::new_spanned(at, message)
}

pub(crate) fn opaque_place(place: impl ToTokens, name: &Ident) -> Error {
    let message = format!(
        "`{name}` is an `impl Trait`, whose type nothing else has; give it a generic type to replace it"
    );
    Error::new_spanned(place, message)
}

/// For `self = other` where `self` is a reference.
pub(crate) fn lent_receiver(place: impl ToTokens, method: &Ident) -> Error {
    let message = format!(
        "the receiver is lent, so nothing can stand in its place; write the call, `other.{method}(..)`"
    );
    Error::new_spanned(place, message)
}

/// For `request.model = "b"` where `request` is a `&T`.
pub(crate) fn field_of_shared(place: impl ToTokens, name: &Ident) -> Error {
    let message = if name == "self" {
        "`self` is lent shared, so nothing can stand in a field of it; write a call that takes another value, \
         as `self.ask_in(\"eu\")`"
            .to_owned()
    } else {
        format!(
            "`{name}` is lent shared, so nothing can stand in a field of it; \
             put a reference to another one in its place, as `{name} = &{name}.with(\"b\")`"
        )
    };
    Error::new_spanned(place, message)
}

/// For `connection = backup` where both are `&mut`.
pub(crate) fn exclusive_value(value: &Ident) -> Error {
    let message = format!(
        "`{value}` is a `&mut`, which can't stand in another place for one target; \
         write a call that takes it, as `other({value})`"
    );
    Error::new(value.span(), message)
}

pub(crate) fn unknown_place(place: impl ToTokens, name: &Ident, arguments: &[String]) -> Error {
    let message = if arguments.is_empty() {
        format!("`{name}` is no argument, and the function has none to replace")
    } else {
        format!("`{name}` is no argument; replace one of `{}`", arguments.join("`, `"))
    };
    Error::new_spanned(place, message)
}

pub(crate) fn hidden_argument(link: impl ToTokens) -> Error {
    Error::new_spanned(
        link,
        "this function would get an argument that has no name, as a pattern takes it apart; \
         write the call, `name(a, b)`",
    )
}

pub(crate) fn overlapping_places(later: impl ToTokens) -> Error {
    let place = later.to_token_stream().to_string().replace(' ', "");
    Error::new_spanned(later, format!("`{place}` overlaps another place of this link; keep one"))
}

pub(crate) fn known_too_late(name: &Ident) -> Error {
    let message = format!(
        "`{name}` is an argument, and this is needed before the call; \
         write the value itself, or the path of a const"
    );
    Error::new(name.span(), message)
}

pub(crate) fn captured(key: &Ident, name: &Ident) -> Error {
    let message = format!(
        "`{name}` is an argument, and the closure of `{key}` is needed before the call; leave it out"
    );
    Error::new(name.span(), message)
}

pub(crate) fn argument_as_link(name: &Ident) -> Error {
    let message =
        format!("`{name}` is an argument and no async function; write `{name} = ..` to replace it");
    Error::new(name.span(), message)
}

pub(crate) fn argument_as_breaker(name: &Ident) -> Error {
    let message = format!(
        "`{name}` is an argument and no breaker; \
         write `\"chat:{{{name}}}\"` for one breaker for each `{name}`"
    );
    Error::new(name.span(), message)
}

pub(crate) fn unknown_argument(name: &Ident, arguments: &[String]) -> Error {
    let message = if arguments.is_empty() {
        format!("`{name}` is no argument, and the function has none")
    } else {
        format!("`{name}` is no argument; write one of `{}`", arguments.join("`, `"))
    };
    Error::new(name.span(), message)
}

pub(crate) fn escaping_borrow(returned: &Lifetime) -> Error {
    let message = "a second attempt would need what the first one has lent out of a `&mut`; \
                   write `retries = 0`, or return a value that borrows nothing";
    Error::new(returned.span(), message)
}
