//! A `mut` argument starts fresh in each attempt.

use super::support::*;

#[resilient]
async fn shape(api: &Api, mut n: u32, mut list: Vec<u32>) -> Result<(u32, Vec<u32>), E> {
    n += 1;
    list.push(n);
    api.ask().await?;
    Ok((n, list))
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), 1, vec![])), Ok((2, vec![2])));
}
