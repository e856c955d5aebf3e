//! Bodies that never get to their end.

use super::support::*;

#[resilient]
async fn todo() -> Result<u32, E> {
    todo!()
}

#[resilient]
async fn panics(n: u32) -> Result<String, E> {
    panic!("{n}")
}

#[resilient]
async fn returns(api: &Api) -> Result<u32, E> {
    return api.ask().await;
}

#[resilient]
async fn unreachable(n: u32) -> Result<u32, E> {
    match n {
        0 => Ok(1),
        _ => unreachable!(),
    }
}

#[test]
fn works() {
    assert_eq!(run(returns(&Api::new())), Ok(3));
    assert_eq!(run(unreachable(0)), Ok(1));
    let panicked = std::panic::catch_unwind(|| run(panics(7))).unwrap_err();
    assert_eq!(panicked.downcast_ref::<String>().unwrap(), "7");
    assert!(std::panic::catch_unwind(|| run(todo())).is_err());
}
