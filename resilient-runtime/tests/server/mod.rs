//! A server on the loopback that answers one request with the bytes it is told.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::expect_used, reason = "clippy knows a test only by its attribute")]

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Answers with a status line and a body of known length, and closes.
pub(crate) async fn answering(status: &str, body: &str) -> String {
    let length = body.len();
    sending(format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{body}"), Then::Close)
        .await
}

/// What happens after the answer was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    Close,
    Hang,
}

/// Answers with these bytes.
pub(crate) async fn sending(answer: impl Into<Vec<u8>>, then: Then) -> String {
    let (listener, answer) = (listener().await, answer.into());
    let address = address(&listener);
    tokio::spawn(async move {
        let mut stream = request(&listener).await;
        stream.write_all(&answer).await.expect("the client reads");
        if then == Then::Hang {
            std::future::pending::<()>().await;
        }
    });
    address
}

/// A port that refuses connections.
pub(crate) async fn closed() -> std::net::SocketAddr {
    listener().await.local_addr().expect("an address")
}

pub(crate) async fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.expect("a free port")
}

pub(crate) fn address(listener: &TcpListener) -> String {
    format!("http://{}", listener.local_addr().expect("an address"))
}

/// Accepts a connection and reads the head of its request.
pub(crate) async fn request(listener: &TcpListener) -> TcpStream {
    let (mut stream, _) = listener.accept().await.expect("a client");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.expect("a whole head"));
    }
    stream
}

/// A client that looks for no proxy in its environment.
pub(crate) fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().expect("a client")
}
