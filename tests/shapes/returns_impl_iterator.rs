//! `impl Trait` in the answer: an iterator that borrows, closures, nested.

use super::support::*;

#[resilient]
async fn borrowed<'a>(api: &Api, list: &'a [u32]) -> Result<impl Iterator<Item = u32> + 'a, E> {
    let n = api.ask().await?;
    Ok(list.iter().map(move |it| it + n))
}
#[resilient]
async fn nested(api: &Api, n: u32) -> Result<Option<(impl Fn(u32) -> u32, Vec<impl Send>)>, E> {
    api.ask().await?;
    Ok(Some((move |it| it + n, vec![n])))
}
#[resilient]
async fn future(api: &Api) -> Result<impl Future<Output = Result<u32, E>>, E> {
    let n = api.ask().await?;
    Ok(async move { Ok(n) })
}
#[test]
fn works() {
    let api = Api::new();
    assert_eq!(run(borrowed(&api, &[1])).unwrap().collect::<Vec<_>>(), [4]);
    assert_eq!((run(nested(&Api::new(), 1)).unwrap().unwrap().0)(1), 2);
    assert_eq!(run(async { future(&Api::new()).await.unwrap().await }), Ok(3));
}
