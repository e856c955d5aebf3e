//! Servers that misbehave on the wire: the answer's status still counts, and nothing is waited for or read without end.
#![cfg(feature = "reqwest")]
#![allow(clippy::expect_used, reason = "clippy knows a test only by its attribute")]

use std::time::Duration;

use resilient_runtime::reqwest::{Error, check};
use resilient_runtime::{Class, Classify, Evidence, Verdict};
use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, sleep};

use server::{Then, client, sending};

mod server;

/// As a user writes it: `?` on everything, then a look into the body.
async fn ask(address: String) -> Result<Vec<u8>, Error> {
    Ok(check(client().get(address).send().await?).await?.bytes().await?.to_vec())
}

async fn verdict(answer: impl Into<Vec<u8>>, then: Then) -> Verdict {
    ask(sending(answer, then).await).await.expect_err("the server lets us down").classify()
}

const SPENT: &str = r#"{"error":{"code":"insufficient_quota","message":"pay"}}"#;

#[tokio::test(start_paused = true)]
async fn a_body_that_drips_does_not_hold_us_up() {
    let listener = server::listener().await;
    let address = server::address(&listener);
    tokio::spawn(async move {
        let mut stream = server::request(&listener).await;
        let head = "HTTP/1.1 503 x\r\nretry-after: 4\r\ntransfer-encoding: chunked\r\n\r\n";
        let mut sent = stream.write_all(head.as_bytes()).await;
        while sent.is_ok() {
            sleep(Duration::from_millis(100)).await;
            sent = stream.write_all(b"1\r\n{\r\n").await;
        }
    });
    let begun = Instant::now();
    let verdict = ask(address).await.expect_err("503").classify();
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert_eq!(verdict, Verdict::from(Class::Overloaded).retry_after(Duration::from_secs(4)));
}

#[tokio::test]
async fn a_body_without_end_is_read_to_16_kib() {
    let listener = server::listener().await;
    let address = server::address(&listener);
    let served = tokio::spawn(async move {
        let mut stream = server::request(&listener).await;
        let head = format!("HTTP/1.1 429 x\r\ntransfer-encoding: chunked\r\n\r\n41\r\n{SPENT}");
        let mut sent = stream.write_all(head.as_bytes()).await;
        let mut chunks = 0;
        while sent.is_ok() && chunks < 10_000 {
            sent = stream.write_all(format!("\r\n1000\r\n{}", " ".repeat(4_096)).as_bytes()).await;
            chunks += 1;
        }
        sent
    });
    let error = ask(address).await.expect_err("429");
    let Error::Status(answer) = &error else { panic!("{error:?}") };
    assert!(answer.body().len() <= 16 * 1024);
    served.await.expect("the server ends").expect_err("the client has hung up");
}

#[tokio::test]
async fn an_error_is_understood_as_far_as_it_has_come() {
    let begun = r#"{"error":{"code":"insufficient_quota","message":"You"#;
    let chunks = format!("{:x}\r\n{begun}\r\nzz", begun.len());
    let (spent, more) = (SPENT.to_owned(), format!("{SPENT}{}", "x".repeat(40_000)));
    for (head, body, then, class) in [
        ("content-length: 9999", begun, Then::Close, Class::Quota),
        ("content-length: 9999", begun, Then::Hang, Class::Quota),
        ("transfer-encoding: chunked", &chunks, Then::Close, Class::Quota),
        ("content-type: image/png", &spent, Then::Close, Class::Quota),
        ("content-length: 3", &spent, Then::Close, Class::RateLimited),
        ("connection: close", &more, Then::Close, Class::RateLimited),
    ] {
        let found = verdict(format!("HTTP/1.1 429 x\r\n{head}\r\n\r\n{body}"), then).await;
        assert_eq!(found.class(), class, "{head}");
    }
}

#[tokio::test]
async fn whatever_the_body_is_the_status_counts() {
    let gzip: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00garbage\xff\xff";
    let deep = [b"[".repeat(400), b"]".repeat(400)].concat();
    let html = b"<!DOCTYPE html><html><body>insufficient_quota 429</body></html>";
    let huge = vec![b'{'; 10 * 1024 * 1024];
    for body in [gzip, b"\xff\xfe\x00", &deep, html, b"", b"\0\0\0\0", &huge] {
        for (status, class) in
            [(502, Class::Server), (503, Class::Overloaded), (504, Class::Timeout)]
        {
            let head = format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\n\r\n", body.len());
            let found = verdict([head.as_bytes(), body].concat(), Then::Close).await;
            assert_eq!(found, class.into(), "{}", body[..body.len().min(20)].escape_ascii());
        }
    }
}

