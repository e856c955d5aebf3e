//! Closures over arguments: borrowed, moved, moved out of.

use super::support::*;

#[resilient]
async fn shape(api: &Api, a: Counted, b: Counted, c: Counted) -> Result<u32, E> {
    let look = || a.look();
    let own = move || b.look();
    let once = || take(c);
    let n = look() + own() + once().look();
    Ok(api.ask().await? * 100 + n)
}

#[test]
fn works() {
    let ((a, a_clones), (b, b_clones), (c, c_clones)) =
        (Counted::new(), Counted::new(), Counted::new());
    assert_eq!(run(shape(&Api::new(), a, b, c)), Ok(304));
    assert_eq!([count(&a_clones), count(&b_clones), count(&c_clones)], [0, 2, 2]);
}
