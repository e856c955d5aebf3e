//! An exclusive slice with a lifetime of its own, written in each attempt.

use super::support::*;

#[resilient]
async fn shape<'a>(api: &Api, list: &'a mut [u32]) -> Result<u32, E> {
    list[0] += 1;
    for item in list.iter_mut().skip(1) {
        *item += 1;
    }
    fill(list);
    api.ask().await
}
fn fill(list: &mut [u32]) {
    list.sort_unstable();
}

#[resilient]
async fn split(api: &Api, list: &mut [u32]) -> Result<u32, E> {
    let (a, b) = list.split_at_mut(1);
    a[0] += b[0];
    if let [first, .., last] = list {
        *first += *last;
    }
    api.ask().await
}

#[test]
fn works() {
    let mut list = [1, 2, 3];
    assert_eq!(run(shape(&Api::new(), &mut list)), Ok(3));
    assert_eq!(list, [4, 5, 6]);
    assert_eq!(run(split(&Api::new(), &mut list)), Ok(3));
}
