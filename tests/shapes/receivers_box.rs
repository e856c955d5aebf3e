//! A boxed receiver, read, changed and used up.

use super::support::*;

#[derive(Clone, Default)]
struct Request {
    n: u32,
}

impl Request {
    #[resilient]
    async fn read(self: Box<Self>, api: &Api) -> Result<u32, E> {
        Ok(api.ask().await? + self.n)
    }

    #[resilient]
    async fn changed(mut self: Box<Self>, api: &Api) -> Result<u32, E> {
        self.n += 1;
        api.ask().await?;
        Ok(self.n)
    }

    #[resilient]
    async fn moved(self: Box<Self>, api: &Api) -> Result<Box<Self>, E> {
        api.ask().await?;
        Ok(self)
    }
}

#[test]
fn works() {
    let request = Box::<Request>::default;
    assert_eq!(run(request().read(&Api::new())), Ok(3));
    assert_eq!(run(request().changed(&Api::new())), Ok(1));
    assert_eq!(run(request().moved(&Api::new())).unwrap().n, 0);
}
