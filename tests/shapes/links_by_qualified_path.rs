//! A link is any path of a function, that of a trait's method or of a type in brackets too.

use super::support::*;

trait Models {
    async fn ask(api: &Api, n: u32) -> Result<u32, E>;
    fn later(api: &Api, n: u32) -> impl Future<Output = Result<u32, E>> + Send;
}

struct Small;

impl Models for Small {
    async fn ask(_: &Api, n: u32) -> Result<u32, E> {
        Ok(n + 10)
    }
    async fn later(_: &Api, n: u32) -> Result<u32, E> {
        Ok(n + 20)
    }
}

impl Small {
    async fn beside(_: &Api, _: u32) -> Result<u32, E> {
        Err(E::Failed)
    }
}

#[resilient(retries = 0, fallback = [<Small as Models>::ask])]
async fn of_a_trait(api: &Api, n: u32) -> Result<u32, E> {
    api.ask().await.map(|_| n)
}

#[resilient(retries = 0, fallback = [<Small>::beside, <M>::later])]
async fn of_a_type<M: Models>(api: &Api, n: u32) -> Result<u32, E> {
    api.ask().await.map(|_| n)
}

#[test]
fn works() {
    assert_eq!(run(of_a_trait(&Api::new(), 1)), Ok(11));
    assert_eq!(run(is_send(of_a_type::<Small>(&Api::new(), 1))), Ok(21));
}
