//! A name of the user's for a result, at every end that a call has.

use super::support::*;

type Answer<'a> = Result<&'a str, E>;

#[resilient]
async fn repeated(api: &Api, text: &'static str) -> Answer<'static> {
    api.ask().await?;
    Ok(text)
}

#[resilient(retries = 0)]
async fn single(text: &str) -> Answer<'_> {
    Ok(text)
}

#[resilient(retries = 0, otherwise = Ok("last"))]
async fn resorting(api: &Api, text: &'static str) -> Answer<'static> {
    api.ask().await?;
    Ok(text)
}

#[resilient(fallback = [other], otherwise = Ok("last"))]
async fn linked(api: &Api, text: &'static str) -> Answer<'static> {
    api.ask().await?;
    Ok(text)
}

async fn other(api: &Api, text: &'static str) -> Answer<'static> {
    api.ask().await?;
    Ok(text)
}

#[test]
fn works() {
    assert_eq!(run(repeated(&Api::new(), "a")), Ok("a"));
    assert_eq!(run(single("a")), Ok("a"));
    assert_eq!(run(resorting(&Api::new(), "a")), Ok("last"));
    assert_eq!(run(linked(&Api::new(), "a")), Ok("a"));
}
