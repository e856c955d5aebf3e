//! A case per shape in which a body can use an argument called `x`.

mod changes;
mod macros;
mod natures;
mod scopes;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::Block;
use syn::parse::Parser as _;

use super::Usage::{Borrowed, ByValue, Unused};
use super::nature::Nature;
use super::{Usage, mentions, uses};

fn usages(body: &TokenStream, names: &[Ident]) -> Vec<Usage> {
    let nature = Nature::default();
    let found = uses(body, &names.iter().map(|name| (name, &nature)).collect::<Vec<_>>());
    found.into_iter().map(|found| found.usage).collect()
}

fn usage_of(body: &str, name: &str) -> Usage {
    let name =
        syn::parse_str::<Ident>(name).unwrap_or_else(|_| Ident::new(name, Span::call_site()));
    usages(&body.parse().unwrap(), &[name])[0]
}

#[track_caller]
fn all_are(expected: Usage, bodies: &[&str]) {
    for body in bodies {
        assert!(Block::parse_within.parse_str(body).is_ok(), "{body}");
    }
    let wrong = |body: &&&str| usage_of(body, "x") != expected;
    let wrong: Vec<_> = bodies.iter().filter(wrong).collect();
    assert!(wrong.is_empty(), "not {expected:?}: {wrong:#?}");
}

#[test]
fn a_bare_name_where_a_value_is_taken_is_by_value() {
    all_are(
        ByValue,
        &[
            "f(x)",
            "f(1, x, 2);",
            "f((x))",
            "client.send(x).await",
            "client.send::<u8>(x)",
            "Some(x)",
            "drop(x);",
            "S { a: x }",
            "S { x }",
            "S { a: 1, ..x }",
            "(1, x)",
            "[x, y]",
            "[x; 3]",
            "let y = x;",
            "let y: String = x;",
            "let (a, b) = x;",
            "let S { a, .. } = x;",
            "let mut y = x;",
            "let Some(y) = x else { return };",
            "return x;",
            "return Ok(x)",
            "loop { break x; }",
            "'a: { break 'a x }",
            "x",
            "{ x }",
            "unsafe { x }",
            "if c { x } else { y }",
            "if c { y } else { x }",
            "match c { 1 => x, _ => y }",
            "x;",
            "x?",
            "x.await",
            "x.await?",
            "f(x?)",
        ],
    );
}

#[test]
fn an_operand_or_a_part_of_another_expression_is_by_value() {
    all_are(
        ByValue,
        &[
            "x + y",
            "y - x",
            "x * 2",
            "x / 2",
            "x % 2",
            "x & y",
            "x | y",
            "x ^ y",
            "x << 1",
            "1 >> x",
            "!x",
            "-x",
            "for i in x {}",
            "for i in 0..x {}",
            "x..",
            "..x",
            "x..=9",
            "y = x;",
            "*y = x;",
            "y += x;",
            "(a, b) = x;",
            "x as u64",
            "list[x]",
            "&{ x }",
            "&f(x)",
            "x.y(x)",
            "x.into_body()",
            "x.into()",
            "x.unwrap_or_default()",
            "f(&x, x)",
            "f(x) == y",
            "if f(x) {}",
            "while f(x) {}",
            "(f(x)).y",
        ],
    );
}

#[test]
fn what_only_looks_at_the_argument_borrows_it() {
    all_are(
        Borrowed,
        &[
            "&x",
            "&mut x",
            "&raw const x",
            "f(&x)",
            "f(&(x))",
            "f(&mut x).await",
            "x.y",
            "f(x.y)",
            "x.y.z",
            "x.0",
            "(x).y",
            "x.f()",
            "x.clone()",
            "f(x.clone())",
            "x.f().await?",
            "x.f(y)",
            "x[0]",
            "x[y]",
            "f(&x[1..])",
            "*x",
            "f(*x)",
            "*x = 1;",
            "x(1)",
            "x().await",
            "(x)(1)",
            "let y = &x;",
            "let y = x.y;",
            "return &x;",
            "(&x, 1)",
            "S { a: &x }",
            "for i in &x {}",
            "for i in x.iter() {}",
            "&x + &y",
        ],
    );
}

#[test]
fn comparisons_conditions_and_targets_borrow() {
    all_are(
        Borrowed,
        &[
            "x == y",
            "y == x",
            "x != y",
            "x < y",
            "x > y",
            "x <= y",
            "y >= x",
            "(x) == y",
            "x && y",
            "y || x",
            "if x {}",
            "if (x) {}",
            "if x && y {}",
            "while x {}",
            "x = y;",
            "x += 1;",
            "x -= 1;",
            "x |= y;",
            "x <<= 1;",
            "x.y = 1;",
            "x[0] = 1;",
            "(x, y) = (1, 2);",
            "[x, y] = z;",
            "S { a: x, .. } = z;",
            "let _ = x;",
            "_ = x;",
            "let _: String = x;",
            "let ref y = x;",
            "let ref mut y = x;",
            "let (ref a, _) = x;",
            "let None = x else { return };",
        ],
    );
}

