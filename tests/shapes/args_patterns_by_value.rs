//! Bindings of patterns that the body uses up.

use super::support::*;

struct Point {
    x: Unique,
    y: String,
}

#[resilient]
async fn shape(
    api: &Api,
    Point { x, mut y }: Point,
    [a, b]: [String; 2],
    (list, n): (&mut Vec<u32>, &u32),
) -> Result<String, E> {
    take(list).push(*n);
    y.push_str(&take(a));
    api.ask().await?;
    Ok(take(y) + &take(b) + &x.0.to_string())
}

#[test]
fn works() {
    let (mut list, point) = (vec![], Point { x: Unique(1), y: "y".into() });
    let answer = run(shape(&Api::new(), point, ["a".into(), "b".into()], (&mut list, &4)));
    assert_eq!((answer, list), (Ok("yab1".into()), vec![4, 4, 4]));
}
