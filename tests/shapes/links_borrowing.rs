//! Called links that borrow from what lives no longer than their call.

use std::cell::RefCell;

use super::support::*;

struct Spare;

impl Spare {
    async fn go(&self, n: u32) -> Result<u32, E> {
        tokio::task::yield_now().await;
        Ok(n)
    }
}

async fn asked(by: impl Fn() -> u32) -> Result<u32, E> {
    tokio::task::yield_now().await;
    Ok(by())
}

#[resilient(retries = 0, fallback = [spare.borrow().go(n)])]
async fn a_guard(spare: &RefCell<Spare>, n: u32) -> Result<u32, E> {
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [asked(|| n + 1)])]
async fn a_closure(n: u32) -> Result<u32, E> {
    Err(E::Failed)
}

#[test]
fn works() {
    assert_eq!(run(a_guard(&RefCell::new(Spare), 7)), Ok(7));
    assert_eq!(run(is_send(a_closure(7))), Ok(8));
}
