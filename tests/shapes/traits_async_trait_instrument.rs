//! `#[async_trait]`, `#[instrument]` and this one together.

use super::support::*;

use async_trait::async_trait;

#[async_trait]
trait Ask {
    async fn above(&self, name: String) -> Result<String, E>;
    async fn below(&mut self, name: &str, n: u32) -> Result<String, E>;
}

#[async_trait]
impl Ask for Api {
    #[tracing::instrument(skip_all)]
    #[resilient]
    async fn above(&self, name: String) -> Result<String, E> {
        self.ask().await?;
        Ok(name)
    }

    #[resilient]
    #[tracing::instrument(skip_all)]
    async fn below(&mut self, name: &str, n: u32) -> Result<String, E> {
        self.ask().await?;
        Ok(format!("{name}{n}"))
    }
}

#[test]
fn works() {
    assert_eq!(run(is_send(Api::new().above("a".into()))), Ok("a".into()));
    assert_eq!(run(is_send(Api::new().below("a", 1))), Ok("a1".into()));
}
