//! A link replaces a field of the receiver.

use super::support::*;

struct Client {
    api: Api,
    model: String,
}

impl Client {
    #[resilient(retries = 0, fallback = [self.model = "two", self.model = "three"])]
    async fn shape(&mut self) -> Result<String, E> {
        self.api.ask().await?;
        Ok(self.model.clone())
    }
}

#[test]
fn works() {
    let mut client = Client { api: Api::new(), model: "one".into() };
    assert_eq!(run(client.shape()), Ok("three".into()));
}
