//! A future is `Sync` when the plain one is.

use super::support::*;

#[resilient]
async fn plain(api: &Api) -> Result<u32, E> {
    api.ask().await
}

#[resilient(
    timeout = "1s",
    deadline = "1m",
    breaker = "send_sync",
    fallback = [n = 1, name in ["b".to_owned()], other(name)],
    otherwise = Ok(1)
)]
async fn everything(api: &Api, name: String, n: u32, total: &mut u64) -> Result<u32, E> {
    *total += 1;
    Ok(api.ask().await? + n + u32::from(take(name).is_empty()))
}

async fn other(name: String) -> Result<u32, E> {
    tokio::task::yield_now().await;
    Ok(u32::from(name.is_empty()))
}

struct Client(Api);

impl Client {
    #[resilient(breaker = "send_sync {name}", fallback = [name = "b"])]
    async fn keyed(&mut self, name: &str) -> Result<u32, E> {
        Ok(self.0.ask().await? + u32::from(name.is_empty()))
    }

    #[resilient]
    async fn owned(self, (a, b): (String, u32)) -> Result<Api, E> {
        self.0.ask().await.map(|n| drop((n, b, a)))?;
        Err(E::Failed)
    }
}

const fn is_sync<T: Send + Sync>(value: T) -> T {
    value
}

#[test]
fn works() {
    assert_eq!(run(is_sync(plain(&Api::new()))), Ok(3));
    assert_eq!(run(is_sync(everything(&Api::new(), "a".into(), 0, &mut 0))), Ok(3));
    assert_eq!(run(is_sync(Client(Api::new()).keyed("a"))), Ok(3));
    let client = Client(Api::new());
    assert!(run(is_sync(client.owned((String::new(), 1)))).is_err());
}
