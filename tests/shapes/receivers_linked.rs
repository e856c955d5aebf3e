//! Links that call other methods of `self`, with arguments and the error.

use super::support::*;

struct Client {
    api: Api,
    spare: Api,
}
impl Client {
    #[resilient(retries = 1, fallback = [self.other(&name, 1), Self::last(&self.spare, name.clone())])]
    async fn shape(&self, name: String) -> Result<String, E> {
        self.api.ask().await?;
        Ok(name)
    }
    #[resilient(retries = 0, fallback = [self.exclusive_other(error)])]
    async fn exclusive(&mut self, name: String) -> Result<String, E> {
        self.api.ask().await?;
        Ok(name)
    }
    #[resilient(retries = 0, otherwise = self.spare.ask_now().map(|_| "otherwise".into()).or(Ok(format!("{error:?}"))))]
    async fn value(self, name: String) -> Result<String, E> {
        self.api.ask().await?;
        Ok(name)
    }
    async fn other(&self, name: &str, n: usize) -> Result<String, E> {
        Err(E::Failed)
    }
    async fn last(_: &Api, name: String) -> Result<String, E> {
        Ok(name + "!")
    }
    async fn exclusive_other(&mut self, error: &E) -> Result<String, E> {
        Ok(format!("{error:?}"))
    }
}
fn client() -> Client {
    Client { api: Api::new(), spare: Api::new() }
}
#[test]
fn works() {
    assert_eq!(run(client().shape("a".into())), Ok("a!".into()));
    assert_eq!(run(client().exclusive("a".into())), Ok("Failed".into()));
    assert_eq!(run(client().value("a".into())), Ok("Failed".into()));
}
