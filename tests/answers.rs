//! The recipe for errors inside a 200, refusals and cut answers: an `Err` from the body, with the right class.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::time::SystemTime;

use resilient::reqwest::check;
use resilient::{Class, Classify, Evidence, StatusError, Verdict, resilient};
use tokio::io::AsyncWriteExt;

use server::Server;

mod server;

#[derive(Debug, thiserror::Error, Classify)]
enum ChatError {
    #[error(transparent)]
    #[classify(transparent)]
    Status(#[from] StatusError),
    #[error(transparent)]
    #[classify(transparent)]
    Transport(#[from] reqwest::Error),
    #[error("the answer is none: {}", .0.class().name())]
    #[classify(with = |verdict| *verdict)]
    NoAnswer(Verdict),
    #[error("the answer was cut at {0} letters")]
    #[classify(malformed)]
    Short(usize),
    #[error("the answer does not read: {0}")]
    #[classify(unknown)]
    Foreign(#[from] serde_json::Error),
}

#[derive(serde::Deserialize)]
struct Answer {
    choices: Vec<Choice>,
}

#[derive(serde::Deserialize)]
struct Choice {
    finish_reason: String,
    text: String,
}

#[resilient(retries = 2, backoff = none)]
async fn chat(url: &str) -> Result<String, ChatError> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let answer = check(client.get(url).send().await?).await?;
    let status = Some(answer.status().as_u16());
    let body = answer.bytes().await?;
    let evidence = Evidence { status, body: &body, ..Evidence::default() };
    if let Some(verdict) = evidence.failure(SystemTime::now()) {
        return Err(ChatError::NoAnswer(verdict));
    }
    let answer: Answer = serde_json::from_slice(&body)?;
    match answer.choices.into_iter().next() {
        Some(choice) if choice.finish_reason == "length" => {
            Err(ChatError::Short(choice.text.len()))
        }
        Some(choice) => Ok(choice.text),
        None => Ok(String::new()),
    }
}

#[tokio::test]
async fn a_200_is_looked_into() {
    for (body, class, requests) in [
        (r#"{"error":{"code":502,"message":"no answer"}}"#, Class::Server, 3),
        (r#"{"error":{"code":"insufficient_quota"}}"#, Class::Quota, 1),
        (r#"{"choices":[{"finish_reason":"content_filter","text":""}]}"#, Class::Filtered, 1),
        (r#"{"stop_reason":"refusal"}"#, Class::Filtered, 1),
        (
            "data: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}\n\n",
            Class::Overloaded,
            3,
        ),
        ("data: {\"choices\":[{\"delta\":{}}]}\n\n", Class::Malformed, 3),
        (r#"{"choices":[{"finish_re"#, Class::Malformed, 3),
        ("", Class::Malformed, 3),
        (r#"{"choices":[{"finish_reason":"length","text":"and th"}]}"#, Class::Malformed, 3),
        (r#"{"choices":[{"finish_reason":"stop"}]}"#, Class::Unknown, 1),
        ("<html>", Class::Unknown, 1),
    ] {
        let server = Server::answering("200 OK", "", body).await;
        let error = chat(&server.address).await.unwrap_err();
        assert_eq!((error.classify().class(), server.requests()), (class, requests), "{body}");
    }
}

#[tokio::test]
async fn a_good_answer_passes() {
    let body = r#"{"choices":[{"finish_reason":"stop","text":"because"}]}"#;
    let server = Server::answering("200 OK", "", body).await;
    assert_eq!(chat(&server.address).await.unwrap(), "because");
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_the_networks() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.write_all(b"HTTP/1.1 400 x\r\n\r\n").await;
        }
    });
    assert_eq!(chat(&address).await.unwrap_err().classify(), Class::Network.into());
}
