//! A default method of a trait with native async.

use super::support::*;

trait Ask {
    fn api(&self) -> &Api;

    #[resilient]
    async fn ask(&self, mut n: u32) -> Result<u32, E> {
        n += 1;
        Ok(self.api().ask().await? + n)
    }

    #[resilient]
    async fn used_up(self) -> Result<u32, E>
    where
        Self: Sized + Clone,
    {
        let this = take(self);
        this.api().ask().await
    }
}

impl Ask for &Api {
    fn api(&self) -> &Api {
        self
    }
}

#[test]
fn works() {
    assert_eq!(run(Ask::ask(&&Api::new(), 1)), Ok(5));
    assert_eq!(run((&Api::new()).used_up()), Ok(3));
}
