//! A `&mut` argument that goes into a generic function.

use super::support::*;

#[resilient]
async fn shape(api: &Api, list: &mut Vec<u32>) -> Result<usize, E> {
    let list = take(list);
    list.push(2);
    api.ask().await?;
    Ok(list.len())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), &mut vec![])), Ok(3));
}
