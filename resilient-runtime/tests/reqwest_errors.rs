//! What `reqwest` reports of real connections, and what each of its errors means.
#![cfg(feature = "reqwest")]
#![allow(clippy::expect_used, reason = "clippy knows a test only by its attribute")]

use std::sync::Arc;
use std::time::Duration;

use ::reqwest::dns::{Name, Resolve, Resolving};
use resilient_runtime::reqwest::{Error, check};
use resilient_runtime::{Class, Classify, Verdict};
use tokio::io::AsyncWriteExt;

use server::{Then, answering, client, closed, sending};

mod server;

/// As a user writes it: `?` on everything.
async fn text(address: String) -> Result<String, Error> {
    Ok(check(client().get(address).send().await?).await?.text().await?)
}

async fn verdict(address: String) -> Verdict {
    text(address).await.expect_err("the server lets us down").classify()
}

#[tokio::test]
async fn a_success_passes_through_unchanged() {
    let address = answering("200 OK", "hello").await;
    assert_eq!(text(address).await.expect("a success"), "hello");
}

#[tokio::test]
async fn an_error_status_keeps_headers_and_body() {
    let body = r#"{"error":{"code":"rate_limit_exceeded"}}"#;
    let head =
        format!("HTTP/1.1 429 x\r\nretry-after: 7\r\ncontent-length: {}\r\n\r\n", body.len());
    let error = text(sending(head + body, Then::Close).await).await.expect_err("429");
    assert_eq!(error.to_string(), "status 429 Too Many Requests");
    let expected = Verdict::from(Class::RateLimited).retry_after(Duration::from_secs(7));
    assert_eq!(error.classify(), expected);
    let Error::Status(answer) = error else { panic!("{error:?}") };
    assert_eq!(answer.body(), body.as_bytes());
}

#[tokio::test]
async fn of_a_huge_error_body_only_16_kib_are_read() {
    const HUGE: usize = 20 * 1024 * 1024;
    let listener = server::listener().await;
    let address = server::address(&listener);
    let sent = tokio::spawn(async move {
        let mut stream = server::request(&listener).await;
        let head = format!("HTTP/1.1 500 x\r\ncontent-length: {HUGE}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.expect("the head is read");
        stream.write_all(&vec![b'x'; HUGE]).await
    });
    let error = check(client().get(address).send().await.expect("an answer")).await;
    assert_eq!(error.expect_err("500").body().len(), 16 * 1024);
    sent.await.expect("the server ends").expect_err("the client has hung up");
}

#[tokio::test(start_paused = true)]
async fn an_error_body_that_never_ends_does_not_hide_its_status() {
    let answer = "HTTP/1.1 429 x\r\nretry-after: 7\r\ncontent-length: 99\r\n\r\n{";
    let begun = tokio::time::Instant::now();
    let verdict = verdict(sending(answer, Then::Hang).await).await;
    assert!(begun.elapsed() < Duration::from_secs(3));
    let expected = Verdict::from(Class::RateLimited).retry_after(Duration::from_secs(7));
    assert_eq!(verdict, expected);
}

#[tokio::test]
async fn an_error_body_that_is_cut_does_not_hide_its_status() {
    let answer = "HTTP/1.1 503 x\r\ncontent-length: 99\r\n\r\n{";
    assert_eq!(verdict(sending(answer, Then::Close).await).await, Class::Overloaded.into());
}

#[tokio::test]
async fn a_refused_connection_is_the_network() {
    let address = format!("http://{}", closed().await);
    assert_eq!(verdict(address).await, Class::Network.into());
}

/// A name server that never answers.
struct Silent;

impl Resolve for Silent {
    fn resolve(&self, _: Name) -> Resolving {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn no_connection_in_time_is_the_network_because_nothing_was_sent() {
    let client = reqwest::Client::builder().no_proxy().dns_resolver(Arc::new(Silent));
    let client = client.connect_timeout(Duration::from_secs(5)).build().expect("a client");
    let error = client.get("http://nowhere.test").send().await.expect_err("no address");
    assert!(error.is_timeout());
    assert_eq!(error.classify(), Class::Network.into());
}

#[tokio::test]
async fn a_connection_closed_before_the_answer_is_the_network() {
    assert_eq!(verdict(sending("", Then::Close).await).await, Class::Network.into());
}

#[tokio::test]
async fn a_cut_body_is_the_network() {
    for answer in [
        "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"a\":",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab",
    ] {
        assert_eq!(verdict(sending(answer, Then::Close).await).await, Class::Network.into());
    }
}

#[tokio::test]
async fn no_answer_in_time_is_a_timeout() {
    let address = sending("", Then::Hang).await;
    let request = client().get(address).timeout(Duration::from_millis(100));
    let error = request.send().await.expect_err("nothing comes");
    assert_eq!(error.classify(), Class::Timeout.into());
}

#[tokio::test]
async fn no_end_of_the_body_in_time_is_a_timeout() {
    let address = sending("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab", Then::Hang).await;
    let request = client().get(address).timeout(Duration::from_millis(100));
    let answer = request.send().await.expect("a head");
    let error = answer.text().await.expect_err("no more comes");
    assert_eq!(error.classify(), Class::Timeout.into());
}

#[tokio::test]
async fn a_complete_answer_that_does_not_decode_is_not_repeated() {
    for body in ["<html>", "\"text\"", "1 2"] {
        let answer = client().get(answering("200 OK", body).await).send().await.expect("an answer");
        let error = answer.json::<u64>().await.expect_err("no number");
        assert_eq!(error.classify(), Verdict::from(Class::Unknown).no_retry(), "{body}");
    }
}

#[tokio::test]
async fn an_answer_that_ends_too_early_is_malformed() {
    for body in ["", "[1,", "{\"choices\":[{\"index\":0,\"mess"] {
        let answer = client().get(answering("200 OK", body).await).send().await.expect("an answer");
        let error = answer.json::<serde_json::Value>().await.expect_err("no end");
        assert_eq!(error.classify(), Class::Malformed.into(), "{body}");
    }
}

#[tokio::test]
async fn an_answer_that_is_not_http_is_the_network() {
    let address = sending("SSH-2.0-OpenSSH_9.6\r\n\r\n", Then::Close).await;
    assert_eq!(verdict(address).await, Class::Network.into());
}

#[tokio::test]
async fn a_status_of_error_for_status_still_counts() {
    let answer = client().get(answering("503 x", "").await).send().await.expect("an answer");
    let error = answer.error_for_status().expect_err("503");
    assert_eq!(error.classify(), Class::Overloaded.into());
}

#[tokio::test]
async fn a_circle_of_redirects_is_the_requests_fault() {
    let listener = server::listener().await;
    let address = server::address(&listener);
    tokio::spawn(async move {
        loop {
            let mut stream = server::request(&listener).await;
            let answer =
                "HTTP/1.1 302 x\r\nlocation: /\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            stream.write_all(answer.as_bytes()).await.expect("the client reads");
        }
    });
    assert_eq!(verdict(address).await, Class::Invalid.into());
}

#[tokio::test]
async fn an_address_that_is_none_is_the_requests_fault() {
    assert_eq!(verdict("no address".into()).await, Class::Invalid.into());
}
