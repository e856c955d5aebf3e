//! A `&mut` argument is lent to every attempt, also by value.

use super::support::*;

async fn add(list: &mut Vec<u32>) {
    list.push(1);
}

#[resilient]
async fn shape(api: &Api, list: &mut Vec<u32>) -> Result<u32, E> {
    add(list).await;
    list.push(2);
    api.ask().await
}

#[test]
fn works() {
    let mut list = vec![];
    assert_eq!(run(shape(&Api::new(), &mut list)), Ok(3));
    assert_eq!(list, [1, 2, 1, 2, 1, 2]);
}
