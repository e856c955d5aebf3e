//! `impl Trait` in the type of the answer.

use super::support::*;

#[resilient]
async fn shape(api: &Api, list: Vec<u32>) -> Result<impl Iterator<Item = u32> + use<>, E> {
    api.ask().await?;
    Ok(list.into_iter().map(|n| n + 1))
}

#[resilient]
async fn nested(api: &Api) -> Result<Option<Box<dyn Fn(u32) -> u32>>, E> {
    api.ask().await?;
    Ok(Some(Box::new(|n| n + 1)))
}

#[test]
fn works() {
    let answer: Vec<u32> = run(shape(&Api::new(), vec![1])).unwrap().collect();
    assert_eq!(answer, [2]);
    assert_eq!(run(nested(&Api::new())).unwrap().unwrap()(1), 2);
}
