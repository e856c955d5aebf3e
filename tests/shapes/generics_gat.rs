//! Generic associated types, borrowed from `self`.

use super::support::*;

trait Lend {
    type Item<'a>
    where
        Self: 'a;
    async fn lend<'a>(&'a self, n: u32) -> Result<Self::Item<'a>, E>;
}
struct Store(Api, String);
impl Lend for Store {
    type Item<'a> = (&'a str, u32);
    #[resilient]
    async fn lend<'a>(&'a self, n: u32) -> Result<Self::Item<'a>, E> {
        Ok((&self.1, self.0.ask().await? + n))
    }
}
#[resilient]
async fn generic<L: Lend>(api: &Api, it: &L) -> Result<u32, E> {
    let _item = it.lend(1).await?;
    api.ask().await
}
#[test]
fn works() {
    let store = Store(Api::new(), "a".into());
    assert_eq!(run(store.lend(1)), Ok(("a", 4)));
    assert_eq!(run(generic(&Api::new(), &store)), Ok(3));
}
