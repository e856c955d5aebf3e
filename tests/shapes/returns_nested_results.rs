//! Results in results, options, tuples, and `!`-like types.

use super::support::*;

#[resilient]
async fn nested(api: &Api) -> Result<Result<u32, String>, E> {
    api.ask().await?;
    Ok(Err("inner".into()))
}
#[resilient]
async fn transposed(api: &Api, list: Vec<Option<u32>>) -> Result<Option<Vec<u32>>, E> {
    api.ask().await?;
    Ok(list.into_iter().collect())
}
#[resilient]
async fn unit_like(api: &Api) -> Result<((), [(); 2]), E> {
    api.ask().await?;
    Ok(((), [(), ()]))
}
#[resilient]
async fn function(api: &Api) -> Result<fn(u32) -> u32, E> {
    api.ask().await?;
    Ok(|n| n + 1)
}
#[resilient]
async fn slice<'a>(api: &Api, list: &'a [u32]) -> Result<(&'a [u32], &'a [u32]), E> {
    api.ask().await?;
    Ok(list.split_at(1))
}
#[test]
fn works() {
    assert_eq!(run(nested(&Api::new())), Ok(Err("inner".into())));
    assert_eq!(run(transposed(&Api::new(), vec![Some(1)])), Ok(Some(vec![1])));
    assert!(run(unit_like(&Api::new())).is_ok());
    assert_eq!(run(function(&Api::new())).unwrap()(1), 2);
    assert!(run(slice(&Api::new(), &[1, 2])).is_ok());
}
