//! Associated consts, types and functions of a trait in a default method.

use super::support::*;

trait Ask: Sized {
    const N: u32;
    type Item: Default + Clone;
    fn api(&self) -> &Api;
    #[resilient]
    async fn ask(&self, item: Self::Item) -> Result<(Self::Item, u32), E> {
        Ok((item, self.api().ask().await? + Self::N))
    }
    #[resilient(retries = 2, breaker = "traits:{n}")]
    async fn array(self, n: u32) -> Result<[Self::Item; 2], E>
    where
        Self::Item: Copy,
    {
        self.api().ask().await?;
        Ok([Self::Item::default(); 2])
    }
}
struct C(Api);
impl Ask for C {
    const N: u32 = 1;
    type Item = u8;
    fn api(&self) -> &Api {
        &self.0
    }
}
#[test]
fn works() {
    assert_eq!(run(C(Api::new()).ask(1)), Ok((1, 4)));
    assert_eq!(run(C(Api::new()).array(1)), Ok([0, 0]));
}
