//! `policy = &self.policy` under every receiver, also through a guard, which is not held meanwhile.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, RwLock};

use super::support::*;
use resilient::Policy;

#[derive(Clone)]
struct Client {
    policy: Policy,
    api: Arc<Api>,
    asked: u32,
}

impl Client {
    fn new() -> Self {
        Self { policy: Policy::DEFAULT, api: Arc::new(Api::new()), asked: 0 }
    }

    #[resilient(policy = &self.policy)]
    async fn shared(&self) -> Result<u32, E> {
        self.api.ask().await
    }

    #[resilient(policy = &self.policy)]
    async fn exclusive(&mut self) -> Result<u32, E> {
        self.asked += 1;
        self.api.ask().await
    }

    #[resilient(policy = &self.policy)]
    async fn owned(self) -> Result<u32, E> {
        self.api.ask().await
    }

    #[resilient(policy = &self.policy)]
    async fn used_up(self) -> Result<u32, E> {
        let Self { api, .. } = self;
        api.ask().await
    }

    #[resilient(policy = &self.policy)]
    async fn counted(self: Arc<Self>) -> Result<u32, E> {
        self.api.ask().await
    }

    #[resilient(policy = &self.policy)]
    async fn counted_here(self: Rc<Self>) -> Result<u32, E> {
        self.api.ask().await
    }

    #[resilient(policy = &self.policy)]
    async fn boxed(self: Box<Self>) -> Result<u32, E> {
        self.api.ask().await
    }

    #[resilient(policy = &self.policy)]
    async fn pinned(mut self: Pin<&mut Self>) -> Result<u32, E> {
        self.as_mut().asked += 1;
        self.api.ask().await
    }
}

struct Shared {
    policy: RwLock<Policy>,
    api: Api,
}

impl Shared {
    #[resilient(policy = &self.policy.read().unwrap())]
    async fn locked(&self) -> Result<u32, E> {
        assert!(self.policy.try_write().is_ok());
        self.api.ask().await
    }
}

#[test]
fn works() {
    assert_eq!(run(Client::new().shared()), Ok(3));
    let mut client = Client::new();
    assert_eq!(run(is_send(client.exclusive())), Ok(3));
    assert_eq!(client.asked, 3);
    assert_eq!(run(is_static(Client::new().owned())), Ok(3));
    assert_eq!(run(Client::new().used_up()), Ok(3));
    assert_eq!(run(Arc::new(Client::new()).counted()), Ok(3));
    assert_eq!(run(Rc::new(Client::new()).counted_here()), Ok(3));
    assert_eq!(run(Box::new(Client::new()).boxed()), Ok(3));
    assert_eq!(run(Pin::new(&mut Client::new()).pinned()), Ok(3));
    let shared = || Shared { policy: RwLock::new(Policy::DEFAULT), api: Api::new() };
    assert_eq!(run(is_send(shared().locked())), Ok(3));
}
