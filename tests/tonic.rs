//! What a gRPC status means, made here or by tonic out of a real connection.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use resilient::{Class, Classify, Verdict, resilient};
use tonic::client::Grpc;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::transport::Endpoint;
use tonic::{Code, Request, Status};
use tower_service::Service;

use server::Server;

mod server;

#[test]
fn a_code_has_a_class() {
    for (code, class) in [
        (Code::Cancelled, Class::Cancelled),
        (Code::Unknown, Class::Unknown),
        (Code::InvalidArgument, Class::Invalid),
        (Code::DeadlineExceeded, Class::Timeout),
        (Code::NotFound, Class::Invalid),
        (Code::AlreadyExists, Class::Invalid),
        (Code::PermissionDenied, Class::Auth),
        (Code::ResourceExhausted, Class::RateLimited),
        (Code::FailedPrecondition, Class::Invalid),
        (Code::Aborted, Class::Conflict),
        (Code::OutOfRange, Class::Invalid),
        (Code::Unimplemented, Class::Invalid),
        (Code::Internal, Class::Server),
        (Code::Unavailable, Class::Overloaded),
        (Code::DataLoss, Class::Server),
        (Code::Unauthenticated, Class::Auth),
    ] {
        assert_eq!(Status::new(code, "").classify(), class.into(), "{code:?}");
    }
}

/// The details of a status, as `google.rpc.Status` on the wire: one detail of this type and value.
fn details(name: &str, value: &[u8]) -> Vec<u8> {
    let field = |number: u8, bytes: &[u8]| {
        [&[number << 3 | 2, u8::try_from(bytes.len()).unwrap()], bytes].concat()
    };
    let name = field(1, format!("type.googleapis.com/google.rpc.{name}").as_bytes());
    field(3, &[name, field(2, value)].concat())
}

#[test]
fn details_say_when_to_come_back_and_why() {
    let retry = details("RetryInfo", &[10, 2, 8, 7]);
    let limited = Status::with_details(Code::ResourceExhausted, "slow", retry.into());
    let seven = Duration::from_secs(7);
    assert_eq!(limited.classify(), Verdict::from(Class::RateLimited).retry_after(seven));
    let quota = details("QuotaFailure", b"\x0a\x10\x2a\x0eRequestsPerDay");
    let spent = Status::with_details(Code::ResourceExhausted, "no", quota.into());
    assert_eq!(spent.classify(), Class::Quota.into());
    let reason = details("ErrorInfo", b"\x0a\x0fAPI_KEY_INVALID");
    let refused = Status::with_details(Code::InvalidArgument, "no", reason.into());
    assert_eq!(refused.classify(), Class::Auth.into());
}

fn with_metadata(name: &'static str, value: &str) -> Verdict {
    let mut metadata = MetadataMap::new();
    metadata.insert(name, MetadataValue::try_from(value).unwrap());
    Status::with_metadata(Code::Unavailable, "", metadata).classify()
}

#[test]
fn metadata_say_when_to_come_back() {
    let overloaded = Verdict::from(Class::Overloaded);
    for (name, value, expected) in [
        ("grpc-retry-pushback-ms", "250", overloaded.retry_after(Duration::from_millis(250))),
        ("grpc-retry-pushback-ms", "-1", overloaded.no_retry()),
        ("grpc-retry-pushback-ms", "soon", overloaded.no_retry()),
        ("retry-after", "3", overloaded.retry_after(Duration::from_secs(3))),
        ("retry-after", "soon", overloaded),
    ] {
        assert_eq!(with_metadata(name, value), expected, "{name}: {value}");
    }
}

/// Any call at all, to a server that knows no gRPC.
async fn call(endpoint: Endpoint) -> Status {
    let mut service = endpoint.connect_lazy();
    let uri = http::Uri::from_static("http://x/package.Service/Method");
    let request = http::Request::builder().uri(uri).body(tonic::body::Body::empty()).unwrap();
    let answer = match poll_fn(|cx| service.poll_ready(cx)).await {
        Ok(()) => service.call(request).await,
        Err(error) => Err(error),
    };
    match answer {
        Ok(_) => Status::ok("an answer"),
        Err(error) => Status::from_error(error.into()),
    }
}

