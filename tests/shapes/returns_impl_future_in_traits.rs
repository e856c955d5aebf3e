//! Trait methods that return `impl Future`.

use super::support::*;

use std::future::Future;

trait Ask {
    fn ask(&self, name: String) -> impl Future<Output = Result<String, E>> + Send;
}

struct Client(Api);

impl Ask for Client {
    #[resilient]
    fn ask(&self, name: String) -> impl Future<Output = Result<String, E>> + Send {
        async move {
            self.0.ask().await?;
            Ok(name)
        }
    }
}

#[test]
fn works() {
    assert_eq!(run(is_send(Client(Api::new()).ask("a".into()))), Ok("a".into()));
}
