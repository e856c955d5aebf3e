//! Closures that must work for every lifetime, and return borrows.

use super::support::*;

#[resilient]
async fn shape<F>(api: &Api, text: String, pick: F) -> Result<String, E>
where
    for<'a> F: Fn(&'a str) -> &'a str + Send,
{
    api.ask().await?;
    Ok(pick(&text).to_owned())
}
#[resilient]
async fn boxed(
    api: &Api,
    pick: Box<dyn for<'a> Fn(&'a str) -> &'a str + Send + Sync>,
    text: &str,
) -> Result<usize, E> {
    api.ask().await?;
    Ok(pick(text).len())
}
#[resilient]
async fn pointer(
    api: &Api,
    pick: for<'a> fn(&'a [u32]) -> &'a u32,
    list: &[u32],
) -> Result<u32, E> {
    Ok(api.ask().await? + pick(list))
}
#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "ab".into(), |it| &it[1..])), Ok("b".into()));
    assert_eq!(run(is_send(boxed(&Api::new(), Box::new(|it| it), "ab"))), Ok(2));
    assert_eq!(run(pointer(&Api::new(), |it| &it[0], &[1])), Ok(4));
}
