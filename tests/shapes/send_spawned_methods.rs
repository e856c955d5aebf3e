//! Methods whose futures are spawned, boxed and put in a set.

use super::support::*;

use std::sync::Arc;
struct Client(Api);
impl Client {
    #[resilient(timeout = "1s", breaker = "spawned")]
    async fn ask(self: Arc<Self>, name: String) -> Result<String, E> {
        self.0.ask().await?;
        Ok(name)
    }
    #[resilient]
    async fn with<F>(&self, f: F) -> Result<u32, E>
    where
        F: AsyncFn(u32) -> u32,
    {
        let n = self.0.ask().await?;
        Ok(f(n).await)
    }
}
#[test]
fn works() {
    run(async {
        let mut set = tokio::task::JoinSet::new();
        for name in ["a", "b"] {
            set.spawn(Arc::new(Client(Api::new())).ask(name.into()));
        }
        while let Some(done) = set.join_next().await {
            assert!(done.unwrap().is_ok());
        }
        let it: std::pin::Pin<Box<dyn Future<Output = Result<String, E>> + Send>> =
            Box::pin(Arc::new(Client(Api::new())).ask("a".into()));
        assert!(it.await.is_ok());
        assert_eq!(Client(Api::new()).with(async |n| n + 1).await, Ok(4));
    });
}
