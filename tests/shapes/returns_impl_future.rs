//! A function without `async` that returns one async block.

use super::support::*;

use std::future::Future;

#[resilient]
fn owned(api: &Api, name: String) -> impl Future<Output = Result<String, E>> + Send + '_ {
    async move {
        api.ask().await?;
        Ok(name)
    }
}

#[resilient]
fn elided(api: &Api) -> impl Future<Output = Result<u32, E>> {
    async { api.ask().await }
}

struct Client(Api);

impl Client {
    #[resilient(timeout = "1s")]
    fn method<'a>(&'a self, mut n: u32) -> impl Future<Output = Result<u32, E>> + use<'a> {
        async move {
            n += 1;
            Ok(self.0.ask().await? + n)
        }
    }

    #[resilient]
    fn value(self, unique: Unique) -> impl Future<Output = Result<u32, E>> + Send + 'static {
        async move { Ok(self.0.ask().await? + unique.0) }
    }
}

#[test]
fn works() {
    assert_eq!(run(is_send(owned(&Api::new(), "a".into()))), Ok("a".into()));
    assert_eq!(run(elided(&Api::new())), Ok(3));
    assert_eq!(run(Client(Api::new()).method(1)), Ok(5));
    assert_eq!(run(is_static(Client(Api::new()).value(Unique(1)))), Ok(4));
}
