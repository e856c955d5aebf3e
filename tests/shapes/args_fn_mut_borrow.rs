//! A closure that changes what it has caught is lent with `borrow`.

use super::support::*;

#[resilient(borrow(f))]
async fn shape(api: &Api, mut f: impl FnMut(u32)) -> Result<u32, E> {
    f(1);
    api.ask().await
}

#[test]
fn works() {
    let mut sum = 0;
    assert_eq!(run(shape(&Api::new(), |n| sum += n)), Ok(3));
    assert_eq!(sum, 3);
}
