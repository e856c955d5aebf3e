//! `return` ends the attempt.

use super::support::*;

#[resilient]
async fn shape(api: &Api) -> Result<u32, E> {
    if api.ask().await.is_err() {
        return Err(E::Failed);
    }
    return Ok(api.calls());
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(3));
}
