//! Aliases of `Result` with defaults, in a path, generic, with a lifetime.
#![allow(unreachable_pub)]

use super::support::*;

mod api {
    pub type Result<T = (), X = super::E> = std::result::Result<T, X>;
    pub mod deep {
        pub type Answer<'a> = Result<&'a str, super::super::E>;
    }
}
type Flip<X, T> = Result<T, X>;
type Unit = api::Result;
trait Kind {
    type Out;
}
impl Kind for u8 {
    type Out = Result<u32, E>;
}
#[resilient]
async fn unit(api: &Api) -> api::Result {
    api.ask().await?;
    Ok(())
}
#[resilient]
async fn deep<'a>(api: &Api, text: &'a str) -> api::deep::Answer<'a> {
    api.ask().await?;
    Ok(text)
}
#[resilient]
async fn flipped(api: &Api) -> Flip<E, u32> {
    api.ask().await
}
#[resilient]
async fn named(api: &Api) -> Unit {
    api.ask().await.map(|_| ())
}
#[resilient]
async fn projected(api: &Api) -> <u8 as Kind>::Out {
    api.ask().await
}
#[resilient(timeout = "1s", fallback = [text = "b"])]
async fn guarded(api: &Api, text: &str) -> self::api::Result<usize> {
    api.ask().await?;
    Ok(text.len())
}
#[test]
fn works() {
    assert_eq!(run(unit(&Api::new())), Ok(()));
    assert_eq!(run(deep(&Api::new(), "a")), Ok("a"));
    assert_eq!(run(flipped(&Api::new())), Ok(3));
    assert_eq!(run(named(&Api::new())), Ok(()));
    assert_eq!(run(projected(&Api::new())), Ok(3));
    assert_eq!(run(guarded(&Api::new(), "a")), Ok(1));
}
