//! Annotated functions that call each other through generics, still `Send`.

use super::support::*;

#[resilient]
async fn a(api: &Api, n: u32) -> Result<u32, E> {
    b(api, n, String::from("x")).await
}
#[resilient(classify = |_| Class::Invalid)]
async fn b<T: Clone + Send + Sync>(api: &Api, n: u32, t: T) -> Result<u32, E> {
    c(api, n, t, async |n| n + 1).await
}
#[resilient(classify = |_| Class::Invalid)]
async fn c<T: Clone + Send, F: AsyncFn(u32) -> u32>(
    api: &Api,
    n: u32,
    t: T,
    f: F,
) -> Result<u32, E> {
    take(t);
    let n = f(n).await;
    Ok(api.ask().await? + n)
}
#[test]
fn works() {
    assert_eq!(run(a(&Api::new(), 1)), Ok(5));
}