#[test]
fn a_scrutinee_is_by_value_when_a_pattern_binds() {
    all_are(
        ByValue,
        &[
            "match x { y => 1 }",
            "match x { Some(y) => 1, None => 2 }",
            "match x { None => 2, Some(y) => 1 }",
            "match x { S { a, .. } => 1 }",
            "match x { S { a: b, .. } => 1 }",
            "match x { n @ 1..=9 => 1, _ => 2 }",
            "match x { (ref a, b) => 1 }",
            "match x { [first, ..] => 1, _ => 2 }",
            "match x { A(y) | B(y) => 1 }",
            "match x { n if n > 3 => 1, _ => 2 }",
            "match x { mut y => 1 }",
            "match x { pattern!() => 1 }",
            "match (x) { y => 1 }",
            "match (x, 1) { _ => 1 }",
            "if let Some(y) = x {}",
            "if a && let Some(y) = x && b {}",
            "while let Some(y) = x {}",
            "matches!(x, Some(y) if y > 3)",
        ],
    );
}

#[test]
fn a_scrutinee_is_borrowed_when_no_pattern_binds() {
    all_are(
        Borrowed,
        &[
            "match x {}",
            "match x { _ => 1 }",
            "match x { None => 1, Some(_) => 2 }",
            "match x { LIMIT => 1, Kind::B => 2, _ => 3 }",
            "match x { 1 | 2 => 1, 3..=9 => 2, _ => 3 }",
            "match x { S { .. } => 1 }",
            "match x { S { ref a, .. } => 1 }",
            "match x { Some(ref y) => 1, _ => 2 }",
            "match (x) { None => 1, _ => 2 }",
            "match &x { y => 1 }",
            "match x.y { y => 1 }",
            "match *x { y => 1 }",
            "match 1 { n if x => 1 }",
            "match 1 { n if n == x => 1 }",
            "if let None = x {}",
            "if let Some(y) = &x {}",
            "while let Some(_) = x {}",
            "while let Some(y) = x.next().await {}",
            "matches!(x, None | Some(1))",
            "matches!(x, Some(_),)",
            "matches!(x.kind, Kind::A)",
        ],
    );
}

#[test]
fn what_a_move_closure_or_block_mentions_is_by_value() {
    all_are(
        ByValue,
        &[
            "move || x.len()",
            "move |y| y + x.len()",
            "async move { &x }",
            "async move || x.len()",
            "spawn(async move { format!(\"{x}\") })",
            "move || println!(\"{}\", x)",
            "async { async move { x.f() } }",
            "move || || x.f()",
            "|| f(x)",
            "|| x",
            "async { f(x) }",
            "async { x }.await",
        ],
    );
    all_are(
        Borrowed,
        &[
            "|| x.len()",
            "|y| y == x",
            "list.iter().map(|y| f(y, &x))",
            "async { x.f().await }",
            "f(x.clone(), move || 1)",
            "{ let y = &x; async move { y.f() } }",
        ],
    );
    all_are(Unused, &["move |x| x", "async move { let x = 1; x }"]);
}

#[test]
fn self_follows_the_same_rules() {
    let self_in = |body| usage_of(body, "self");
    assert_eq!(self_in("f(self)"), ByValue);
    assert_eq!(self_in("match self { S { a } => a }"), ByValue);
    assert_eq!(self_in("async move { self.f() }"), ByValue);
    assert_eq!(self_in("vec![self]"), ByValue);
    assert_eq!(self_in("self.f(x).await"), Borrowed);
    assert_eq!(self_in("f(&self.a)"), Borrowed);
    assert_eq!(self_in("format!(\"{self:?} {}\", x)"), Borrowed);
    assert_eq!(self_in("info!(?self, a = self.b)"), Borrowed);
    assert_eq!(self_in("self::f(x)"), Unused);
    assert_eq!(self_in("impl S { fn f(self) -> Self { self } }"), Unused);
}

#[test]
fn an_invisible_group_is_looked_through() {
    let x = Group::new(proc_macro2::Delimiter::None, quote!(x));
    let x = TokenTree::from(x);
    let usage = |body: TokenStream| usages(&body, &[Ident::new("x", Span::call_site())])[0];
    assert_eq!(usage(quote!(f(#x))), ByValue);
    assert_eq!(usage(quote!(#x.f())), Borrowed);
    assert_eq!(usage(quote!(f(&#x))), Borrowed);
    assert_eq!(usage(quote!(format!("{}", #x))), Borrowed);
    assert_eq!(usage(quote!(m!(a => &#x))), Borrowed);
}

#[test]
fn a_half_written_body_borrows_what_it_names() {
    for body in ["let y = ; f(x)", "x.", "if x { f(x) } else"] {
        assert_eq!(usage_of(body, "x"), Borrowed, "{body}");
    }
    assert_eq!(usage_of("let y = ; f(z)", "x"), Unused);
}

#[test]
fn names_are_answered_in_their_order() {
    let names = ["a", "b", "c"].map(|it| Ident::new(it, Span::call_site()));
    let found = usages(&quote!(f(c, &a)), &names);
    assert_eq!(found, [Borrowed, Unused, ByValue]);
}

#[test]
fn an_option_mentions_what_it_uses_in_any_way() {
    let x = Ident::new("x", Span::call_site());
    assert!(mentions(&quote!(local(x)), &x));
    assert!(mentions(&quote!(local(&x.y)), &x));
    assert!(mentions(&quote!(format!("{x}")), &x));
    assert!(mentions(&quote!(x+), &x));
    assert!(!mentions(&quote!(x::local(y.x)), &x));
    assert!(!mentions(&quote!(|x| x), &x));
}
