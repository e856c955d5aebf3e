//! `#[async_trait]` methods whose links replace the receiver or a field of it, which the body uses up.

use std::sync::Arc;

use super::support::*;

#[derive(Clone)]
struct Client {
    name: String,
    api: Arc<Api>,
}

#[async_trait::async_trait]
trait Ask {
    async fn used_up(self) -> Result<String, E>;
    async fn changed(self) -> Result<String, E>;
    async fn taken_apart(self) -> Result<String, E>;
    async fn counted(self: Arc<Self>, other: Arc<Self>) -> Result<String, E>;
}

fn name_of(client: Client) -> String {
    client.name
}

#[async_trait::async_trait]
impl Ask for Client {
    #[resilient(retries = 0, fallback = [self.name = "second"])]
    async fn used_up(self) -> Result<String, E> {
        self.api.ask().await.map_or(Err(E::Failed), |_| Ok(name_of(self)))
    }

    #[resilient(retries = 0, fallback = [self.name = "second", self.name = "third"])]
    async fn changed(mut self) -> Result<String, E> {
        self.name.push('!');
        self.api.ask().await?;
        Ok(self.name)
    }

    #[resilient(fallback = [self.name = "second"])]
    async fn taken_apart(self) -> Result<String, E> {
        let Self { api, name } = self;
        api.ask().await?;
        Ok(name)
    }

    #[resilient(retries = 0, fallback = [self = other.clone(), self = other])]
    async fn counted(self: Arc<Self>, other: Arc<Self>) -> Result<String, E> {
        let this = self;
        this.api.ask().await?;
        Ok(this.name.clone())
    }
}

#[test]
fn works() {
    let api = || Arc::new(Api::new());
    let client = |api: Arc<Api>| Client { name: "first".into(), api };
    assert_eq!(run(client(api()).used_up()), Err(E::Failed));
    assert_eq!(run(client(api()).changed()), Ok("third!".into()));
    assert_eq!(run(client(api()).taken_apart()), Ok("first".into()));
    let shared = api();
    let other = Arc::new(Client { name: "other".into(), api: Arc::clone(&shared) });
    assert_eq!(run(Arc::new(client(shared)).counted(other)), Ok("other".into()));
}
