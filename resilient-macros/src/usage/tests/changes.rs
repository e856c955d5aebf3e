//! A case per way in which a body can change an argument called `x`, for which that has to be `mut`.

use super::natures::use_of;

#[track_caller]
fn all(expected: bool, ty: &str, bodies: &[&str]) {
    let wrong: Vec<_> = bodies.iter().filter(|body| use_of(ty, body).changed != expected).collect();
    assert!(wrong.is_empty(), "not {expected} of {ty}: {wrong:#?}");
}

#[test]
fn an_argument_is_changed_where_it_stands() {
    all(
        true,
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
fn a_part_is_changed_where_it_stands_or_by_the_name_of_a_method() {
    all(
        true,
        "Wrapped",
        &[
            "x.a.b = 1;",
            "x.a[0] = 1;",
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
        false,
        "Wrapped",
        &[
            "f(&x)",
            "x.get()",
            "x.next()",
            "x.part_mut().f()",
            "f(&raw const x.a)",
            "*x.a += 1;",
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
    all(true, "String", &["x.clear()", "x.push('a')", "x.get_mut(1..)", "write!(x, \"{y}\")?;"]);
    all(true, "Vec<u8>", &["x.fill(1)", "x.write_all(y)", "writeln!(x)?;", "x.reserve(1)"]);
    all(true, "[u8; 3]", &["x.sort()", "x.iter_mut()"]);
    all(true, "HashMap<u8, u8>", &["x.insert(1, 2)", "x.remove(&1)"]);
    all(true, "Option<u8>", &["x.take()", "x.get_or_insert(1)", "x.as_mut()"]);
    all(true, "impl Iterator<Item = u8>", &["x.by_ref()", "x.next()", "x.any(f)"]);
    all(true, "impl Stream<Item = u8> + Unpin", &["x.next().await", "x.try_next().await"]);
    all(true, "BytesMut", &["x.put_u8(1)", "x.advance(1)"]);
    all(true, "Box<dyn FnMut() + Send>", &["x()"]);
    all(false, "Map", &["x.insert(1, 2)", "x.remove(&1)", "x.clear()"]);
    all(false, "Cell<Option<u8>>", &["x.take()", "x.set(None)"]);
    all(false, "impl Fn()", &["x()"]);
    all(false, "impl Service<u8>", &["x.call(y)"]);
}
