//! A policy that names what only the type knows.

use super::support::*;

trait Limits {
    const RETRIES: u32;
}

struct Client<L>(Api, std::marker::PhantomData<L>);

struct Few;

impl Limits for Few {
    const RETRIES: u32 = 1;
}

impl<L: Limits> Client<L> {
    const WAIT: std::time::Duration = std::time::Duration::from_secs(1);

    #[resilient(retries = L::RETRIES, backoff = constant(Self::WAIT))]
    async fn shape(&self) -> Result<u32, E> {
        self.0.ask().await
    }
}

#[test]
fn works() {
    let client = Client::<Few>(Api::new(), std::marker::PhantomData);
    assert_eq!(run(client.shape()), Err(E::Failed));
    assert_eq!(client.0.calls(), 2);
}
