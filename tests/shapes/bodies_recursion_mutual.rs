//! Mutual recursion with boxes, generic depth, and a loop of retries.

use super::support::*;

use std::pin::Pin;
type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
#[resilient]
async fn even(api: &Api, n: u32) -> Result<bool, E> {
    if n == 0 {
        api.ask().await?;
        Ok(true)
    } else {
        Box::pin(odd(api, n - 1)).await
    }
}
#[resilient]
async fn odd(api: &Api, n: u32) -> Result<bool, E> {
    if n == 0 { Ok(false) } else { boxed(api, n - 1).await }
}
fn boxed<'a>(api: &'a Api, n: u32) -> Pin<Box<dyn Future<Output = Result<bool, E>> + Send + 'a>> {
    Box::pin(even(api, n))
}
#[resilient]
fn recursive<'a>(api: &'a Api, list: &'a [u32]) -> BoxFuture<'a, Result<u32, E>> {
    Box::pin(async move {
        match list {
            [] => api.ask().await,
            [first, rest @ ..] => Ok(first + recursive(api, rest).await?),
        }
    })
}
#[test]
fn works() {
    assert_eq!(run(is_send(even(&Api::new(), 4))), Ok(true));
    assert_eq!(run(recursive(&Api::new(), &[1, 2])), Ok(6));
}
