//! What a link or the last resort names is not moved away.

use super::support::*;

#[resilient(retries = 1, otherwise = Ok(name.len()))]
async fn shape(api: &Api, name: String) -> Result<usize, E> {
    api.ask().await?;
    Ok(take(name).len())
}

#[test]
fn works() {
    let api = Api::new();
    assert_eq!(run(shape(&api, "abcd".into())), Ok(4));
    assert_eq!(api.calls(), 2);
}
