//! A method that borrows its receiver exclusively.

use super::support::*;

struct Client {
    api: Api,
    sent: u32,
}

impl Client {
    #[resilient]
    async fn shape(&mut self) -> Result<u32, E> {
        self.sent += 1;
        self.note();
        self.api.ask().await?;
        Ok(self.sent)
    }

    fn note(&mut self) {
        self.sent += 10;
    }
}

#[test]
fn works() {
    assert_eq!(run(Client { api: Api::new(), sent: 0 }.shape()), Ok(33));
}
