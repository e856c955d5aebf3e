//! A closure that can be called once is called in one attempt.

use super::support::*;

#[resilient(retries = 0)]
async fn shape<F: FnOnce() -> Unique>(f: F) -> Result<u32, E> {
    Ok(f().0)
}

#[resilient]
async fn cloned<F: FnOnce(u32) -> u32 + Clone>(api: &Api, f: F) -> Result<u32, E> {
    let n = api.ask().await?;
    Ok(take(f)(n))
}

#[resilient(clone(f))]
async fn called<F: FnOnce(u32) -> u32 + Clone>(api: &Api, f: F) -> Result<u32, E> {
    Ok(f(api.ask().await?))
}

#[test]
fn works() {
    let unique = Unique(1);
    assert_eq!(run(shape(|| unique)), Ok(1));
    assert_eq!(run(cloned(&Api::new(), |n| n + 1)), Ok(4));
    assert_eq!(run(called(&Api::new(), |n| n + 1)), Ok(4));
}
