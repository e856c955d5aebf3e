//! What the AI clients make of servers that misbehave, and what that means.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::time::Duration;

use async_openai::config::OpenAIConfig;
use async_openai::error::OpenAIError;
use genai::adapter::AdapterKind;
use genai::chat::{ChatMessage, ChatRequest};
use genai::resolver::{AuthData, Endpoint};
use genai::{ModelIden, ServiceTarget};
use resilient::async_openai::Once;
use resilient::{Class, Classify, Verdict};

use server::Server;

mod server;

fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(2)).build().unwrap()
}

async fn with_async_openai(http: &reqwest::Client, address: &str) -> Result<usize, OpenAIError> {
    let config = OpenAIConfig::new().with_api_base(address).with_api_key("sk-test");
    let client = async_openai::Client::with_config(config);
    Ok(client.with_http_service(Once::new(http.clone())).models().list().await?.data.len())
}

async fn with_genai(http: &reqwest::Client, address: &str) -> Result<String, genai::Error> {
    let base = format!("{address}/v1/");
    let client = genai::Client::builder().with_reqwest(http.clone());
    let client = client.with_service_target_resolver_fn(move |target: ServiceTarget| {
        Ok(ServiceTarget {
            endpoint: Endpoint::from_owned(base.clone()),
            auth: AuthData::from_single("sk-test"),
            model: ModelIden::new(AdapterKind::OpenAI, target.model.model_name),
        })
    });
    let request = ChatRequest::new(vec![ChatMessage::user("why?")]);
    let answer = client.build().unwrap().exec_chat("gpt-5.4", request, None).await?;
    Ok(answer.into_first_text().unwrap_or_default())
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 {head}connection: close\r\ncontent-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// The class of what async-openai and genai report of an answer; `None` where it is a success for the client.
async fn classes(http: &reqwest::Client, answer: Vec<u8>) -> (Option<Class>, Option<Class>) {
    let server = Server::sending(answer).await;
    let first = with_async_openai(http, &server.address).await;
    let second = with_genai(http, &server.address).await;
    let class = |verdict: Verdict| verdict.class();
    (
        first.err().map(|error| class(error.classify())),
        second.err().map(|error| class(error.classify())),
    )
}

const JSON: &str = "200 OK\r\ncontent-type: application/json\r\n";

#[tokio::test]
async fn a_success_that_is_none_is_malformed_if_it_ends_too_early_and_else_unknown() {
    let http = http();
    let deep = [b"[".repeat(400), b"]".repeat(400)].concat();
    let huge = vec![b' '; 10 * 1024 * 1024];
    let html = b"<html>busy</html>";
    for (head, body, class) in [
        (JSON, &b"{\"a\":\"\xff"[..], Class::Malformed),
        (JSON, b"", Class::Malformed),
        (JSON, b"{\"choices\":[{\"ind", Class::Malformed),
        ("204 x\r\n", b"", Class::Malformed),
        (JSON, b"\xff\xfe\x00", Class::Unknown),
        (JSON, b"\x1f\x8b\x08garbage", Class::Unknown),
        (JSON, html, Class::Unknown),
        ("200 OK\r\ncontent-type: text/html\r\n", html, Class::Unknown),
        (JSON, &deep, Class::Unknown),
        (JSON, &huge, Class::Unknown),
    ] {
        let found = classes(&http, answer(head, body)).await;
        let start = body[..body.len().min(20)].escape_ascii();
        assert_eq!(found, (Some(class), Some(class)), "{head}{start}");
    }
}

#[tokio::test]
async fn a_failure_is_its_status_whatever_its_body_is() {
    let http = http();
    let deep = [b"[".repeat(400), b"]".repeat(400)].concat();
    let huge = vec![b' '; 10 * 1024 * 1024];
    for (status, class) in [(429, Class::RateLimited), (503, Class::Overloaded)] {
        for body in [&b""[..], b"\xff\xfe\x00", b"\x1f\x8b\x08", b"<html>", &deep, &huge] {
            let found = classes(&http, answer(&format!("{status} x\r\n"), body)).await;
            let start = body[..body.len().min(20)].escape_ascii();
            assert_eq!(found, (Some(class), Some(class)), "{status} {start}");
        }
    }
}

#[tokio::test]
async fn what_is_wrong_with_the_connection_is_the_networks() {
    let http = http();
    let flood = format!("HTTP/1.1 429 x\r\n{}\r\n", "x-a: 1\r\n".repeat(20_000));
    let head = format!("HTTP/1.1 {JSON}");
    for bytes in [
        flood,
        format!("{head}transfer-encoding: chunked\r\n\r\nzz\r\n"),
        format!("{head}transfer-encoding: chunked\r\n\r\n5\r\n{{"),
        format!("{head}content-length: 99\r\n\r\n{{"),
        format!("{head}content-length: 1\r\ncontent-length: 2\r\n\r\n{{}}"),
        "HTTP/1.1 999".into(),
    ] {
        let start = bytes[..bytes.len().min(150)].to_owned();
        let network = Some(Class::Network);
        assert_eq!(classes(&http, bytes.into()).await, (network, network), "{start}");
    }
}

/// genai reads the body of an error before it shows the status, so a cut one costs it the status.
#[tokio::test]
async fn of_an_error_that_is_cut_the_service_keeps_what_has_come() {
    let http = http();
    let body = r#"{"error":{"code":"insufficient_quota","mess"#;
    let bytes = format!("HTTP/1.1 429 x\r\ncontent-length: 99\r\n\r\n{body}");
    assert_eq!(classes(&http, bytes.into()).await, (Some(Class::Quota), Some(Class::Network)));
}

#[tokio::test]
async fn an_error_inside_a_200_is_seen_by_one_client_only() {
    let http = http();
    let body = br#"{"error":{"code":"insufficient_quota","message":"pay"}}"#;
    assert_eq!(classes(&http, answer(JSON, body)).await, (Some(Class::Quota), None));
}

#[tokio::test]
async fn a_status_that_nobody_has_heard_of_is_unknown() {
    let http = http();
    let unknown = Some(Class::Unknown);
    assert_eq!(classes(&http, answer("999 x\r\n", b"{}")).await, (unknown, unknown));
}
