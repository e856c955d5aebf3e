//! A pinned reference is lent anew.

use super::support::*;

use std::pin::Pin;

#[resilient]
async fn shape(api: &Api, mut n: Pin<&mut u32>, m: Pin<&mut u32>) -> Result<u32, E> {
    *n += 1;
    let next = *n + 1;
    n.as_mut().set(next);
    *m.get_mut() += 1;
    api.ask().await
}

#[test]
fn works() {
    let (mut n, mut m) = (0, 0);
    assert_eq!(run(shape(&Api::new(), Pin::new(&mut n), Pin::new(&mut m))), Ok(3));
    assert_eq!((n, m), (6, 3));
}
