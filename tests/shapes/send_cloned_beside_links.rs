//! An argument that is `Send` alone stays fine where the body uses it up and something after the body needs it, too.

use std::cell::Cell;

use super::support::*;

#[resilient(retries = 1, otherwise = Ok(t))]
async fn generic<T: Clone + Send + 'static>(api: &Api, t: T) -> Result<T, E> {
    api.ask().await?;
    Ok(t)
}

#[resilient(retries = 1, fallback = [c = Cell::new(3), lent(c)], otherwise = Ok(c.get()))]
async fn replaced(api: &Api, c: Cell<u32>) -> Result<u32, E> {
    drop(c);
    api.ask().await
}

#[resilient(retries = 0, fallback = [lent])]
async fn by_a_path(c: Cell<u32>) -> Result<u32, E> {
    drop(c);
    Err(E::Failed)
}

async fn lent(c: Cell<u32>) -> Result<u32, E> {
    Ok(c.get())
}

#[derive(Clone)]
struct Own(Cell<u32>, u32);

impl Own {
    #[resilient(retries = 0, fallback = [self.1 = 4])]
    async fn receiver(self, api: &Api) -> Result<u32, E> {
        let own = self;
        api.ask().await?;
        Ok(own.0.get() + own.1)
    }
}

fn sent<T: Send>(future: T) -> T {
    future
}

#[test]
fn works() {
    let api = Api::new();
    assert_eq!(run(sent(generic(&Api::new(), 7))), Ok(7));
    assert_eq!(run(sent(replaced(&Api::new(), Cell::new(1)))), Ok(3));
    assert_eq!(run(sent(by_a_path(Cell::new(1)))), Ok(1));
    let _ = sent(Own(Cell::new(1), 2).receiver(&api));
}
