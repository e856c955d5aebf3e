//! What is written for functions that borrow their answer, where no feature is on: `cargo test -p resilient-macros`.

use resilient::{Error, resilient};

type Answer<'a> = Result<&'a str, Error>;

#[resilient(timeout = "1s")]
async fn borrowed(text: &str) -> Result<&str, Error> {
    Ok(text)
}

#[resilient(timeout = "1s", fallback = [text = "b"], otherwise = Ok("c"))]
async fn named(text: &str) -> Answer<'_> {
    Ok(text)
}

#[tokio::test(start_paused = true)]
async fn an_answer_may_borrow_from_the_arguments() {
    assert_eq!(borrowed("a").await.ok(), Some("a"));
    assert_eq!(named("a").await.ok(), Some("a"));
}
