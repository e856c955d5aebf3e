//! What is expected of the parts of a pattern is expected where they are bound.

#![deny(warnings)]

use super::support::*;

#[resilient]
async fn both(
    text: String,
    #[expect(unused_variables)] (one, other): (String, String),
    api: &Api,
) -> Result<u32, E> {
    drop(text);
    api.ask().await
}

#[resilient(retries = 0)]
async fn one(
    text: String,
    #[expect(unused_variables)] (one, _): (String, String),
) -> Result<u32, E> {
    drop(text);
    Ok(1)
}

#[test]
fn works() {
    let pair = || (String::new(), String::new());
    assert_eq!(run(both(String::new(), pair(), &Api::new())), Ok(3));
    assert_eq!(run(one(String::new(), pair())), Ok(1));
}