#[tokio::test]
async fn a_body_that_is_not_encoded_as_its_head_says_leaves_the_status() {
    for encoding in ["gzip", "br", "zstd", "deflate", "nonsense"] {
        let head = format!("HTTP/1.1 503 x\r\ncontent-encoding: {encoding}\r\n\r\n\x1f\u{8b}{{");
        assert_eq!(verdict(head, Then::Close).await, Class::Overloaded.into(), "{encoding}");
    }
}

#[tokio::test]
async fn a_head_that_is_none_is_the_network() {
    let flood = "x-flood: 1\r\n".repeat(20_000);
    let long = "x".repeat(2 * 1024 * 1024);
    for head in [
        format!("HTTP/1.1 429 x\r\n{flood}\r\n"),
        format!("HTTP/1.1 429 x\r\nx-long: {long}\r\n\r\n"),
        "HTTP/1.1 429 x\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabc".into(),
        "HTTP/1.1 429 x\r\ncontent-length: -1\r\n\r\n".into(),
        "HTTP/1.1 429 x\r\nno colon\r\n\r\n".into(),
        "HTTP/1.1 42 x\r\n\r\n".into(),
        "HTTP/9.9 200 OK\r\n\r\n".into(),
        "HTTP/1.1 429".into(),
        "\r\n\r\n\r\n".into(),
        "{\"error\":{\"code\":429}}".into(),
        "\u{0}\u{0}\u{0}".into(),
    ] {
        let found = verdict(head.clone(), Then::Close).await;
        assert_eq!(found, Class::Network.into(), "{:?}", &head[..head.len().min(60)]);
    }
}

#[tokio::test]
async fn what_comes_before_the_answer_does_not_matter() {
    let early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nretry-after: 99\r\n\r\n";
    let answer = "HTTP/1.1 429 x\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n";
    let found = verdict(format!("{early}{answer}"), Then::Close).await;
    assert_eq!(found, Verdict::from(Class::RateLimited).retry_after(Duration::from_secs(7)));
}

#[tokio::test]
async fn a_status_that_nobody_has_heard_of_is_still_a_failure() {
    for (status, class) in [
        (418, Class::Invalid),
        (499, Class::Cancelled),
        (520, Class::Server),
        (599, Class::Server),
        (600, Class::Unknown),
        (999, Class::Unknown),
    ] {
        let head = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
        assert_eq!(verdict(head, Then::Close).await, class.into(), "{status}");
    }
}

/// What `check` lets through, and what a look into it then says.
#[tokio::test]
async fn an_answer_that_is_neither_success_nor_failure_is_unknown() {
    for status in [101, 300, 302, 304, 399] {
        let address = sending(format!("HTTP/1.1 {status} x\r\n\r\n"), Then::Close).await;
        let answer = check(client().get(address).send().await.expect("an answer")).await;
        let status = Some(answer.expect("no error status").status().as_u16());
        let found = Evidence { status, ..Evidence::default() }.verdict();
        assert_eq!(found, Class::Unknown.into(), "{status:?}");
    }
}

#[tokio::test]
async fn a_hint_that_is_none_is_left_out_and_the_next_is_taken() {
    let year = Duration::from_secs(365 * 24 * 60 * 60);
    for (headers, hint) in [
        ("retry-after: -5\r\n", None),
        ("retry-after: NaN\r\n", None),
        ("retry-after: 1e400\r\n", None),
        ("retry-after: \r\n", None),
        ("retry-after: \u{661}\r\n", None),
        ("retry-after: 99999999999999999999999\r\n", Some(year)),
        ("retry-after: soon\r\nretry-after: 7\r\n", Some(Duration::from_secs(7))),
        ("retry-after: 3\r\nretry-after: 7\r\n", Some(Duration::from_secs(3))),
        ("Retry-After:7\r\n", Some(Duration::from_secs(7))),
        ("retry-after-ms: -1\r\nretry-after: 7\r\n", Some(Duration::from_secs(7))),
        ("date: never\r\nretry-after: Mon, 01 Jan 1990 00:00:00 GMT\r\n", Some(Duration::ZERO)),
    ] {
        let head = format!("HTTP/1.1 429 x\r\n{headers}content-length: 0\r\n\r\n");
        let found = verdict(head, Then::Close).await;
        assert_eq!((found.class(), found.hint()), (Class::RateLimited, hint), "{headers:?}");
    }
}
