//! `#[instrument]` with skip, fields, err and ret, above and below.

use super::support::*;

use std::sync::Arc;
use tracing::instrument;
#[instrument(skip(api, item), fields(len = name.len(), n), err(Debug), ret)]
#[resilient]
async fn above(api: &Api, name: String, n: u32, item: Counted) -> Result<u32, E> {
    drop(item);
    tracing::info!(n, "asks");
    Ok(api.ask().await? + n)
}
#[resilient]
#[instrument(skip_all, fields(name), level = "debug", err(Debug))]
async fn below(api: &Api, name: String, n: u32, item: Counted) -> Result<String, E> {
    drop(item);
    api.ask().await?;
    Ok(name)
}
#[derive(Clone)]
struct Client(std::sync::Arc<Api>);
impl Client {
    #[resilient]
    #[instrument(skip(self), ret(Debug))]
    async fn method(&self, name: &str) -> Result<usize, E> {
        self.0.ask().await?;
        Ok(name.len())
    }
    #[instrument(skip(self))]
    #[resilient(timeout = "1s")]
    async fn value(self, (a, b): (u32, u32), mut c: u32) -> Result<u32, E> {
        c += a;
        Ok(self.0.ask().await? + b + c)
    }
}
#[test]
fn works() {
    let (item, clones) = Counted::new();
    assert_eq!(run(is_send(above(&Api::new(), "a".into(), 1, item))), Ok(4));
    assert_eq!(count(&clones), 2);
    let (item, clones) = Counted::new();
    assert_eq!(run(below(&Api::new(), "a".into(), 1, item)), Ok("a".into()));
    assert_eq!(count(&clones), 2);
    assert_eq!(run(Client(Arc::default()).method("a")), Ok(1));
    assert_eq!(run(Client(Arc::default()).value((1, 2), 3)), Ok(9));
}
