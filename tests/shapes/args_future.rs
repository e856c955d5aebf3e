//! An argument that is a boxed future can be awaited by one attempt alone.

use super::support::*;

use std::pin::Pin;
type Boxed = Pin<Box<dyn Future<Output = u32> + Send>>;

#[resilient(retries = 0)]
async fn shape(ready: Boxed) -> Result<u32, E> {
    Ok(ready.await)
}

#[resilient]
async fn lent(api: &Api, ready: Boxed) -> Result<u32, E> {
    let _ = &ready;
    api.ask().await
}

#[test]
fn works() {
    assert_eq!(run(is_send(shape(Box::pin(async { 1 })))), Ok(1));
    assert_eq!(run(is_send(lent(&Api::new(), Box::pin(async { 1 })))), Ok(3));
}
