//! Calls in boxes, in generic code and in tasks.

use super::support::*;

use std::future::Future;
use std::pin::Pin;

#[resilient]
async fn shape(api: &Api, name: String) -> Result<String, E> {
    api.ask().await?;
    Ok(name)
}

fn boxed<'a>(
    api: &'a Api,
    name: &str,
) -> Pin<Box<dyn Future<Output = Result<String, E>> + Send + 'a>> {
    Box::pin(shape(api, name.to_owned()))
}

async fn generic<F, R>(call: F) -> Result<String, E>
where
    F: FnOnce(String) -> R,
    R: Future<Output = Result<String, E>> + Send,
{
    call("b".into()).await
}

#[test]
fn works() {
    assert_eq!(run(boxed(&Api::new(), "a")), Ok("a".into()));
    assert_eq!(run(generic(|name| shape(Box::leak(Box::new(Api::new())), name))), Ok("b".into()));
}
