//! Exclusive references in an array or a tuple are lent to each attempt, and need no `Clone`.

use super::support::*;

#[resilient]
async fn array(api: &Api, [a, b]: [&mut u32; 2]) -> Result<u32, E> {
    add(a);
    add(b);
    api.ask().await
}

#[resilient]
async fn ends(
    api: &Api,
    (a, .., (b, _)): (&mut u32, u8, u8, (&mut u32, u8)),
    [c, .., d]: [&mut u32; 3],
) -> Result<u32, E> {
    add(a);
    add(b);
    add(c);
    add(d);
    api.ask().await
}

#[resilient]
async fn nested(api: &Api, [(a, ..), (b, ..)]: [(&mut u32, u8); 2]) -> Result<u32, E> {
    add(a);
    add(b);
    api.ask().await
}

/// What is left of an array is one.
#[resilient]
async fn rest(api: &Api, [first, rest @ ..]: [String; 3]) -> Result<usize, E> {
    api.ask().await?;
    Ok(first.len() + rest.map(|it| it.len()).iter().sum::<usize>())
}

fn add(n: &mut u32) {
    *n += 1;
}

#[test]
fn works() {
    let (mut a, mut b, mut c, mut d) = (0, 10, 20, 30);
    assert_eq!(run(is_send(array(&Api::new(), [&mut a, &mut b]))), Ok(3));
    assert_eq!((a, b), (3, 13));
    let mut left = 0;
    let api = Api::new();
    let ends = ends(&api, (&mut a, 0, 0, (&mut b, 0)), [&mut c, &mut left, &mut d]);
    assert_eq!(run(is_send(ends)), Ok(3));
    assert_eq!((a, b, c, d, left), (6, 16, 23, 33, 0));
    assert_eq!(run(is_send(nested(&Api::new(), [(&mut a, 0), (&mut b, 0)]))), Ok(3));
    assert_eq!((a, b), (9, 19));
    let texts = ["a", "bc", "def"].map(String::from);
    assert_eq!(run(is_send(rest(&Api::new(), texts))), Ok(6));
}
