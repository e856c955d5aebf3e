//! `borrow` keeps a `mut` argument from starting fresh.

use super::support::*;

#[resilient(borrow(list))]
async fn shape(api: &Api, mut list: Vec<Unique>) -> Result<usize, E> {
    list.push(Unique(1));
    api.ask().await?;
    Ok(list.len())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), vec![])), Ok(3));
}
