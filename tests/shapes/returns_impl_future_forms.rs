//! Named and anonymous futures in unusual forms.

use super::support::*;

use std::pin::Pin;
type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
type LocalBoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;
#[resilient]
fn dyn_local<'a>(api: &'a Api, rc: std::rc::Rc<u32>) -> LocalBoxFuture<'a, Result<u32, E>> {
    Box::pin(async move { Ok(api.ask().await? + *rc) })
}
#[resilient]
fn boxed_alias<'a>(api: &'a Api, name: String) -> BoxFuture<'a, Result<String, E>> {
    Box::pin(async move {
        api.ask().await?;
        Ok(name)
    })
}
#[resilient]
pub(crate) fn where_clause<'a, T>(
    api: &'a Api,
    item: T,
) -> impl std::future::Future<Output = Result<T, E>> + 'a
where
    T: Clone + 'a,
{
    async move {
        api.ask().await?;
        Ok(item)
    }
}
#[resilient]
fn qualified(
    api: &Api,
) -> impl core::future::Future<Output = core::result::Result<u32, E>> + Send + use<'_> {
    async move { api.ask().await }
}
#[resilient]
fn unsized_pin(api: &Api) -> Pin<Box<impl Future<Output = Result<u32, E>>>> {
    Box::pin(async move { api.ask().await })
}
#[resilient]
fn nested_generic(n: u32) -> impl Future<Output = Result<impl Iterator<Item = u32>, E>> {
    async move { Ok(0..n) }
}
#[resilient(retries = 2, timeout = "1s", fallback = [n = 7])]
fn with_links(api: &Api, mut n: u32, item: Counted) -> impl Future<Output = Result<u32, E>> {
    async move {
        n += 1;
        drop(item);
        Ok(api.ask().await? + n)
    }
}
#[test]
fn works() {
    assert_eq!(run(dyn_local(&Api::new(), 1.into())), Ok(4));
    assert_eq!(run(boxed_alias(&Api::new(), "a".into())), Ok("a".into()));
    assert_eq!(run(where_clause(&Api::new(), "a")), Ok("a"));
    assert_eq!(run(is_send(qualified(&Api::new()))), Ok(3));
    assert_eq!(run(unsized_pin(&Api::new())), Ok(3));
    assert_eq!(run(nested_generic(2)).unwrap().count(), 2);
    let (item, clones) = Counted::new();
    assert_eq!(run(with_links(&Api::new(), 1, item)), Ok(5));
    assert_eq!(count(&clones), 3);
}
