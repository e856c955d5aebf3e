//! Methods of a trait with native async.

use super::support::*;

trait Ask {
    async fn ask(&self, name: String) -> Result<String, E>;
    async fn take(self, name: &str) -> Result<usize, E>
    where
        Self: Sized;
}

struct Client {
    api: Api,
}

impl Ask for Client {
    #[resilient]
    async fn ask(&self, name: String) -> Result<String, E> {
        self.api.ask().await?;
        Ok(name)
    }

    #[resilient]
    async fn take(self, name: &str) -> Result<usize, E> {
        self.api.ask().await?;
        Ok(name.len())
    }
}

#[test]
fn works() {
    let client = || Client { api: Api::new() };
    assert_eq!(run(client().ask("a".into())), Ok("a".into()));
    assert_eq!(run(client().take("abc")), Ok(3));
}
