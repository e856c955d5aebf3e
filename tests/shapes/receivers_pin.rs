//! A pinned receiver.

use super::support::*;

use std::pin::{Pin, pin};

#[derive(Default)]
struct Counter {
    api: Api,
    n: u32,
}

impl Counter {
    #[resilient]
    async fn shape(self: Pin<&mut Self>) -> Result<u32, E> {
        let this = self.get_mut();
        this.n += 1;
        this.api.ask().await?;
        Ok(this.n)
    }

    #[resilient]
    async fn by_mut(mut self: Pin<&mut Self>) -> Result<u32, E> {
        self.as_mut().n += 1;
        self.api.ask().await?;
        Ok(self.n)
    }
}

#[test]
fn works() {
    assert_eq!(run(pin!(Counter::default()).shape()), Ok(3));
    assert_eq!(run(pin!(Counter::default()).by_mut()), Ok(3));
}
