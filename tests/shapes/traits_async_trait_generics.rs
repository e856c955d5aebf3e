//! `#[async_trait]` with lifetimes, generics, patterns and `self` by value.

use super::support::*;

use async_trait::async_trait;
#[async_trait]
trait Ask<'t>: Send + Sync {
    async fn borrowed<'a>(&'a self, text: &'a str, other: &str) -> Result<&'a str, E>;
    async fn generic<T: Clone + Send + 'static>(&self, item: T) -> Result<T, E>
    where
        T: Sync;
    async fn value(self, name: String) -> Result<usize, E>
    where
        Self: Sized;
    async fn mutable(&mut self, (a, b): (u32, String), mut n: u32) -> Result<u32, E>;
    async fn boxed(self: Box<Self>, list: Vec<u32>) -> Result<Vec<u32>, E>;
    async fn arc(self: std::sync::Arc<Self>, _: u8) -> Result<u32, E>;
}
#[derive(Clone)]
struct Client<'t>(std::sync::Arc<Api>, &'t str);
#[async_trait]
impl<'t> Ask<'t> for Client<'t> {
    #[resilient]
    async fn borrowed<'a>(&'a self, text: &'a str, other: &str) -> Result<&'a str, E> {
        self.0.ask().await?;
        Ok(if other.is_empty() { self.1 } else { text })
    }
    #[resilient]
    async fn generic<T: Clone + Send + 'static>(&self, item: T) -> Result<T, E>
    where
        T: Sync,
    {
        self.0.ask().await?;
        Ok(item)
    }
    #[resilient]
    async fn value(self, name: String) -> Result<usize, E> {
        self.0.ask().await?;
        let Self(_, text) = self;
        Ok(text.len() + take(name).len())
    }
    #[resilient]
    async fn mutable(&mut self, (a, b): (u32, String), mut n: u32) -> Result<u32, E> {
        n += a;
        self.1 = "changed";
        drop(b);
        Ok(self.0.ask().await? + n)
    }
    #[resilient]
    async fn boxed(self: Box<Self>, list: Vec<u32>) -> Result<Vec<u32>, E> {
        self.0.ask().await?;
        Ok(list)
    }
    #[resilient(timeout = "1s", fallback = [self.arc_other()])]
    async fn arc(self: std::sync::Arc<Self>, _: u8) -> Result<u32, E> {
        self.0.ask().await
    }
}
impl Client<'_> {
    async fn arc_other(&self) -> Result<u32, E> {
        Ok(0)
    }
}
#[test]
fn works() {
    let it = || Client(Api::new().into(), "t");
    assert_eq!(run(it().borrowed("a", "b")), Ok("a"));
    assert_eq!(run(is_send(it().generic(1))), Ok(1));
    assert_eq!(run(it().value("a".into())), Ok(2));
    let mut client = it();
    assert_eq!(run(client.mutable((1, "b".into()), 1)), Ok(5));
    assert_eq!(client.1, "changed");
    assert_eq!(run(Box::new(it()).boxed(vec![1])), Ok(vec![1]));
    assert!(run(std::sync::Arc::new(it()).arc(1)).is_ok());
}
