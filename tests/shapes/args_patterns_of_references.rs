//! Patterns that look into references.

use super::support::*;

struct Point {
    x: String,
    y: u32,
}

#[resilient]
async fn shape(api: &Api, Point { x, y }: &mut Point, (a, b): &(String, u32)) -> Result<String, E> {
    x.push('!');
    *take(y) += *b;
    api.ask().await?;
    Ok(format!("{x}{a}"))
}

#[test]
fn works() {
    let mut point = Point { x: "x".into(), y: 0 };
    assert_eq!(run(shape(&Api::new(), &mut point, &("a".into(), 2))), Ok("x!!!a".into()));
    assert_eq!(point.y, 6);
}
