//! `mut self: Box<Self>`, a reference to a box, an exclusive one.

use super::support::*;

#[derive(Clone)]
struct Client(std::sync::Arc<Api>, u32);
impl Client {
    #[resilient]
    async fn fresh(mut self: Box<Self>) -> Result<u32, E> {
        self.1 += 1;
        Ok(self.0.ask().await? + self.1)
    }
    #[resilient]
    async fn opened(self: Box<Self>) -> Result<u32, E> {
        let this = *self;
        Ok(this.0.ask().await? + this.1)
    }
    #[resilient]
    async fn lent(self: &Box<Self>) -> Result<u32, E> {
        self.0.ask().await
    }
    #[resilient]
    async fn exclusive(self: &mut Box<Self>) -> Result<u32, E> {
        self.1 += 1;
        self.0.ask().await
    }
}
fn client() -> Box<Client> {
    Box::new(Client(Api::new().into(), 0))
}
#[test]
fn works() {
    assert_eq!(run(client().fresh()), Ok(4));
    assert_eq!(run(client().lent()), Ok(3));
    let mut it = client();
    assert_eq!(run(it.exclusive()), Ok(3));
    assert_eq!(it.1, 3);
}
