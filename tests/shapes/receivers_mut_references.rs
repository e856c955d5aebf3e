//! A `mut` reference to `self` is written with its type, and that is for clippy as it should be.

#![deny(warnings, clippy::all)]

use super::support::*;

struct Pages<'p> {
    page: u32,
    next: Option<&'p Pages<'p>>,
}

impl Pages<'_> {
    #[resilient]
    async fn last(mut self: &Self, api: &Api) -> Result<u32, E> {
        while let Some(next) = self.next {
            self = next;
        }
        api.ask().await?;
        Ok(self.page)
    }

    #[resilient]
    async fn turned(mut self: &mut Self, api: &Api) -> Result<u32, E> {
        let this = self;
        this.page += 1;
        self = this;
        api.ask().await?;
        Ok(self.page)
    }

    #[resilient(retries = 0)]
    async fn turned_once(mut self: &mut Self) -> Result<u32, E> {
        let this = self;
        this.page += 1;
        self = this;
        Ok(self.page)
    }
}

#[test]
fn works() {
    let last = Pages { page: 2, next: None };
    let mut first = Pages { page: 1, next: Some(&last) };
    assert_eq!(run(is_send(first.last(&Api::new()))), Ok(2));
    assert_eq!(run(is_send(first.turned(&Api::new()))), Ok(4));
    assert_eq!(run(is_send(first.turned_once())), Ok(5));
}
