//! Options that name the receiver, whatever it is.

use super::support::*;

use std::sync::Arc;
use std::time::Duration;
#[derive(Clone)]
struct Client {
    api: Arc<Api>,
    limit: Duration,
    name: String,
    policy: resilient::Policy,
}
impl Client {
    #[resilient(timeout = self.limit, breaker = "receivers:{self.name}", deadline = self.limit * 100)]
    async fn shared(&self) -> Result<u32, E> {
        self.api.ask().await
    }
    #[resilient(timeout = self.limit, breaker = "receivers:{self.name}")]
    async fn exclusive(&mut self) -> Result<u32, E> {
        self.name.push('x');
        self.api.ask().await
    }
    #[resilient(timeout = self.limit, policy = &self.policy, breaker = "receivers:{self.name}")]
    async fn value(self) -> Result<Self, E> {
        self.api.ask().await?;
        Ok(self)
    }
    #[resilient(timeout = self.limit, policy = &self.policy)]
    async fn arc(self: Arc<Self>) -> Result<Arc<Self>, E> {
        self.api.ask().await?;
        Ok(self)
    }
    #[resilient(timeout = self.limit)]
    async fn boxed(mut self: Box<Self>) -> Result<Box<Self>, E> {
        self.name.push('x');
        self.api.ask().await?;
        Ok(self)
    }
}
fn client() -> Client {
    Client {
        api: Api::new().into(),
        limit: Duration::from_secs(1),
        name: "n".into(),
        policy: resilient::Policy::DEFAULT,
    }
}
#[test]
fn works() {
    assert_eq!(run(client().shared()), Ok(3));
    assert_eq!(run(client().exclusive()), Ok(3));
    assert!(run(client().value()).is_ok());
    assert!(run(Arc::new(client()).arc()).is_ok());
    assert_eq!(run(Box::new(client()).boxed()).unwrap().name, "nx");
}
