//! Bodies on one line, and an empty call.

use super::support::*;

#[resilient]
async fn shape(api: &Api) -> Result<u32, E> {
    api.ask().await
}

#[resilient]
async fn unit() -> Result<(), E> {
    Ok(())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(3));
    assert_eq!(run(unit()), Ok(()));
}
