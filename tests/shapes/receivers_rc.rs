//! A receiver in an `Rc`, alone and by reference.

use super::support::*;

use std::rc::Rc;
struct Client(Api);
impl Client {
    #[resilient]
    async fn owned(self: Rc<Self>) -> Result<u32, E> {
        self.0.ask().await
    }
    #[resilient]
    async fn used(self: Rc<Self>) -> Result<u32, E> {
        let this = self;
        this.0.ask().await
    }
    #[resilient]
    async fn lent(self: &Rc<Self>) -> Result<u32, E> {
        Rc::clone(self).0.ask().await
    }
}
#[test]
fn works() {
    assert_eq!(run(Rc::new(Client(Api::new())).owned()), Ok(3));
    assert_eq!(run(Rc::new(Client(Api::new())).used()), Ok(3));
    assert_eq!(run(Rc::new(Client(Api::new())).lent()), Ok(3));
}
