//! Modules of the user's named like crates.

use super::support::*;

mod core {}
mod std {}
mod tokio {}
mod alloc {}
mod resilient {}

#[resilient(timeout = "1m", deadline = "2m", breaker = "hygiene_modules")]
async fn shape(api: &Api, name: String) -> Result<String, E> {
    api.ask().await?;
    Ok(name)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into())), Ok("a".into()));
}
