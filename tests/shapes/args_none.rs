//! No argument at all.

use super::support::*;

static API: std::sync::LazyLock<Api> = std::sync::LazyLock::new(Api::new);

#[resilient]
async fn shape() -> Result<u32, E> {
    API.ask().await
}

#[test]
fn works() {
    assert_eq!(run(shape()), Ok(3));
}
