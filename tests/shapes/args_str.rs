//! A borrowed string.

use super::support::*;

#[resilient]
async fn shape(api: &Api, name: &str) -> Result<usize, E> {
    api.ask().await?;
    Ok(name.len())
}

#[test]
fn works() {
    let api = Api::new();
    assert_eq!(run(shape(&api, "abc")), Ok(3));
    assert_eq!(api.calls(), 3);
}
