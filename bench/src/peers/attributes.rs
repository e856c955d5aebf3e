//! Attributes on async functions that people know the price of.

use async_trait::async_trait;
use guard::body::{Body, Fault};

#[tracing::instrument]
pub(super) async fn instrumented<B: Body>(x: u64) -> Result<u64, Fault> {
    B::call(x).await
}

pub(super) async fn boxed<B: Body>(x: u64) -> Result<u64, Fault> {
    Boxing::<B>::call(x).await
}

#[async_trait]
trait Boxed {
    async fn call(x: u64) -> Result<u64, Fault>;
}

struct Boxing<B>(std::marker::PhantomData<B>);

#[async_trait]
impl<B: Body> Boxed for Boxing<B> {
    async fn call(x: u64) -> Result<u64, Fault> {
        B::call(x).await
    }
}
