//! A field of a receiver replaced by a link, in each kind of receiver.

use super::support::*;

#[derive(Clone)]
struct Client {
    api: std::sync::Arc<Api>,
    model: String,
}
impl Client {
    #[resilient(retries = 0, fallback = [self.model = "b", self.model = "c"])]
    async fn owned(mut self) -> Result<String, E> {
        self.api.ask().await?;
        Ok(self.model)
    }
    #[resilient(retries = 0, fallback = [self.model = "b", (self.model = "c")])]
    async fn exclusive(&mut self) -> Result<String, E> {
        self.api.ask().await?;
        Ok(self.model.clone())
    }
    #[resilient(retries = 0, fallback = [self.model in ["b", "c"]])]
    async fn boxed(self: Box<Self>) -> Result<usize, E> {
        self.api.ask().await?;
        Ok(self.model.len())
    }
}
fn client() -> Client {
    Client { api: Api::new().into(), model: "a".into() }
}
#[test]
fn works() {
    assert_eq!(run(client().owned()), Ok("c".into()));
    let mut it = client();
    assert_eq!(run(it.exclusive()), Ok("c".into()));
    assert_eq!(it.model, "a");
    assert_eq!(run(Box::new(client()).boxed()), Ok(1));
}
