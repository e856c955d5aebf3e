//! A trait with generic async methods, used through a bound.

use super::support::*;

trait Store {
    type Key: Clone;
    async fn put<V: Clone + Send>(&self, key: Self::Key, value: V) -> Result<(Self::Key, V), E>;
}
struct Mem(Api);
impl Store for Mem {
    type Key = String;
    #[resilient]
    async fn put<V: Clone + Send>(&self, key: Self::Key, value: V) -> Result<(Self::Key, V), E> {
        self.0.ask().await?;
        Ok((key, value))
    }
}
#[resilient]
async fn through<S: Store>(api: &Api, store: &S, key: S::Key) -> Result<(S::Key, u8), E> {
    api.ask().await?;
    store.put(key, 1).await
}
#[test]
fn works() {
    assert_eq!(run(Mem(Api::new()).put("a".into(), 1)), Ok(("a".into(), 1)));
    assert_eq!(run(through(&Api::new(), &Mem(Api::new()), "a".into())), Ok(("a".into(), 1)));
}
