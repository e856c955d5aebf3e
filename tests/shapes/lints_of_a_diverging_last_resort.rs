//! A last resort that gives nothing is no unreachable code.

#![deny(warnings)]

use super::support::*;

#[resilient(retries = 0, otherwise = panic!("{error:?}"))]
async fn panics() -> Result<u32, E> {
    Err(E::Failed)
}

#[resilient(otherwise = todo!())]
async fn is_to_do(api: &Api) -> Result<u32, E> {
    api.ask().await
}

#[test]
fn works() {
    let panicked = std::panic::catch_unwind(|| run(panics()));
    assert!(panicked.unwrap_err().downcast_ref::<String>().unwrap().contains("Failed"));
    assert_eq!(run(is_to_do(&Api::new())), Ok(3));
}
