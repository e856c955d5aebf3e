//! A pinned box, and a pinned exclusive reference that is moved on.

use super::support::*;

use std::pin::Pin;
struct Client(Api, u32);
impl Client {
    #[resilient]
    async fn boxed(self: Pin<Box<Self>>) -> Result<u32, E> {
        self.0.ask().await
    }
    #[resilient]
    async fn arc(self: Pin<std::sync::Arc<Self>>) -> Result<u32, E> {
        let me = self;
        me.0.ask().await
    }
    #[resilient]
    async fn moved(self: Pin<&mut Self>) -> Result<u32, E> {
        let this = self.get_mut();
        this.1 += 1;
        this.0.ask().await
    }
    #[resilient]
    async fn mutable(mut self: Pin<&mut Self>) -> Result<u32, E> {
        self.as_mut().1 += 1;
        self.0.ask().await
    }
    #[resilient]
    async fn shared(self: Pin<&Self>) -> Result<u32, E> {
        self.get_ref().0.ask().await
    }
}
#[test]
fn works() {
    assert_eq!(run(Box::pin(Client(Api::new(), 0)).boxed()), Ok(3));
    assert_eq!(run(Box::pin(Client(Api::new(), 0)).as_ref().shared()), Ok(3));
    let mut it = Client(Api::new(), 0);
    assert_eq!(run(Pin::new(&mut it).moved()), Ok(3));
    assert_eq!(it.1, 3);
    let mut it = Client(Api::new(), 0);
    assert_eq!(run(Pin::new(&mut it).mutable()), Ok(3));
    assert_eq!(it.1, 3);
    assert_eq!(run(std::sync::Arc::pin(Client(Api::new(), 0)).arc()), Ok(3));
}
