//! A shared receiver, read and used up.

use super::support::*;

use std::sync::Arc;

struct Client {
    api: Api,
}

impl Client {
    #[resilient]
    async fn read(self: Arc<Self>) -> Result<u32, E> {
        self.api.ask().await
    }

    #[resilient]
    async fn spawned(self: Arc<Self>) -> Result<u32, E> {
        let this = self.clone();
        tokio::spawn(async move { this.api.ask().await }).await.unwrap()
    }

    #[resilient]
    async fn moved(self: Arc<Self>) -> Result<u32, E> {
        tokio::spawn(async move { self.api.ask().await }).await.unwrap()
    }
}

#[test]
fn works() {
    let client = || Arc::new(Client { api: Api::new() });
    assert_eq!(run(client().read()), Ok(3));
    assert_eq!(run(client().spawned()), Ok(3));
    assert_eq!(run(client().moved()), Ok(3));
    drop(is_static(client().moved()));
}
