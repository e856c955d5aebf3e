//! A server on the loopback that gives every request the same answer, and counts them.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const STREAM_HEAD: &str =
    "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/event-stream\r\n";

/// What happens after the answer was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Close,
    FallSilent,
}

#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) address: String,
    requests: Arc<AtomicUsize>,
}

impl Server {
    /// Answers with a status line, headers and a body.
    pub(crate) async fn answering(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        Self::sending(format!(
            "HTTP/1.1 {status}\r\n{headers}connection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        ))
        .await
    }

    /// Answers with these events as a stream that nobody has announced the length of.
    pub(crate) async fn streaming(events: &str) -> Self {
        Self::sending(format!("{STREAM_HEAD}\r\n{events}")).await
    }

    /// Answers with these events, and breaks off in the middle of the next.
    pub(crate) async fn breaking_off(events: &str) -> Self {
        Self::sending(format!("{STREAM_HEAD}content-length: 9999\r\n\r\n{events}data: ")).await
    }

    /// Answers with these events, and leaves the connection open.
    pub(crate) async fn falling_silent(events: &str) -> Self {
        Self::serving(format!("{STREAM_HEAD}\r\n{events}"), Then::FallSilent).await
    }

    /// Answers with these bytes, and closes.
    pub(crate) async fn sending(answer: impl Into<Vec<u8>>) -> Self {
        Self::serving(answer, Then::Close).await
    }

    async fn serving(answer: impl Into<Vec<u8>>, then: Then) -> Self {
        let (answer, listener) = (answer.into(), TcpListener::bind("127.0.0.1:0").await.unwrap());
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&requests);
        tokio::spawn(async move {
            let mut silent = Vec::new();
            loop {
                let mut stream = listener.accept().await.unwrap().0;
                if read_request(&mut stream).await.is_some() {
                    counted.fetch_add(1, Ordering::SeqCst);
                    let _ = stream.write_all(&answer).await;
                }
                if then == Then::FallSilent {
                    silent.push(stream);
                }
            }
        });
        Self { address, requests }
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

/// A port that refuses connections.
pub(crate) async fn closed() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// Reads the head and as much body as it announces.
async fn read_request(stream: &mut TcpStream) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    let length = length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
    stream.read_exact(&mut vec![0; length]).await.ok()?;
    Some(())
}
