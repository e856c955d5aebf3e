//! A case per use of an argument called `x` that its type tells from a mere look.

use proc_macro2::{Ident, Span, TokenStream};
use syn::Generics;

use crate::usage::Usage::{Borrowed, ByValue};
use crate::usage::nature::Nature;
use crate::usage::{Usage, Use, uses};

const GENERICS: &str =
    "<F: Copy + FnOnce() -> u8, I, S: Stream<Item = u8> + Unpin, T: Service<u8>>";

/// What `body` does with an `x` of this type.
pub(super) fn use_of(ty: &str, body: &str) -> Use {
    let mut generics: Generics = syn::parse_str(GENERICS).unwrap();
    generics.where_clause =
        Some(syn::parse_quote!(where I: Clone + std::iter::Iterator<Item = u8>));
    let nature = Nature::of(&syn::parse_str(ty).unwrap(), &generics);
    let x = Ident::new("x", Span::call_site());
    uses(&body.parse::<TokenStream>().unwrap(), &[(&x, &nature)]).remove(0)
}

#[track_caller]
fn all_are(expected: Usage, ty: &str, bodies: &[&str]) {
    let wrong: Vec<_> = bodies.iter().filter(|body| use_of(ty, body).usage != expected).collect();
    assert!(wrong.is_empty(), "not {expected:?} of {ty}: {wrong:#?}");
}

#[test]
fn a_value_that_is_taken_out_uses_the_box_up() {
    all_are(
        ByValue,
        "Box<S>",
        &[
            "let y = *x;",
            "f(*x)",
            "return *x;",
            "Ok(*x)",
            "S { a: *x }",
            "let S { a, .. } = *x;",
            "match *x { S::A(y) => y, _ => 1 }",
            "f(x)",
        ],
    );
}

#[test]
fn a_value_that_is_looked_at_stays_in_the_box() {
    all_are(
        Borrowed,
        "std::boxed::Box<S>",
        &[
            "&*x",
            "&mut *x",
            "(*x).f()",
            "(*x).y",
            "*x = 1;",
            "*x == y",
            "match *x { S::A => 1, _ => 2 }",
            "let _ = *x;",
            "x.f()",
            "let y = ; *x",
        ],
    );
    all_are(Borrowed, "Arc<S>", &["f(*x)", "Ok(*x)"]);
}

#[test]
fn std_tells_which_methods_take_an_option_or_a_result() {
    for ty in ["Option<T>", "std::option::Option<T>", "(Result<T, E>)", "io::Result<T>"] {
        all_are(
            ByValue,
            ty,
            &["x.map(f)", "x.and_then(f)?", "x.map_or(1, f)", "x.or(y)", "f(x.context(\"a\")?)"],
        );
        all_are(
            Borrowed,
            ty,
            &[
                "x.as_ref().map(f)",
                "x.is_some()",
                "x.iter()",
                "x.take()",
                "x.as_deref()",
                "x.send()",
            ],
        );
    }
    all_are(ByValue, "Option<T>", &["x.ok_or(E)?", "x.is_some_and(f)", "x.zip(y)"]);
    all_are(ByValue, "Result<T, E>", &["x.map_err(f)?", "x.ok()", "if x.is_err_and(f) {}"]);
    all_are(Borrowed, "Client", &["x.map(f)", "x.ok()", "x.and_then(f)", "x.context(1)", "x()"]);
}

#[test]
fn bounds_tell_as_much_of_a_parameter() {
    for ty in ["impl Iterator<Item = u8> + Clone", "I", "Range<u8>", "std::vec::IntoIter<u8>"] {
        all_are(ByValue, ty, &["x.map(f)", "x.sum::<u8>()", "x.collect()", "x.rev()"]);
        all_are(Borrowed, ty, &["x.next()", "x.by_ref().map(f)", "x.all(f)", "x.contains(&1)"]);
    }
    for ty in ["Box<dyn Iterator<Item = u8> + Send>", "Peekable<Chars<'_>>", "std::str::Chars<'a>"]
    {
        all_are(ByValue, ty, &["x.map(f)", "x.collect()"]);
        all_are(Borrowed, ty, &["x.next()", "x.by_ref().map(f)", "x.peek()"]);
    }
    for ty in ["S", "Pin<Box<dyn Stream<Item = u8> + Send>>", "BoxStream<'static, u8>"] {
        all_are(ByValue, ty, &["x.map(f)", "x.boxed()", "x.buffered(3)"]);
        all_are(Borrowed, ty, &["x.next().await"]);
    }
    all_are(Borrowed, "S", &["x.next().await", "x.sum()"]);
    for ty in ["impl Future<Output = ()>", "Pin<Box<dyn Future<Output = ()>>>", "BoxFuture<'_, ()>"]
    {
        all_are(ByValue, ty, &["x.map(f).await", "x.shared()"]);
    }
}

