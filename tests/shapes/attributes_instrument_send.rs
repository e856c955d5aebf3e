//! Under `#[tracing::instrument]` too, `Send` asks `Send` of what the body borrows, and not `Sync`.

use std::cell::Cell;
use std::sync::Arc;

use super::support::*;

use async_trait::async_trait;

struct Turns(Cell<u32>);

impl Turns {
    fn turn(&self) -> u32 {
        self.0.set(self.0.get() + 1);
        self.0.get()
    }
}

#[tracing::instrument(skip_all)]
#[resilient]
async fn owned(api: &Api, turns: Turns, label: impl Fn() -> u32 + Send) -> Result<u32, E> {
    turns.turn();
    api.ask().await?;
    Ok(turns.turn() + label())
}

#[tracing::instrument(skip_all, err(Debug), ret)]
#[resilient(timeout = "1s", fallback = [other(turns)])]
async fn lent_again(api: &Api, turns: &mut Turns) -> Result<u32, E> {
    turns.turn();
    api.ask().await?;
    Ok(turns.turn())
}

async fn other(_: &mut Turns) -> Result<u32, E> {
    Ok(0)
}

struct Client(Api, Turns);

impl Client {
    #[tracing::instrument(skip_all, err(Debug))]
    #[resilient]
    async fn method(&mut self, name: String) -> Result<usize, E> {
        self.1.turn();
        self.0.ask().await?;
        Ok(take(name).len() + self.1.turn() as usize)
    }
}

#[async_trait]
trait Ask {
    async fn by_value(self, kept: Unique) -> Result<u32, E>;
    async fn boxed(self: Box<Self>, turns: Turns) -> Result<u32, E>;
    async fn used_up(self: Arc<Self>) -> Result<u32, E>;
}

#[async_trait]
impl Ask for Api {
    #[tracing::instrument(skip_all, ret)]
    #[resilient]
    async fn by_value(self, kept: Unique) -> Result<u32, E> {
        Ok(self.ask().await? + kept.0)
    }

    #[tracing::instrument(skip_all)]
    #[resilient]
    async fn boxed(self: Box<Self>, turns: Turns) -> Result<u32, E> {
        turns.turn();
        self.ask().await?;
        Ok(turns.turn())
    }

    #[tracing::instrument(skip_all, err(Debug))]
    #[resilient]
    async fn used_up(self: Arc<Self>) -> Result<u32, E> {
        self.ask().await?;
        Ok(Arc::strong_count(&take(self)) as u32)
    }
}

#[test]
fn works() {
    let turns = || Turns(Cell::new(0));
    assert_eq!(run(is_send(owned(&Api::new(), turns(), || 1))), Ok(5));
    assert_eq!(run(is_send(lent_again(&Api::new(), &mut turns()))), Ok(4));
    assert_eq!(run(is_send(Client(Api::new(), turns()).method("a".into()))), Ok(5));
    assert_eq!(run(is_send(Api::new().by_value(Unique(1)))), Ok(4));
    assert_eq!(run(is_send(Box::new(Api::new()).boxed(turns()))), Ok(4));
    assert_eq!(run(is_send(Arc::new(Api::new()).used_up())), Ok(1));
}
