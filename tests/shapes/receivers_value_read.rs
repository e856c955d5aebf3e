//! A receiver by value that is only read needs no `Clone`.

use super::support::*;

struct Client {
    api: Api,
    unique: Unique,
}

impl Client {
    #[resilient]
    async fn shape(self) -> Result<u32, E> {
        Ok(self.api.ask().await? + self.unique.0)
    }
}

#[test]
fn works() {
    assert_eq!(run(Client { api: Api::new(), unique: Unique(1) }.shape()), Ok(4));
}
