//! A case per way in which a body can change an argument called `x`, for which that has to be `mut`.

use super::natures::use_of;
use crate::usage::Changed::{self, Likely, No, Surely};
use crate::usage::looks_changed;

#[track_caller]
fn all(expected: Changed, ty: &str, bodies: &[&str]) {
    let wrong: Vec<_> = bodies.iter().filter(|body| use_of(ty, body).changed != expected).collect();
    assert!(wrong.is_empty(), "not {expected:?} of {ty}: {wrong:#?}");
}

#[test]
fn an_argument_is_changed_where_it_stands() {
    all(
        Surely,
        "Wrapped",
        &[
            "x = y;",
            "x += 1;",
            "x.a = 1;",
            "x[0] -= 1;",
            "*x = 1;",
            "(y, x.a) = z;",
            "f(&mut x)",
            "f(&mut x.a)",
            "let S { ref mut a, .. } = x;",
            "if let Some(ref mut y) = x.a {}",
            "match x { S(ref mut y) => f(y) }",
            "f(&raw mut x.a)",
            "|y| x.a = y",
        ],
    );
}

#[test]
fn what_may_be_a_reference_or_looks_like_a_list_is_likely_changed() {
    all(
        Likely,
        "Wrapped",
        &[
            "x.a.b = 1;",
            "x.a[0] = 1;",
            "*x.a += 1;",
            "*x[0] = 1;",
            "f(&mut x.a[1])",
            "x.push(1)",
            "x.items.push(1);",
            "x.text.push_str(y)",
            "write!(x, \"{y}\")?;",
        ],
    );
}

#[test]
fn a_look_changes_nothing() {
    all(
        No,
        "Wrapped",
        &[
            "f(&x)",
            "x.get()",
            "x.next()",
            "x.part_mut().f()",
            "f(&raw const x.a)",
            "x.take()",
            "x.replace(1)",
            "x.set(1)",
            "x.borrow_mut().add(1)",
            "x.lock().push(1)",
            "x == y",
            "let x = y; x = 1;",
            "|x| x = 1",
            "y = x;",
            "write!(y, \"{x}\")",
            "x()",
        ],
    );
}

#[test]
fn its_type_tells_which_methods_change_it() {
    all(Surely, "String", &["x.clear()", "x.push('a')", "x.get_mut(1..)", "write!(x, \"{y}\")?;"]);
    all(Surely, "Vec<u8>", &["x.fill(1)", "x.write_all(y)", "writeln!(x)?;", "x.reserve(1)"]);
    all(Surely, "[u8; 3]", &["x.sort()", "x.iter_mut()"]);
    all(Surely, "HashMap<u8, u8>", &["x.insert(1, 2)", "x.remove(&1)"]);
    all(Surely, "Option<u8>", &["x.take()", "x.get_or_insert(1)", "x.as_mut()"]);
    all(Surely, "impl Iterator<Item = u8>", &["x.by_ref()", "x.next()", "x.any(f)"]);
    all(Surely, "impl Stream<Item = u8> + Unpin", &["x.next().await", "x.try_next().await"]);
    all(Surely, "BytesMut", &["x.put_u8(1)", "x.advance(1)"]);
    all(Surely, "Box<dyn FnMut() + Send>", &["x()"]);
    all(No, "Map", &["x.insert(1, 2)", "x.remove(&1)", "x.clear()"]);
    all(No, "Cell<Option<u8>>", &["x.take()", "x.set(None)"]);
    all(No, "impl Fn()", &["x()"]);
    all(No, "impl Service<u8>", &["x.call(y)"]);
}

#[test]
fn a_change_is_seen_at_a_glance() {
    for body in [
        "x = y;",
        "x=-1;",
        "x=&y;",
        "if a { x += 1 }",
        "x <<= 2;",
        "f(&mut x)",
        "r#x = 1",
        "|| x = 1",
        "(x, y) = (y, x);",
        "[x, _] = y;",
        "S { x, .. } = y;",
    ] {
        assert_eq!(use_of("u8", body).changed, Surely, "{body}");
        assert!(looks_changed(&body.parse().unwrap(), "x"), "{body}");
    }
    for body in ["f(x, &y)", "let y = x;", "x.f()", "xx = y", "f!(\"{}\", x)"] {
        assert!(!looks_changed(&body.parse().unwrap(), "x"), "{body}");
    }
}
