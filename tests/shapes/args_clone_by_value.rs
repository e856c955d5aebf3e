//! A `Clone` type that the body passes on by value.

use super::support::*;

#[derive(Clone)]
struct Config {
    n: u32,
}

async fn send(api: &Api, config: Config) -> Result<u32, E> {
    Ok(api.ask().await? + config.n)
}

#[resilient]
async fn shape(api: &Api, config: Config) -> Result<u32, E> {
    send(api, config).await
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Config { n: 10 })), Ok(13));
}
