//! An `impl Trait` argument that is used up, where it can be cloned.

use super::support::*;

#[resilient]
async fn shape(api: &Api, name: impl Into<String> + Clone) -> Result<String, E> {
    api.ask().await?;
    Ok(take(name).into())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "abc")), Ok("abc".into()));
}
