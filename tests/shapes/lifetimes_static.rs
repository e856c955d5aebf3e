//! Static references and futures that live as long as they like.

use super::support::*;

#[resilient]
async fn shape(name: &'static str, owned: String) -> Result<&'static str, E> {
    tokio::task::yield_now().await;
    drop(owned);
    Ok(name)
}

#[test]
fn works() {
    let answer = run(async { tokio::spawn(shape("a", String::new())).await.unwrap() });
    assert_eq!(answer, Ok("a"));
}
