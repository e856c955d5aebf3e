//! Struct, slice, nested, `ref` and wild patterns.

use super::support::*;

struct Point {
    x: u32,
    y: String,
}

#[resilient]
#[allow(clippy::toplevel_ref_arg)]
async fn shape(
    api: &Api,
    Point { x, y: text }: Point,
    [first, ..]: [u32; 3],
    (_, (ref inner, _)): (u8, (String, u8)),
    ref mut counter: u32,
    _: Unique,
    &byte: &u8,
) -> Result<String, E> {
    *counter += 1;
    api.ask().await?;
    Ok(format!("{x}{text}{first}{inner}{counter}{byte}"))
}

#[test]
fn works() {
    let point = Point { x: 1, y: "y".into() };
    let answer = run(shape(&Api::new(), point, [2, 0, 0], (0, ("i".into(), 0)), 0, Unique(1), &7));
    assert_eq!(answer, Ok("1y2i37".into()));
}
