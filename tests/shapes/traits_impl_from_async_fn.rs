//! An `async fn` for a trait's `impl Future + Send`, and the other way about.

use super::support::*;

trait Ask {
    fn one(&self, n: u32) -> impl Future<Output = Result<u32, E>> + Send;
    async fn two(&self, n: String) -> Result<String, E>;
}
struct Client(Api);
impl Ask for Client {
    #[resilient]
    async fn one(&self, n: u32) -> Result<u32, E> {
        Ok(self.0.ask().await? + n)
    }
    #[resilient]
    fn two(&self, n: String) -> impl Future<Output = Result<String, E>> {
        async move {
            self.0.ask().await?;
            Ok(n)
        }
    }
}
#[test]
fn works() {
    let client = Client(Api::new());
    assert_eq!(run(client.one(1)), Ok(4));
    assert_eq!(run(Client(Api::new()).two("a".into())), Ok("a".into()));
}
