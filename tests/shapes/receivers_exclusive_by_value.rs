//! An exclusive receiver that is passed on by value.

use super::support::*;

#[derive(Default)]
struct Client {
    api: Api,
    sent: u32,
}

fn note<T>(client: T) -> T {
    client
}

macro_rules! give {
    ($value:expr) => {
        take($value)
    };
}

impl Client {
    #[resilient]
    async fn shape(&mut self) -> Result<u32, E> {
        let this = note(self);
        this.sent += 1;
        this.api.ask().await?;
        Ok(this.sent)
    }

    #[resilient]
    async fn in_macro(&mut self) -> Result<u32, E> {
        let this = give!(self);
        this.sent += 1;
        this.api.ask().await?;
        Ok(this.sent)
    }
}

#[test]
fn works() {
    assert_eq!(run(Client::default().shape()), Ok(3));
    assert_eq!(run(Client::default().in_macro()), Ok(3));
}
