//! Types that only a trait knows.

use super::support::*;

trait Backend {
    type Request: Clone;
    type Answer;
    async fn send(&self, request: Self::Request) -> Result<Self::Answer, E>;
}

impl Backend for Api {
    type Request = u32;
    type Answer = u32;
    async fn send(&self, request: u32) -> Result<u32, E> {
        Ok(self.ask().await? + request)
    }
}

#[resilient]
async fn shape<B: Backend>(backend: &B, request: B::Request) -> Result<B::Answer, E> {
    backend.send(request).await
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), 1)), Ok(4));
}
