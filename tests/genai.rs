//! What genai reports of real connections.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::time::Duration;

use genai::adapter::AdapterKind;
use genai::chat::{ChatMessage, ChatRequest};
use genai::resolver::{AuthData, Endpoint};
use genai::{Client, ModelIden, ServiceTarget};
use resilient::{Class, Classify, Verdict, resilient};

use server::Server;

mod server;

fn client(address: &str) -> Client {
    let base = format!("{address}/v1/");
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    Client::builder()
        .with_reqwest(http)
        .with_service_target_resolver_fn(move |target: ServiceTarget| {
            Ok(ServiceTarget {
                endpoint: Endpoint::from_owned(base.clone()),
                auth: AuthData::from_single("sk-test"),
                model: ModelIden::new(AdapterKind::OpenAI, target.model.model_name),
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
