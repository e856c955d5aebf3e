//! Receivers with a type that is a reference.

use super::support::*;

use std::sync::Arc;

#[derive(Default)]
struct Client {
    api: Api,
    n: u32,
}

impl Client {
    #[resilient]
    async fn arc(self: &Arc<Self>) -> Result<u32, E> {
        let this = Arc::clone(self);
        this.api.ask().await
    }

    #[resilient]
    async fn shared(self: &Self) -> Result<u32, E> {
        self.api.ask().await
    }

    #[resilient]
    async fn exclusive(self: &mut Self) -> Result<u32, E> {
        let this = take(self);
        this.n += 1;
        Ok(this.api.ask().await? + this.n)
    }

    #[resilient]
    async fn typed(self: Self) -> Result<u32, E> {
        self.api.ask().await
    }
}

#[test]
fn works() {
    assert_eq!(run(Arc::new(Client::default()).arc()), Ok(3));
    assert_eq!(run(Client::default().shared()), Ok(3));
    assert_eq!(run(Client::default().typed()), Ok(3));
}
