//! Arguments that are a branch's or an arm's value, or a block's.

use super::support::*;

#[resilient]
async fn shape(api: &Api, a: Counted, b: Counted, c: Option<Counted>, n: u32) -> Result<u32, E> {
    let first = if n > 0 { a } else { b };
    let second = match n {
        0 => None,
        _ => c,
    };
    let third = {
        let inner = second;
        inner
    };
    api.ask().await?;
    Ok(first.look() + third.map_or(0, |it| it.look()))
}
#[test]
fn works() {
    let ((a, ac), (b, bc), (c, cc)) = (Counted::new(), Counted::new(), Counted::new());
    assert_eq!(run(shape(&Api::new(), a, b, Some(c), 1)), Ok(4));
    assert_eq!([count(&ac), count(&bc), count(&cc)], [2, 2, 2]);
}
