//! A test of tokio's under the attribute, and helpers beside it.

use super::support::*;

#[resilient]
#[tokio::test(start_paused = true)]
async fn below() -> Result<(), E> {
    Ok(())
}
#[tokio::test(start_paused = true)]
async fn works() {
    assert_eq!(helper(&Api::new()).await, Ok(3));
}
#[resilient]
async fn helper(api: &Api) -> Result<u32, E> {
    api.ask().await
}
