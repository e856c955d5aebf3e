//! A method that borrows its receiver.

use super::support::*;

struct Client {
    api: Api,
}

impl Client {
    #[resilient]
    async fn shape(&self, n: u32) -> Result<u32, E> {
        Ok(self.api.ask().await? + n)
    }
}

#[test]
fn works() {
    assert_eq!(run(Client { api: Api::new() }.shape(1)), Ok(4));
}
