//! What genai reports of real connections.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::time::Duration;

use futures_util::StreamExt;
use genai::adapter::AdapterKind;
use genai::chat::{ChatMessage, ChatOptions, ChatRequest, ChatStreamEvent};
use genai::resolver::{AuthData, Endpoint};
use genai::{Client, ModelIden, ServiceTarget};
use resilient::{Class, Classify, Verdict, resilient};

use server::Server;

mod server;

fn client(address: &str) -> Client {
    adapted(address, AdapterKind::OpenAI)
}

fn adapted(address: &str, adapter: AdapterKind) -> Client {
    let base = format!("{address}/v1/");
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    Client::builder()
        .with_reqwest(http)
        .with_service_target_resolver_fn(move |target: ServiceTarget| {
            Ok(ServiceTarget {
                endpoint: Endpoint::from_owned(base.clone()),
                auth: AuthData::from_single("sk-test"),
                model: ModelIden::new(adapter, target.model.model_name),
            })
        })
        .build()
        .unwrap()
}

async fn ask(client: &Client) -> Result<String, genai::Error> {
    let request = ChatRequest::new(vec![ChatMessage::user("why?")]);
    let answer = client.exec_chat("gpt-5.4", request, None).await?;
    Ok(answer.into_first_text().unwrap_or_default())
}

#[tokio::test]
async fn an_answer_says_what_it_means() {
    let spent =
        r#"{"error":{"type":"insufficient_quota","code":"insufficient_quota","message":"pay"}}"#;
    let limited = r#"{"error":{"code":"rate_limit_exceeded","message":"slow"}}"#;
    let seven = Verdict::from(Class::RateLimited).retry_after(Duration::from_secs(7));
    for (status, headers, body, expected) in [
        ("429 x", "retry-after: 7\r\n", limited, seven),
        ("429 x", "retry-after: 7\r\n", "<html>busy</html>", seven),
        ("429 x", "", spent, Class::Quota.into()),
        ("529 x", "", "", Class::Overloaded.into()),
        ("401 x", "", "{}", Class::Auth.into()),
        (
            "200 OK",
            "content-type: text/html\r\n",
            "<html>",
            Verdict::from(Class::Unknown).no_retry(),
        ),
    ] {
        let server = Server::answering(status, headers, body).await;
        let error = ask(&client(&server.address)).await.unwrap_err();
        assert_eq!(error.classify(), expected, "{status} {body}: {error:?}");
    }
}

#[tokio::test]
async fn a_connection_that_fails_is_the_networks() {
    let error = ask(&client(&server::closed().await)).await.unwrap_err();
    assert_eq!(error.classify(), Class::Network.into(), "{error:?}");
}

#[tokio::test]
async fn five_retries_are_six_requests() {
    #[resilient(retries = 5, backoff = none)]
    async fn chat(client: &Client) -> Result<String, genai::Error> {
        ask(client).await
    }
    let server = Server::answering("500 x", "", "{}").await;
    chat(&client(&server.address)).await.unwrap_err();
    assert_eq!(server.requests(), 6);
}

/// Reads a stream to its end, which is an error or comes before `End`.
async fn stream(client: &Client) -> Result<bool, genai::Error> {
    let request = ChatRequest::new(vec![ChatMessage::user("why?")]);
    let options = ChatOptions::default().with_stream_read_timeout(Duration::from_millis(100));
    let mut stream = client.exec_chat_stream("gpt-5.4", request, Some(&options)).await?.stream;
    let mut ended = false;
    while let Some(event) = stream.next().await {
        ended |= matches!(event?, ChatStreamEvent::End(_));
    }
    Ok(ended)
}

const WORD: &str = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"He\"}}]}\n\n";

#[tokio::test]
async fn an_error_in_a_stream_says_what_it_means() {
    use AdapterKind::{Anthropic, Gemini, OpenAI, OpenAIResp};
    for (adapter, event, class) in [
        (OpenAI, r#"{"error":{"message":"x","type":"server_error"}}"#, Class::Server),
        (OpenAI, r#"{"error":{"message":"x","code":"insufficient_quota"}}"#, Class::Quota),
        (OpenAI, r#"{"error":{"message":"x","code":429}}"#, Class::RateLimited),
        (OpenAIResp, r#"{"type":"error","code":"rate_limit_exceeded"}"#, Class::RateLimited),
        (Anthropic, r#"{"type":"error","error":{"type":"overloaded_error"}}"#, Class::Overloaded),
        (Gemini, r#"{"error":{"code":503,"status":"UNAVAILABLE"}}"#, Class::Overloaded),
    ] {
        let server = Server::streaming(&format!("event: error\ndata: {event}\n\n")).await;
        let error = stream(&adapted(&server.address, adapter)).await.unwrap_err();
        assert_eq!(error.classify().class(), class, "{event}: {error:?}");
    }
}

#[tokio::test]
async fn a_stream_that_is_refused_keeps_what_the_answer_says() {
    let server = Server::answering("429 x", "retry-after: 7\r\n", "<html>").await;
    let error = stream(&client(&server.address)).await.unwrap_err();
    let seven = Verdict::from(Class::RateLimited).retry_after(Duration::from_secs(7));
    assert_eq!(error.classify(), seven, "{error:?}");
}

#[tokio::test]
async fn a_stream_that_breaks_off_is_the_networks_and_a_silent_one_a_timeout() {
    let (cut, silent) = (Server::breaking_off(WORD).await, Server::falling_silent(WORD).await);
    for (address, class) in [
        (&cut.address, Class::Network),
        (&silent.address, Class::Timeout),
        (&server::closed().await, Class::Network),
    ] {
        let error = stream(&client(address)).await.unwrap_err();
        assert_eq!(error.classify(), class.into(), "{error:?}");
    }
}

#[tokio::test]
async fn a_stream_that_just_stops_has_no_end_event() {
    let (cut, whole) = (WORD.to_owned(), format!("{WORD}data: [DONE]\n\n"));
    for (events, ended) in [(cut, false), (whole, true)] {
        let server = Server::streaming(&events).await;
        assert_eq!(stream(&client(&server.address)).await.unwrap(), ended, "{events}");
    }
}
