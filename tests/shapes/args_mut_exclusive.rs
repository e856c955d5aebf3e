//! A `mut` binding of a `&mut` reference.

use super::support::*;

#[resilient]
async fn shape<'a>(api: &Api, mut list: &'a mut [u32]) -> Result<u32, E> {
    list[0] += 1;
    list = &mut list[1..];
    list[0] += 1;
    api.ask().await
}

#[test]
fn works() {
    let mut list = [0, 0];
    assert_eq!(run(shape(&Api::new(), &mut list)), Ok(3));
    assert_eq!(list, [3, 3]);
}
