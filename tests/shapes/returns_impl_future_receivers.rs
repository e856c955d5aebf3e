//! Methods without `async`: every receiver, patterns, `mut`, used up and lent.

use super::support::*;

use std::sync::Arc;
#[derive(Clone)]
struct Client(Arc<Api>, u32);
impl Client {
    #[resilient]
    fn shared(&self, (a, b): (u32, Counted)) -> impl Future<Output = Result<u32, E>> {
        async move {
            drop(b);
            Ok(self.0.ask().await? + a)
        }
    }
    #[resilient]
    fn exclusive(&mut self, mut n: u32) -> impl Future<Output = Result<u32, E>> {
        async move {
            self.1 += 1;
            n += 1;
            Ok(self.0.ask().await? + n)
        }
    }
    #[resilient]
    fn value(self) -> impl Future<Output = Result<Self, E>> {
        async move {
            self.0.ask().await?;
            Ok(self)
        }
    }
    #[resilient]
    fn mutable(mut self) -> impl Future<Output = Result<u32, E>> + 'static {
        async move {
            self.1 += 1;
            self.0.ask().await?;
            Ok(self.1)
        }
    }
    #[resilient]
    fn arc(self: Arc<Self>, seen: Option<&mut u32>) -> impl Future<Output = Result<u32, E>> {
        async move {
            if let Some(it) = seen {
                *it += 1;
            }
            self.0.ask().await
        }
    }
    #[resilient]
    fn boxed(self: Box<Self>) -> std::pin::Pin<Box<dyn Future<Output = Result<u32, E>> + Send>> {
        Box::pin(async move {
            let Self(api, n) = *self;
            Ok(api.ask().await? + n)
        })
    }
    #[resilient]
    fn pinned(self: std::pin::Pin<&mut Self>) -> impl Future<Output = Result<u32, E>> {
        async move {
            let this = self.get_mut();
            this.1 += 1;
            this.0.ask().await
        }
    }
    #[resilient(timeout = "1s", fallback = [Self::other(&self.0)])]
    fn linked(&self) -> impl Future<Output = Result<u32, E>> + Send {
        async move { self.0.ask().await }
    }
    fn other(api: &Api) -> impl Future<Output = Result<u32, E>> + Send {
        async { Ok(0) }
    }
}
fn client() -> Client {
    Client(Arc::default(), 0)
}
#[test]
fn works() {
    let (b, clones) = Counted::new();
    assert_eq!(run(client().shared((1, b))), Ok(4));
    assert_eq!(count(&clones), 2);
    let mut it = client();
    assert_eq!(run(it.exclusive(1)), Ok(5));
    assert_eq!(it.1, 3);
    assert!(run(client().value()).is_ok());
    assert_eq!(run(client().mutable()), Ok(1));
    let mut seen = 0;
    assert_eq!(run(Arc::new(client()).arc(Some(&mut seen))), Ok(3));
    assert_eq!(seen, 3);
    assert_eq!(run(Box::new(client()).boxed()), Ok(3));
    let mut it = client();
    assert_eq!(run(std::pin::Pin::new(&mut it).pinned()), Ok(3));
    assert_eq!(it.1, 3);
    assert!(run(client().linked()).is_ok());
}
