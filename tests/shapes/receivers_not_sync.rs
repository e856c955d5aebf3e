//! A receiver that is `Send` but not `Sync`.

use super::support::*;

use std::cell::Cell;

#[derive(Default)]
struct Client {
    n: Cell<u32>,
}

impl Client {
    #[resilient]
    async fn value(self) -> Result<u32, E> {
        tokio::task::yield_now().await;
        Ok(self.n.get())
    }

    #[resilient]
    async fn exclusive(&mut self) -> Result<u32, E> {
        tokio::task::yield_now().await;
        Ok(self.n.get())
    }
}

#[test]
fn works() {
    assert_eq!(run(is_static(Client::default().value())), Ok(0));
    assert_eq!(run(is_send(Client::default().exclusive())), Ok(0));
}
