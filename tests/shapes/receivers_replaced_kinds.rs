//! Links that replace fields and arguments under every receiver.

use super::support::*;

use std::sync::Arc;
#[derive(Clone)]
struct Client {
    api: Arc<Api>,
    url: String,
    seen: Vec<String>,
}
impl Client {
    #[resilient(retries = 0, fallback = [self.url = "b", (self.url = "c", n = 3)])]
    async fn exclusive(&mut self, n: u32) -> Result<(String, u32), E> {
        self.seen.push(self.url.clone());
        self.api.ask().await?;
        Ok((self.url.clone(), n))
    }
    #[resilient(retries = 0, fallback = [self.url = "b", (self.url = "c", n = 3)])]
    async fn value(self, n: u32) -> Result<(String, u32), E> {
        self.api.ask().await?;
        let Self { url, .. } = self;
        Ok((url, n))
    }
    #[resilient(retries = 0, fallback = [self.url = "b", self.url = "c"])]
    async fn lent(self) -> Result<usize, E> {
        self.api.ask().await?;
        Ok(self.url.len())
    }
    #[resilient(retries = 0, timeout = "1s", breaker = "kinds:{self.url}", fallback = [self.url in urls, self.url = "c"], otherwise = Ok(self.url.clone()))]
    async fn chained(mut self: Box<Self>, urls: Vec<String>) -> Result<String, E> {
        self.seen.push(String::new());
        self.api.ask().await?;
        Ok(self.url)
    }
    #[resilient(retries = 0, fallback = [self.url = "b", self.url = "c"])]
    fn block(mut self) -> impl Future<Output = Result<String, E>> {
        async move {
            self.seen.clear();
            self.api.ask().await?;
            Ok(self.url)
        }
    }
}
#[async_trait::async_trait]
trait Ask {
    async fn ask(self) -> Result<String, E>;
}
#[async_trait::async_trait]
impl Ask for Client {
    #[resilient(retries = 0, fallback = [self.url = "b", self.url = "c"])]
    async fn ask(self) -> Result<String, E> {
        self.api.ask().await?;
        Ok(self.url.clone())
    }
}
fn client() -> Client {
    Client { api: Api::new().into(), url: "a".into(), seen: vec![] }
}
#[test]
fn works() {
    let mut it = client();
    assert_eq!(run(it.exclusive(1)), Ok(("c".into(), 3)));
    assert_eq!(
        (it.url.as_str(), it.seen.as_slice()),
        ("a", ["a".into(), "b".into(), "c".to_string()].as_slice())
    );
    assert_eq!(run(client().value(1)), Ok(("c".into(), 3)));
    assert_eq!(run(client().lent()), Ok(1));
    assert!(run(Box::new(client()).chained(vec!["b".into()])).is_ok());
    assert_eq!(run(client().block()), Ok("c".into()));
    assert_eq!(run(client().ask()), Ok("c".into()));
}