#[tokio::test]
async fn a_connection_that_fails_is_the_networks() {
    let noise = Server::sending("HTTP/1.1 400 x\r\n\r\n").await;
    for address in [server::closed().await, noise.address] {
        let status = call(Endpoint::from_shared(address).unwrap()).await;
        assert_eq!(status.classify(), Class::Network.into(), "{status:?}");
    }
}

#[tokio::test]
async fn a_call_that_takes_too_long_is_a_timeout() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let endpoint = Endpoint::from_shared(address).unwrap().timeout(Duration::from_millis(50));
    let status = call(endpoint).await;
    assert_eq!(status.classify(), Class::Timeout.into(), "{status:?}");
}

/// Messages without content, so that no protobuf is needed.
struct Empty;

impl Codec for Empty {
    type Encode = ();
    type Decode = ();
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Empty {
    type Item = ();
    type Error = Status;

    fn encode(&mut self, (): (), _: &mut EncodeBuf<'_>) -> Result<(), Status> {
        Ok(())
    }
}

impl Decoder for Empty {
    type Item = ();
    type Error = Status;

    fn decode(&mut self, _: &mut DecodeBuf<'_>) -> Result<Option<()>, Status> {
        Ok(Some(()))
    }
}

/// Where on the wire a status stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    TheHead,
    TheEnd,
}

/// A gRPC server that fails each call with this status, and counts them.
async fn failing(status: Status, at: At) -> (Endpoint, Arc<AtomicUsize>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    tokio::spawn(async move {
        loop {
            let stream = listener.accept().await.unwrap().0;
            let mut connection = h2::server::handshake(stream).await.unwrap();
            while let Some(Ok((_, mut answer))) = connection.accept().await {
                counted.fetch_add(1, Ordering::SeqCst);
                let whole = status.clone().into_http::<()>();
                if at == At::TheHead {
                    answer.send_response(whole, true).unwrap();
                } else {
                    let head = http::Response::builder().header("content-type", "application/grpc");
                    let mut end = answer.send_response(head.body(()).unwrap(), false).unwrap();
                    end.send_trailers(whole.into_parts().0.headers).unwrap();
                }
            }
        }
    });
    (Endpoint::from_shared(address).unwrap(), calls)
}

#[resilient(retries = 2, backoff = none)]
async fn ask(endpoint: &Endpoint) -> Result<(), Status> {
    let mut client = Grpc::new(endpoint.connect_lazy());
    client.ready().await.map_err(|error| Status::from_error(error.into()))?;
    let path = http::uri::PathAndQuery::from_static("/package.Service/Method");
    client.unary(Request::new(()), path, Empty).await.map(tonic::Response::into_inner)
}

#[tokio::test]
async fn details_arrive_in_the_head_and_at_the_end_of_an_answer() {
    let retry = details("RetryInfo", &[10, 3, 8, 0x84, 7]); // 900 s
    let limited = Verdict::from(Class::RateLimited).retry_after(Duration::from_secs(900));
    let reason = details("ErrorInfo", b"\x0a\x0fAPI_KEY_INVALID");
    for at in [At::TheHead, At::TheEnd] {
        for (code, details, expected) in [
            (Code::ResourceExhausted, retry.clone(), limited),
            (Code::InvalidArgument, reason.clone(), Class::Auth.into()),
        ] {
            let status = Status::with_details(code, "no", details.into());
            let (endpoint, calls) = failing(status, at).await;
            assert_eq!(ask(&endpoint).await.unwrap_err().classify(), expected);
            assert_eq!(calls.load(Ordering::SeqCst), 1);
        }
    }
}

#[tokio::test]
async fn a_call_is_repeated_unless_the_server_pushes_back() {
    for (pushback, expected) in [(None, 3), (Some("-1"), 1)] {
        let mut metadata = MetadataMap::new();
        if let Some(wait) = pushback {
            metadata.insert("grpc-retry-pushback-ms", wait.parse().unwrap());
        }
        let status = Status::with_metadata(Code::Unavailable, "busy", metadata);
        let (endpoint, calls) = failing(status, At::TheHead).await;
        ask(&endpoint).await.unwrap_err();
        assert_eq!(calls.load(Ordering::SeqCst), expected, "{pushback:?}");
    }
}
