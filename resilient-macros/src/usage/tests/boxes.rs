//! A case per way to take the value out of a box called `x`, or only to look at it there.

use proc_macro2::{Ident, Span, TokenStream};

use crate::usage::unboxes;

#[track_caller]
fn all(unboxing: bool, bodies: &[&str]) {
    let x = Ident::new("x", Span::call_site());
    let taken = |body: &str| unboxes(&body.parse::<TokenStream>().unwrap(), &x);
    let wrong: Vec<_> = bodies.iter().filter(|body| taken(body) != unboxing).collect();
    assert!(wrong.is_empty(), "not {unboxing}: {wrong:#?}");
}

#[test]
fn a_value_that_is_taken_out_uses_the_box_up() {
    all(
        true,
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
    all(
        false,
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
            "{ let x = 1; f(*x) }",
            "let y = ; *x",
        ],
    );
}
