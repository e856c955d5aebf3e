//! What clippy does not say of a method under `#[async_trait]` it does not say of an annotated one; `cargo clippy` is what
//! holds it to that.

use super::support::*;

#[async_trait::async_trait]
trait Store {
    async fn get(&self) -> Result<u32, E>;
    async fn put(&mut self, n: u32) -> Result<u32, E>;
    async fn take(&self, name: String) -> Result<String, E>;
}

#[async_trait::async_trait]
#[deny(clippy::needless_question_mark, clippy::needless_return, clippy::let_and_return, unused)]
impl Store for Api {
    #[resilient]
    async fn get(&self) -> Result<u32, E> {
        Ok(Api::ask(self).await?)
    }

    #[resilient(timeout = "1m", breaker = "shapes:store", stop = |_| E::Stopped)]
    async fn put(&mut self, n: u32) -> Result<u32, E> {
        self.ask().await?;
        return Ok(n);
    }

    #[resilient(fallback = [other(name)])]
    async fn take(&self, name: String) -> Result<String, E> {
        self.ask().await?;
        return Ok(name);
    }
}

async fn other(name: String) -> Result<String, E> {
    Ok(name)
}

#[test]
fn works() {
    assert_eq!(run(Store::get(&Api::new())), Ok(3));
    assert_eq!(run(Store::put(&mut Api::new(), 1)), Ok(1));
    assert_eq!(run(Store::take(&Api::new(), "a".into())), Ok("a".into()));
}
