//! Options that name a generic of the `impl` or the trait around, which no attribute sees.

use std::marker::PhantomData;
use std::time::Duration;

use resilient::{Backoff, Policy};

use super::support::*;

trait Config {
    const RETRIES: u32;
    const TIME: Duration;
    const LONG: Duration;
    const BACKOFF: Backoff;
    const POLICY: Policy;
}

resilient::policy! {
    ONCE_MORE = { retries = 1 }
}

struct Few;

impl Config for Few {
    const RETRIES: u32 = 1;
    const TIME: Duration = Duration::from_secs(1);
    const LONG: Duration = Duration::from_secs(60);
    const BACKOFF: Backoff = Backoff::none();
    const POLICY: Policy = ONCE_MORE;
}

struct Client<C>(Api, PhantomData<C>);

impl<C: Config> Client<C> {
    #[resilient(retries = C::RETRIES)]
    async fn retries(&self) -> Result<u32, E> {
        self.0.ask().await
    }

    #[resilient(retries = <C as Config>::RETRIES, timeout = <C as Config>::TIME)]
    async fn qualified(&self) -> Result<u32, E> {
        self.0.ask().await
    }

    #[resilient(retries = 1, timeout = C::TIME, deadline = C::LONG, backoff = C::BACKOFF)]
    async fn times(&self) -> Result<u32, E> {
        self.0.ask().await
    }

    #[resilient(retries = 1, timeout = [C::TIME, C::TIME], backoff = constant(C::TIME))]
    async fn steps(&self) -> Result<u32, E> {
        self.0.ask().await
    }

    #[resilient(policy = C::POLICY)]
    async fn policy(&self) -> Result<u32, E> {
        self.0.ask().await
    }

    #[resilient(on(server = retry(C::RETRIES)), patience = C::TIME)]
    async fn rules(&self) -> Result<u32, E> {
        self.0.ask().await
    }
}

trait Asks<C: Config> {
    fn api(&self) -> &Api;

    #[resilient(retries = C::RETRIES)]
    async fn by_default(&self) -> Result<u32, E> {
        self.api().ask().await
    }
}

impl Asks<Few> for Api {
    fn api(&self) -> &Api {
        self
    }
}

#[test]
fn works() {
    for call in 0..6 {
        let client = Client::<Few>(Api::new(), PhantomData);
        let result = match call {
            0 => run(client.retries()),
            1 => run(client.times()),
            2 => run(client.steps()),
            3 => run(client.policy()),
            4 => run(client.qualified()),
            _ => run(client.rules()),
        };
        assert_eq!((result, client.0.calls()), (Err(E::Failed), 2), "{call}");
    }
    let api = Api::new();
    assert_eq!((run(api.by_default()), api.calls()), (Err(E::Failed), 2));
}
