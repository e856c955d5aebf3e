//! Panics name the user's line, and a caller's.

use super::support::*;

#[track_caller]
fn line() -> u32 {
    std::panic::Location::caller().line()
}
#[resilient]
async fn shape(api: &Api) -> Result<(u32, u32, u32), E> {
    api.ask().await?;
    Ok((line(), line!(), column!()))
}
#[test]
fn works() {
    let (a, b, c) = run(shape(&Api::new())).unwrap();
    assert_eq!(a, b);
    assert!(c > 8);
    assert!(a > 5);
}
