//! async-openai as it is, and with the service that does not retry.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::time::Duration;

use async_openai::Client;
use async_openai::config::OpenAIConfig;
use async_openai::error::OpenAIError;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use resilient::async_openai::Once;
use resilient::{Class, Classify, Verdict, resilient};

use server::Server;

mod server;

const SECRET: &str = "sk-planted-secret";

fn config(address: &str) -> OpenAIConfig {
    OpenAIConfig::new().with_api_base(address).with_api_key(SECRET)
}

fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// The client as its own constructors make it.
fn retrying(address: &str) -> Client<OpenAIConfig> {
    Client::with_config(config(address))
}

fn once(address: &str) -> Client<OpenAIConfig> {
    Client::with_config(config(address)).with_http_service(Once::new(http()))
}

#[resilient(retries = 5, backoff = none)]
async fn models(client: &Client<OpenAIConfig>) -> Result<usize, OpenAIError> {
    Ok(client.models().list().await?.data.len())
}

#[tokio::test]
async fn five_retries_are_six_requests() {
    let server = Server::answering("500 x", "", "{}").await;
    models(&once(&server.address)).await.unwrap_err();
    assert_eq!(server.requests(), 6);
}

#[resilient(retries = 1, backoff = none)]
async fn twice(client: &Client<OpenAIConfig>) -> Result<usize, OpenAIError> {
    Ok(client.models().list().await?.data.len())
}

#[tokio::test]
async fn the_clients_own_retries_multiply() {
    let server = Server::answering("500 x", "retry-after: 0\r\n", "{}").await;
    twice(&retrying(&server.address)).await.unwrap_err();
    assert_eq!(server.requests(), 8);
}

async fn verdict(client: &Client<OpenAIConfig>) -> Verdict {
    client.models().list().await.unwrap_err().classify()
}

#[tokio::test]
async fn the_service_keeps_what_an_error_says() {
    let limited = r#"{"error":{"type":"tokens","code":"rate_limit_exceeded","message":"slow"}}"#;
    let spent =
        r#"{"error":{"type":"insufficient_quota","code":"insufficient_quota","message":"pay"}}"#;
    let foreign = r#"{"error":{"code":429,"message":"Rate limited","metadata":{}}}"#;
    let seven = Verdict::from(Class::RateLimited).retry_after(Duration::from_secs(7));
    for (status, headers, body, expected) in [
        ("429 x", "retry-after: 7\r\n", limited, seven),
        ("429 x", "retry-after: 7\r\n", foreign, seven),
        ("429 x", "retry-after: 7\r\n", "<html>busy</html>", seven),
        ("429 x", "", spent, Class::Quota.into()),
        ("529 x", "", "{}", Class::Overloaded.into()),
        ("500 x", "x-should-retry: false\r\n", "{}", Verdict::from(Class::Server).no_retry()),
        ("401 x", "", "{}", Class::Auth.into()),
        ("200 OK", "", r#"{"error":{"code":502,"message":"no answer"}}"#, Class::Server.into()),
        ("200 OK", "", r#"{"some":"thing"}"#, Verdict::from(Class::Unknown).no_retry()),
        ("200 OK", "", r#"{"object":"list","da"#, Class::Malformed.into()),
    ] {
        let server = Server::answering(status, headers, body).await;
        assert_eq!(verdict(&once(&server.address)).await, expected, "{status} {body}");
    }
}

#[tokio::test]
async fn without_it_status_and_code_are_left() {
    let spent =
        r#"{"error":{"type":"insufficient_quota","code":"insufficient_quota","message":"pay"}}"#;
    let foreign = r#"[{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}]"#;
    for (status, body, class) in [
        ("429 x", spent, Class::Quota),
        ("400 x", foreign, Class::Auth),
        (
            "404 x",
            r#"{"error":{"code":"model_not_found","message":"no","type":"x"}}"#,
            Class::Missing,
        ),
    ] {
        let server = Server::answering(status, "", body).await;
        assert_eq!(verdict(&retrying(&server.address)).await.class(), class, "{body}");
        assert_eq!(server.requests(), 1, "{body}");
    }
}

#[tokio::test]
async fn a_connection_that_fails_is_the_networks() {
    let cut = Server::sending("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{").await;
    for address in [server::closed().await, cut.address.clone()] {
        assert_eq!(verdict(&once(&address)).await, Class::Network.into(), "{address}");
    }
}

#[tokio::test]
async fn the_service_shows_nothing_of_an_answer() {
    let body = format!(r#"{{"error":{{"message":"{SECRET}","code":"{SECRET}"}}}}"#);
    let server = Server::answering("400 x", &format!("x-key: {SECRET}\r\n"), &body).await;
    let error = once(&server.address).models().list().await.unwrap_err();
    let key = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_static(SECRET))]);
    let http = reqwest::Client::builder().default_headers(key).build().unwrap();
    for text in [format!("{error}"), format!("{error:?}"), format!("{:?}", Once::new(http))] {
        assert!(!text.contains(SECRET), "{text}");
    }
}
