//! A link may be called like the associated function that it helps out.

use super::support::*;

struct Client;

impl Client {
    #[resilient(retries = 0, fallback = [shape])]
    async fn shape(api: &Api) -> Result<u32, E> {
        api.ask().await
    }
}

async fn shape(api: &Api) -> Result<u32, E> {
    Ok(7)
}

#[test]
fn works() {
    assert_eq!(run(Client::shape(&Api::new())), Ok(7));
}
