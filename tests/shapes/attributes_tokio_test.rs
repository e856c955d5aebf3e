//! Above `#[tokio::test]`.

use super::support::*;

static API: std::sync::LazyLock<Api> = std::sync::LazyLock::new(Api::new);

#[resilient(backoff = none)]
#[tokio::test]
async fn works() -> Result<(), E> {
    API.ask().await.map(drop)
}
