//! Keys and prompts travel in headers, addresses and bodies; no text of ours may show them.
#![cfg(feature = "reqwest")]

use std::fmt::{Debug, Display};

use http::{HeaderMap, HeaderValue, StatusCode};
use resilient_runtime::reqwest::Error;
use resilient_runtime::{Evidence, StatusError};

mod server;

const SECRET: &str = "sk-planted-secret";

fn assert_silent(text: &str) {
    assert!(!text.contains(SECRET), "{text}");
    assert!(!text.contains('\n'), "{text}");
}

fn assert_silent_in_every_form(error: &(impl Display + Debug)) {
    for text in [format!("{error}"), format!("{error:#}"), format!("{error:?}")] {
        assert_silent(&text);
    }
    assert!(!format!("{error:#?}").contains(SECRET));
}

fn refused() -> StatusError {
    let mut headers = HeaderMap::new();
    headers.insert("x-api-key", HeaderValue::from_static(SECRET));
    let body = format!(r#"{{"error":{{"message":"{SECRET}","code":"{SECRET}"}}}}"#);
    StatusError::new(StatusCode::UNAUTHORIZED, headers, body)
}

#[test]
fn an_error_status_shows_neither_headers_nor_body() {
    assert_silent_in_every_form(&refused());
    assert_silent_in_every_form(&Error::from(refused()));
}

#[test]
fn evidence_shows_neither_headers_nor_body_nor_name() {
    let error = refused();
    let evidence = Evidence { name: Some(SECRET), ..error.evidence() };
    assert_silent(&format!("{evidence:?}"));
}

#[tokio::test]
async fn an_address_shows_no_more_than_its_host() {
    let closed = server::closed().await;
    let address = format!("http://user:{SECRET}@{closed}/{SECRET}?key={SECRET}#{SECRET}");
    let error =
        Error::from(server::client().get(address).send().await.expect_err("nobody listens"));
    assert_silent_in_every_form(&error);
    assert!(error.to_string().contains("127.0.0.1"), "{error}");
}

#[tokio::test]
async fn an_address_that_is_none_shows_nothing() {
    let address = format!("http://{SECRET}:{SECRET}/");
    let error = Error::from(server::client().get(address).send().await.expect_err("not a port"));
    assert_silent_in_every_form(&error);
}

#[tokio::test]
async fn a_body_that_does_not_decode_is_not_quoted() {
    let body = format!("\"{SECRET}\"");
    let address = server::answering("200 OK", &body).await;
    let answer = server::client().get(address).send().await.expect("an answer");
    let error = Error::from(answer.json::<u64>().await.expect_err("a text is no number"));
    assert_silent_in_every_form(&error);
}
