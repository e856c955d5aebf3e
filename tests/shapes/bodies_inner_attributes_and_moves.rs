//! Attributes and docs inside a body change nothing about what it uses up.

use super::support::*;

#[resilient]
async fn levels(api: &Api, text: String) -> Result<String, E> {
    #![allow(clippy::let_and_return)]
    api.ask().await?;
    let text = text;
    Ok(text)
}

#[resilient(retries = 2)]
async fn docs(api: &Api, text: String) -> Result<String, E> {
    //! Asks.
    api.ask().await?;
    Ok(text)
}

#[resilient(retries = 0)]
#[deny(unused_doc_comments)]
async fn single(text: String) -> Result<String, E> {
    //! Answers.
    Ok(text)
}

#[test]
fn works() {
    assert_eq!(run(levels(&Api::new(), "a".to_owned())), Ok("a".to_owned()));
    assert_eq!(run(docs(&Api::new(), "b".to_owned())), Ok("b".to_owned()));
    assert_eq!(run(single("c".to_owned())), Ok("c".to_owned()));
}
