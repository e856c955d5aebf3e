//! `unwrap_or_default` uses an option up.

use super::support::*;

#[resilient]
async fn shape(api: &Api, name: Option<String>) -> Result<String, E> {
    api.ask().await?;
    Ok(name.unwrap_or_default())
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Some("a".into()))), Ok("a".into()));
}