#[test]
fn what_can_be_called_once_is_used_up_by_a_call() {
    for ty in ["F", "impl FnOnce() + Clone", "Box<dyn FnOnce(u8) + Send>"] {
        all_are(ByValue, ty, &["x()", "x(1).await?", "f((x)())"]);
        all_are(Borrowed, ty, &["f(&x)"]);
    }
    all_are(Borrowed, "impl Fn()", &["x()"]);
    all_are(Borrowed, "Box<dyn Fn()>", &["x()"]);
}

#[test]
fn a_service_is_used_up_by_what_tower_has_for_it() {
    for ty in ["T", "impl Service<Request> + Clone"] {
        all_are(ByValue, ty, &["x.oneshot(request).await?", "x.map_err(f)"]);
        all_are(Borrowed, ty, &["x.call(request).await?", "x.ready().await?"]);
    }
}

#[test]
fn an_exclusive_reference_that_is_assigned_through_is_lent_anew() {
    all_are(ByValue, "&mut u8", &["*x = 1;", "(*x, y) = (1, 2);"]);
    all_are(Borrowed, "&mut u8", &["*x += 1;", "*x.a = 1;", "x.a = 1;", "x[0] = 1;"]);
    all_are(Borrowed, "Box<u8>", &["*x = 1;"]);
}

#[test]
fn what_tokio_takes_as_owned_is_used_up() {
    let ty = "Arc<Semaphore>";
    all_are(ByValue, ty, &["x.acquire_owned().await?", "x.try_lock_owned()"]);
    all_are(Borrowed, ty, &["x.acquire().await?", "x.to_owned()", "x.is_owned()"]);
}

#[test]
fn known_types_tell_of_methods_of_their_own() {
    all_are(ByValue, "oneshot::Sender<u8>", &["x.send(1)", "x.send(1).ok();"]);
    all_are(Borrowed, "tokio::sync::oneshot::Sender<u8>", &["x.is_closed()", "x.closed().await"]);
    all_are(Borrowed, "mpsc::Sender<u8>", &["x.send(1).await?"]);
    all_are(ByValue, "bytes::BytesMut", &["x.freeze()"]);
    all_are(Borrowed, "BytesMut", &["x.split()", "x.len()"]);
}

#[test]
fn a_field_that_may_be_moved_out_is_remembered() {
    let x = Ident::new("x", Span::call_site());
    let field = |body: &str| {
        let found = uses(&body.parse::<TokenStream>().unwrap(), &[(&x, &Nature::default())]);
        found[0].moved_field.is_some()
    };
    for body in ["f(x.a)", "let y = x.a.b;", "x.a.into_bytes()", "S { a: x.0 }"] {
        assert!(field(body), "{body}");
    }
    for body in ["&x.a", "x.a.len()", "x.a[0]", "x.a == 1", "f(x)", "{ let x = y; f(x.a) }"] {
        assert!(!field(body), "{body}");
    }
}

#[test]
fn the_conditions_of_a_use_are_known_where_each_has_one() {
    let conditions = |body| {
        let found = use_of("S", body).conditions;
        found.iter().map(|it| it.to_string().replace(' ', "")).collect::<Vec<_>>()
    };
    assert_eq!(conditions("#[cfg(a)] x.f();"), ["all(all(a))"]);
    assert_eq!(conditions("#[cfg(a)] x.f(); #[cfg(a)] f(&x);"), ["all(all(a))"]);
    assert_eq!(
        conditions("#[cfg(a)] { #[cfg(b)] let y = &x; } #[cfg(c)] f!(x);"),
        ["all(all(a),all(b))", "all(all(c))"]
    );
    assert_eq!(conditions("match y { #[cfg(a)] 1 => x.f(), _ => {} }"), ["all(all(a))"]);
    assert_eq!(conditions("#[cfg(a)] let x = 1; x.f();"), [""; 0]);
    assert_eq!(conditions("#[cfg(a,)] { #[cfg(b)] x.f(); }"), ["all(all(a,),all(b))"]);
    assert_eq!(conditions("S { #[cfg(a)] y: &x }"), ["all(all(a))"]);
    assert_eq!(conditions("#[cfg(a)] { x.b = 1; }"), ["all(all(a))"]);
    assert_eq!(conditions("[#[cfg(a)] &x, #[cfg(b)] x.len()]"), ["all(all(a))", "all(all(b))"]);
    for body in [
        "x.f(); #[cfg(a)] x.f();",
        "#[cfg(a)] x.f(); g(&x)",
        "#[cfg(a)] y.f();",
        "#[allow(a)] x.f();",
    ] {
        assert!(conditions(body).is_empty(), "{body}");
    }
}
