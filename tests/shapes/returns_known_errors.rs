//! `anyhow`, `io`, boxed errors of both kinds, a string, a reference.

use super::support::*;

use std::io;
fn unknown<X: ?Sized>(_: &X) -> Class {
    Class::Server
}
#[resilient(classify = |_| Class::Server, timeout = "1s")]
async fn any(api: &Api) -> anyhow::Result<u32> {
    api.ask_now().map_err(|_| anyhow::anyhow!("failed"))
}
#[resilient(classify = |_: &io::Error| Class::Server, timeout = "1s", otherwise = Err(io::Error::other(error.to_string())))]
async fn io(api: &Api) -> io::Result<u32> {
    api.ask_now().map_err(|_| io::Error::other("failed"))
}
#[resilient(classify = |_| Class::Server)]
async fn local(api: &Api) -> Result<u32, Box<dyn std::error::Error>> {
    Ok(api.ask().await.map_err(|_| "failed")?)
}
#[resilient(classify = |_| Class::Server, deadline = "1m")]
async fn boxed(api: &Api) -> Result<u32, Box<dyn std::error::Error + Send + Sync>> {
    Ok(api.ask().await.map_err(|_| "failed")?)
}
#[resilient(classify = |it: &&'static str| unknown(*it))]
async fn text(api: &Api) -> Result<u32, &'static str> {
    api.ask_now().map_err(|_| "failed")
}
#[resilient(classify = |_| Class::Server)]
async fn unit(api: &Api) -> Result<u32, ()> {
    api.ask_now().map_err(drop)
}
#[test]
fn works() {
    assert_eq!(run(any(&Api::new())).unwrap(), 3);
    assert_eq!(run(io(&Api::new())).unwrap(), 3);
    assert_eq!(run(local(&Api::new())).unwrap(), 3);
    assert_eq!(run(is_send(boxed(&Api::new()))).unwrap(), 3);
    assert_eq!(run(text(&Api::new())).unwrap(), 3);
    assert_eq!(run(unit(&Api::new())).unwrap(), 3);
}
