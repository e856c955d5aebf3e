//! Methods with `where Self: Sized`, in a default method and in an impl.

use super::support::*;

trait Ask {
    fn api(&self) -> &Api;
    #[resilient]
    async fn ask(&self, n: u32) -> Result<u32, E>
    where
        Self: Sized,
    {
        Ok(self.api().ask().await? + n)
    }
    #[resilient]
    async fn into_ask(self, name: String) -> Result<String, E>
    where
        Self: Sized,
    {
        self.api().ask().await?;
        Ok(name)
    }
    #[resilient]
    async fn make(api: &Api) -> Result<Self, E>
    where
        Self: Sized + Default,
    {
        api.ask().await?;
        Ok(Self::default())
    }
}
#[derive(Default)]
struct Client(Api);
impl Ask for Client {
    fn api(&self) -> &Api {
        &self.0
    }
}
#[test]
fn works() {
    assert_eq!(run(Client::default().ask(1)), Ok(4));
    assert_eq!(run(Client::default().into_ask("a".into())), Ok("a".into()));
    assert!(run(Client::make(&Api::new())).is_ok());
}
