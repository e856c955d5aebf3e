//! async-openai as it is, and with the service that does not retry.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::time::Duration;

use async_openai::Client;
use async_openai::config::OpenAIConfig;
use async_openai::error::OpenAIError;
use async_openai::types::chat::CreateChatCompletionRequest;
use futures_util::StreamExt;
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

/// Reads a stream to its end, and says whether a finish reason was among the events.
async fn stream(client: &Client<OpenAIConfig>) -> Result<bool, OpenAIError> {
    let mut events = client.chat().create_stream(CreateChatCompletionRequest::default()).await?;
    let mut finished = false;
    while let Some(event) = events.next().await {
        finished |= event?.choices.iter().any(|choice| choice.finish_reason.is_some());
    }
    Ok(finished)
}

const WORD: &str = r#"data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"He"},"finish_reason":null}]}"#;

#[tokio::test]
async fn an_error_in_a_stream_says_what_it_means() {
    for (event, class) in [
        (r#"{"error":{"message":"x","type":"server_error","code":null}}"#, Class::Server),
        (r#"{"error":{"message":"x","type":"insufficient_quota"}}"#, Class::Quota),
        (r#"{"error":{"code":429,"message":"x","metadata":{}}}"#, Class::RateLimited),
        (r#"{"id":"g","error":{"code":502,"message":"x"},"choices":[]}"#, Class::Server),
        (r#"{"type":"error","error":{"type":"overloaded_error"}}"#, Class::Overloaded),
        (r#"{"some":"event"}"#, Class::Unknown),
    ] {
        let server = Server::streaming(&format!("{WORD}\n\ndata: {event}\n\n")).await;
        let error = stream(&once(&server.address)).await.unwrap_err();
        assert_eq!(error.classify().class(), class, "{event}: {error:?}");
    }
}

#[tokio::test]
async fn a_stream_that_is_refused_keeps_what_the_answer_says() {
    let server = Server::answering("429 x", "retry-after: 7\r\n", "<html>").await;
    let error = stream(&once(&server.address)).await.unwrap_err();
    let seven = Verdict::from(Class::RateLimited).retry_after(Duration::from_secs(7));
    assert_eq!(error.classify(), seven, "{error:?}");
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn a_stream_that_breaks_off_or_falls_silent_is_the_networks() {
    let (word, patient) = (format!("{WORD}\n\n"), Duration::from_millis(100));
    let http = reqwest::Client::builder().no_proxy().read_timeout(patient).build().unwrap();
    for server in [Server::breaking_off(&word).await, Server::falling_silent(&word).await] {
        let client =
            Client::with_config(config(&server.address)).with_http_service(Once::new(http.clone()));
        let error = stream(&client).await.unwrap_err();
        assert_eq!(error.classify(), Class::Network.into(), "{error:?}");
    }
}

#[tokio::test]
async fn an_event_that_is_no_text_is_not_repeated() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    let server = Server::sending([head.as_bytes(), b"data: \xff\xfe\n\n"].concat()).await;
    let error = stream(&once(&server.address)).await.unwrap_err();
    assert_eq!(error.classify(), Verdict::from(Class::Unknown).no_retry(), "{error:?}");
}

#[tokio::test]
async fn a_stream_that_just_stops_has_no_finish_reason() {
    let last = WORD.replace("null", "\"stop\"");
    for (events, finished) in [(format!("{WORD}\n\n"), false), (format!("{last}\n\n"), true)] {
        let server = Server::streaming(&events).await;
        assert_eq!(stream(&once(&server.address)).await.unwrap(), finished, "{events}");
    }
}
