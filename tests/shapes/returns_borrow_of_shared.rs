//! Borrows out of `&self` and out of arguments.

use super::support::*;

#[derive(Default)]
struct Client {
    api: Api,
    name: String,
}

impl Client {
    #[resilient]
    async fn own(&self, _other: &str) -> Result<&str, E> {
        self.api.ask().await?;
        Ok(&self.name)
    }

    #[resilient]
    async fn other<'a>(&self, other: &'a str) -> Result<&'a str, E> {
        self.api.ask().await?;
        Ok(&other[1..])
    }
}

#[resilient]
async fn argument<'a>(api: &Api, text: &'a str) -> Result<&'a str, E> {
    api.ask().await?;
    Ok(text)
}

#[test]
fn works() {
    assert_eq!(run(Client::default().own("")), Ok(""));
    assert_eq!(run(Client::default().other("ab")), Ok("b"));
    assert_eq!(run(argument(&Api::new(), "ab")), Ok("ab"));
}
