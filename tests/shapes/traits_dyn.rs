//! A trait object of a trait with annotated methods that return boxed futures.

use super::support::*;

use std::future::Future;
use std::pin::Pin;

type Boxed<'a, T> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

trait Ask: Send + Sync {
    fn ask<'a>(&'a self, name: &'a str) -> Boxed<'a, String>;
}

impl Ask for Api {
    #[resilient]
    fn ask<'a>(&'a self, name: &'a str) -> Boxed<'a, String> {
        Box::pin(async move {
            self.ask_now()?;
            Ok(name.to_owned())
        })
    }
}

#[test]
fn works() {
    let ask: Box<dyn Ask> = Box::new(Api::new());
    assert_eq!(run(ask.ask("a")), Ok("a".into()));
}
