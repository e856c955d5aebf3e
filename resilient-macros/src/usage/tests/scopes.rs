//! A case per place where the argument's name is not the argument, or is again.

use super::{Borrowed, ByValue, Unused, all_are, usage_of};

#[test]
fn a_name_that_is_no_value_is_no_mention() {
    all_are(
        Unused,
        &[
            "",
            "y.x",
            "y.x()",
            "S { x: 1 }",
            "x::f()",
            "a::x",
            "::x",
            "'x: loop { break 'x }",
            "let y: x = 1;",
            "f::<x>()",
            "y.f::<x>()",
            "<x as T>::f()",
            "1 as x",
            "[0; x]",
            "const { x }",
            "x {}",
            "#[x] f()",
            "#[a(x)] let y = 1;",
            "\"{x}\"",
        ],
    );
}

#[test]
fn a_binding_hides_the_argument_where_it_is_in_scope() {
    all_are(
        Unused,
        &[
            "let x = 1; f(x)",
            "let (a, x) = g(); f(x)",
            "let S { x, .. } = g(); f(x)",
            "match g() { Some(x) => f(x), _ => 1 }",
            "match g() { x if x > 1 => f(x), _ => 1 }",
            "|x| f(x)",
            "|(x, y): (u8, u8)| x",
            "if let Some(x) = g() { f(x) }",
            "if let Some(x) = g() && x > 1 && f(x) { x }",
            "while let Some(x) = g() { f(x) }",
            "for x in g() { f(x) }",
            "let x = 1; format!(\"{x} {}\", x)",
            "let Some(x) = g() else { return 1 }; f(x)",
            "x(1); fn x(_: u8) {}",
            "const x: u8 = 1; f(x)",
            "static x: u8 = 1; f(x)",
        ],
    );
    all_are(
        Borrowed,
        &["let x = x.clone(); f(x)", "let x = &x; f(x)", "if let Some(x) = &x { f(x) }"],
    );
}

#[test]
fn the_argument_is_seen_again_where_the_scope_ends() {
    all_are(
        ByValue,
        &[
            "let x = x; x.f()",
            "{ let x = 1; } f(x)",
            "f(x); let x = 1;",
            "let Some(x) = g() else { return f(x) };",
            "if let Some(x) = g() {} else { f(x) }",
            "match g() { Some(x) => 1, None => f(x) }",
            "g(|x| 1, x)",
            "for x in x {}",
            "for x in g() {} f(x)",
            "while let Some(x) = g() {} f(x)",
            "{ fn x() {} } f(x)",
            "move || 1; let y = || x.f(); f(x)",
        ],
    );
}

#[test]
fn a_nested_item_sees_no_argument_but_a_macro_does() {
    all_are(
        Unused,
        &[
            "fn f(x: u8) -> u8 { x }",
            "impl S { fn f(self, x: u8) -> u8 { x } }",
            "mod m { const A: u8 = x; }",
            "struct S { x: u8 }",
            "use a::x;",
            "macro_rules! m { ($x:expr) => { f($x) } }",
        ],
    );
    all_are(ByValue, &["macro_rules! m { () => { f(x) } } m!()"]);
}

#[test]
fn a_raw_identifier_is_its_name() {
    assert_eq!(usage_of("f(r#type)", "r#type"), ByValue);
    assert_eq!(usage_of("f(&r#x)", "x"), Borrowed);
    assert_eq!(usage_of("info!(r#x)", "x"), Borrowed);
    assert_eq!(usage_of("let r#x = 1; f(x)", "x"), Unused);
}
