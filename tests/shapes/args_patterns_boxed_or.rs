//! An irrefutable or-pattern and a nested reference.

use super::support::*;

enum Never {}
#[resilient]
async fn shape(
    api: &Api,
    (Ok(n) | Err(n)): Result<u32, u32>,
    &(a, &b): &(u32, &u32),
) -> Result<u32, E> {
    Ok(api.ask().await? + n + a + b)
}

#[resilient]
async fn nested(
    api: &Api,
    (Ok((a, _)) | Err((_, a))): Result<(String, u8), (u8, String)>,
) -> Result<String, E> {
    api.ask().await?;
    Ok(a)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Err(1), &(2, &3))), Ok(9));
    assert_eq!(run(nested(&Api::new(), Ok(("a".into(), 1)))), Ok("a".into()));
}
