//! Closures as arguments, called and passed on.

use super::support::*;

#[resilient]
async fn called(api: &Api, mut note: impl FnMut(u32) + Clone) -> Result<u32, E> {
    note(1);
    api.ask().await
}

#[resilient(borrow(note))]
async fn kept(api: &Api, mut note: impl FnMut(u32)) -> Result<u32, E> {
    note(1);
    api.ask().await
}

#[resilient]
async fn asked<F: AsyncFn() -> Result<u32, E>>(ask: F) -> Result<u32, E> {
    ask().await
}

#[test]
fn works() {
    let (api, mut notes) = (Api::new(), vec![]);
    assert_eq!(run(kept(&api, |n| notes.push(n))), Ok(3));
    assert_eq!(notes, [1, 1, 1]);
    assert_eq!(run(called(&Api::new(), |_| ())), Ok(3));
    let api = Api::new();
    assert_eq!(run(asked(async || api.ask().await)), Ok(3));
}
