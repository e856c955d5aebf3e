//! What is said about an unused `mut` may stand behind a condition.

use super::support::*;

#[resilient(retries = 0)]
async fn allowed(
    api: &Api,
    #[cfg_attr(all(), allow(unused_mut))] mut list: Vec<u32>,
) -> Result<u32, E> {
    drop(list);
    api.ask().await
}

#[resilient]
async fn expected(
    api: &Api,
    #[cfg_attr(all(), expect(unused_mut, reason = "of this shape"))] mut list: Vec<u32>,
) -> Result<u32, E> {
    drop(list);
    api.ask().await
}

#[test]
fn works() {
    assert_eq!(run(allowed(&Api::new(), vec![])), Err(E::Failed));
    assert_eq!(run(expected(&Api::new(), vec![])), Ok(3));
}
