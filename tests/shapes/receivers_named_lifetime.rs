//! A receiver's lifetime that the answer has too.

use super::support::*;

struct Client {
    api: Api,
    name: String,
}
impl Client {
    #[resilient]
    async fn name<'a>(&'a self, _other: &str) -> Result<&'a str, E> {
        self.api.ask().await?;
        Ok(&self.name)
    }
    #[resilient]
    async fn typed<'a>(self: &'a Self, other: &'a str) -> Result<&'a str, E> {
        self.api.ask().await?;
        Ok(if other.len() > 9 { other } else { &self.name })
    }
    #[resilient(timeout = "1s", fallback = [other = "b"])]
    async fn chained<'a>(&'a self, other: &'a str) -> Result<&'a str, E> {
        self.api.ask().await?;
        Ok(other)
    }
}
#[test]
fn works() {
    let it = || Client { api: Api::new(), name: "n".into() };
    assert_eq!(run(it().name("a")), Ok("n"));
    assert_eq!(run(it().typed("a")), Ok("n"));
    let client = it();
    assert!(run(client.chained("a")).is_ok());
}
