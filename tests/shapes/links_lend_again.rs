//! What is lent exclusively is lent to a link once more, whatever it is in.

use std::pin::{Pin, pin};

use super::support::*;

struct S(u32);

impl S {
    #[resilient(retries = 1, fallback = [Self::other])]
    async fn typed(self: &mut Self, api: &Api) -> Result<u32, E> {
        self.0 += 1;
        let _ = api;
        Err(E::Failed)
    }

    async fn other(&mut self, _: &Api) -> Result<u32, E> {
        Ok(self.0)
    }

    #[resilient(retries = 1, fallback = [self.called(), Self::pinned_other])]
    async fn pinned(mut self: Pin<&mut Self>) -> Result<u32, E> {
        self.0 += 1;
        Err(E::Failed)
    }

    async fn called(self: Pin<&mut Self>) -> Result<u32, E> {
        Err(E::Failed)
    }

    async fn pinned_other(self: Pin<&mut Self>) -> Result<u32, E> {
        Ok(self.0)
    }
}

async fn taken(n: Option<&mut u32>) -> Result<u32, E> {
    n.map(|n| *n).ok_or(E::Parse)
}

#[resilient(retries = 1, fallback = [taken(n), taken])]
async fn optional(n: Option<&mut u32>) -> Result<u32, E> {
    if let Some(n) = n {
        *n += 1;
    }
    Err(E::Failed)
}

async fn any<T: AsMut<[u32]>>(mut of: T) -> Result<u32, E> {
    Ok(of.as_mut()[0])
}

#[resilient(retries = 0, fallback = [any(list)], otherwise = Ok(list[0]))]
async fn slice(list: &mut [u32]) -> Result<u32, E> {
    list[0] += 1;
    Err(E::Failed)
}

#[test]
fn works() {
    let mut n = 0;
    assert_eq!(run(S(0).typed(&Api::new())), Ok(2));
    assert_eq!(run(pin!(S(0)).as_mut().pinned()), Ok(2));
    assert_eq!(run(optional(Some(&mut n))), Ok(2));
    assert_eq!(run(slice(&mut [4])), Ok(5));
}
