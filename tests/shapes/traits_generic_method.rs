//! Generic methods under `#[async_trait]` and without it.

use super::support::*;

use async_trait::async_trait;

#[async_trait]
trait Send2 {
    async fn send<T: Into<String> + Send + Clone>(&self, body: T) -> Result<String, E>;
}

#[async_trait]
impl Send2 for Api {
    #[resilient]
    async fn send<T: Into<String> + Send + Clone>(&self, body: T) -> Result<String, E> {
        self.ask_now()?;
        Ok(body.into())
    }
}

trait Fetch<T> {
    async fn fetch<const N: usize>(&self, items: [T; N]) -> Result<usize, E>;
}

impl<T: Clone> Fetch<T> for Api {
    #[resilient]
    async fn fetch<const N: usize>(&self, items: [T; N]) -> Result<usize, E> {
        self.ask().await?;
        Ok(take(items).len() + N)
    }
}

#[test]
fn works() {
    assert_eq!(run(Api::new().send("a")), Ok("a".into()));
    assert_eq!(run(Api::new().fetch([1, 2])), Ok(4));
}
