//! What hyper and the client of hyper-util report of real connections.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use resilient::{Class, Classify};

use server::Server;

mod server;

type Boxed = Box<dyn std::error::Error + Send + Sync>;

async fn read(address: &str) -> Result<usize, Boxed> {
    let client = Client::builder(TokioExecutor::new()).build_http::<Empty<&[u8]>>();
    let answer = client.get(address.parse()?).await?;
    Ok(answer.into_body().collect().await?.to_bytes().len())
}

#[tokio::test]
async fn a_connection_that_fails_is_the_networks() {
    let closed = server::closed().await;
    let reset = Server::sending("").await;
    let cut = Server::sending("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{").await;
    let noise = Server::sending("noise\r\n\r\n").await;
    for address in [closed, reset.address, cut.address, noise.address] {
        let error = read(&address).await.unwrap_err();
        assert_eq!(error.classify(), Class::Network.into(), "{error:?}");
    }
}

#[tokio::test]
async fn what_the_client_refuses_is_the_callers_mistake() {
    let client = Client::builder(TokioExecutor::new()).build_http::<Empty<&[u8]>>();
    let error = client.get("/no/host".parse().unwrap()).await.unwrap_err();
    assert_eq!(error.classify(), Class::Invalid.into(), "{error:?}");
}
