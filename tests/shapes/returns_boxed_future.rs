//! A function that returns a boxed async block.

use super::support::*;

use std::future::Future;
use std::pin::Pin;

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

#[test]
fn works() {
    assert_eq!(run(spelled(&Api::new(), "a".into())), Ok("a".into()));
    assert_eq!(run(alias(&Api::new(), "a")), Ok("a"));
}
