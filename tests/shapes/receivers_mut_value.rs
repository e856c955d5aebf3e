//! A `mut self` starts fresh in each attempt.

use super::support::*;

#[derive(Clone, Default)]
struct Request {
    parts: Vec<u32>,
}

impl Request {
    #[resilient]
    async fn shape(mut self, api: &Api) -> Result<Self, E> {
        self.parts.push(1);
        api.ask().await?;
        Ok(self)
    }

    #[resilient(borrow(self))]
    async fn kept(mut self, api: &Api) -> Result<usize, E> {
        self.parts.push(1);
        api.ask().await?;
        Ok(self.parts.len())
    }
}

#[test]
fn works() {
    assert_eq!(run(Request::default().shape(&Api::new())).unwrap().parts, [1]);
    assert_eq!(run(Request::default().kept(&Api::new())), Ok(3));
}
