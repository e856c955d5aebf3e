//! A `mut` binding of a reference starts fresh, and nothing is cloned.

use super::support::*;

#[resilient]
async fn shape(api: &Api, mut rest: &str) -> Result<String, E> {
    rest = &rest[1..];
    api.ask().await?;
    Ok(rest.to_owned())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "abc")), Ok("bc".into()));
}
