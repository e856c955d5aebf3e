//! What a gRPC status means, made here or by tonic out of a real connection.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::future::poll_fn;
use std::time::Duration;

use resilient::{Class, Classify, Verdict};
use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::transport::Endpoint;
use tonic::{Code, Status};
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
