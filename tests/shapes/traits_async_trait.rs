//! Methods under `#[async_trait]`, in every form.

use super::support::*;

use std::sync::Arc;

use async_trait::async_trait;

#[async_trait]
trait Ask: Send + Sync {
    async fn shared(&self, name: &str, owned: String, counted: Counted) -> Result<String, E>;
    async fn exclusive(&mut self, (a, b): (u32, String)) -> Result<u32, E>;
    async fn pair<'a>(&self, api: &'a Api, text: &'a str) -> Result<&'a str, E>;
    async fn value(self) -> Result<u32, E>
    where
        Self: Sized;
    async fn arc(self: Arc<Self>) -> Result<u32, E>;
    async fn nothing(api: &Api) -> Result<u32, E>
    where
        Self: Sized;

    #[resilient]
    async fn by_default(&self, api: &Api, text: String) -> Result<String, E> {
        api.ask().await?;
        Ok(text)
    }
}

#[derive(Clone, Default)]
struct Client {
    api: Arc<Api>,
    n: u32,
}

#[async_trait]
impl Ask for Client {
    #[resilient]
    async fn shared(&self, name: &str, owned: String, counted: Counted) -> Result<String, E> {
        self.api.ask().await?;
        drop(counted);
        Ok(owned + name)
    }

    #[resilient]
    async fn exclusive(&mut self, (a, mut b): (u32, String)) -> Result<u32, E> {
        self.n += a;
        b.push('!');
        self.api.ask().await?;
        Ok(self.n + b.len() as u32)
    }

    #[resilient]
    async fn pair<'a>(&self, api: &'a Api, text: &'a str) -> Result<&'a str, E> {
        api.ask().await?;
        Ok(text)
    }

    #[resilient]
    async fn value(mut self) -> Result<u32, E> {
        self.n += 1;
        self.api.ask().await?;
        Ok(take(self).n)
    }

    #[resilient(timeout = "1s", breaker = "traits_async_trait:{self.n}", otherwise = Ok(self.n))]
    async fn arc(self: Arc<Self>) -> Result<u32, E> {
        self.api.ask().await
    }

    #[resilient]
    async fn nothing(api: &Api) -> Result<u32, E> {
        api.ask().await
    }
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    let client: Box<dyn Ask> = Box::new(Client::default());
    assert_eq!(run(client.shared("b", "a".into(), counted)), Ok("ab".into()));
    assert_eq!(count(&clones), 2);
    assert_eq!(run(Client::default().exclusive((1, "b".into()))), Ok(5));
    assert_eq!(run(Client::default().pair(&Api::new(), "x")), Ok("x"));
    assert_eq!(run(is_static(Client::default().value())), Ok(1));
    assert_eq!(run(Arc::new(Client::default()).arc()), Ok(3));
    assert_eq!(run(Client::nothing(&Api::new())), Ok(3));
    assert_eq!(run(client.by_default(&Api::new(), "x".into())), Ok("x".into()));
}
