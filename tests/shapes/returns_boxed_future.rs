//! A function that returns a boxed async block.

use super::support::*;

use std::future::Future;
use std::pin::Pin;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

#[resilient]
fn spelled(
    api: &Api,
    name: String,
) -> Pin<Box<dyn Future<Output = Result<String, E>> + Send + '_>> {
    Box::pin(async move {
        api.ask().await?;
        Ok(name)
    })
}

#[resilient]
fn alias<'a>(api: &'a Api, name: &'a str) -> BoxFuture<'a, Result<&'a str, E>> {
    std::boxed::Box::pin(async move {
        api.ask().await?;
        Ok(name)
    })
}

#[resilient]
fn by_method<'a>(api: &'a Api, name: &'a str) -> BoxFuture<'a, Result<&'a str, E>> {
    async move {
        api.ask().await?;
        Ok(name)
    }
    .boxed()
}

#[resilient]
fn in_parentheses<'a>(api: &'a Api, name: &'a str) -> BoxFuture<'a, Result<u32, E>> {
    (async move { Ok(api.ask().await? + name.len() as u32) }).boxed()
}

#[resilient(retries = 0, fallback = [by_method])]
fn by_local_method<'a>(api: &'a Api, name: &'a str) -> LocalBoxFuture<'a, Result<&'a str, E>> {
    async { Err(E::Failed) }.boxed_local()
}

#[test]
fn works() {
    assert_eq!(run(is_send(by_method(&Api::new(), "a"))), Ok("a"));
    assert_eq!(run(is_send(in_parentheses(&Api::new(), "a"))), Ok(4));
    assert_eq!(run(by_local_method(&Api::new(), "a")), Ok("a"));
    assert_eq!(run(spelled(&Api::new(), "a".into())), Ok("a".into()));
    assert_eq!(run(alias(&Api::new(), "a")), Ok("a"));
}
