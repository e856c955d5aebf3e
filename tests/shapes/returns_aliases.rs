//! Aliases of `Result`, and io's own.

use super::support::*;

type Answer<T> = Result<T, E>;
type Answers = Answer<Vec<u32>>;

#[resilient]
async fn alias(api: &Api) -> Answer<u32> {
    api.ask().await
}

#[resilient]
async fn full_alias(api: &Api) -> Answers {
    Ok(vec![api.ask().await?])
}

#[resilient(timeout = "1s")]
async fn io(api: &Api) -> std::io::Result<u32> {
    api.ask().await.map_err(|_| std::io::Error::other("x"))
}

#[resilient(classify = |_: &anyhow::Error| Class::Server, stop = anyhow::Error::from, timeout = "1s")]
async fn any(api: &Api) -> anyhow::Result<u32> {
    Ok(api.ask().await.map_err(|_| anyhow::anyhow!("x"))?)
}

#[test]
fn works() {
    assert_eq!(run(alias(&Api::new())), Ok(3));
    assert_eq!(run(full_alias(&Api::new())), Ok(vec![3]));
    assert_eq!(run(any(&Api::new())).unwrap(), 3);
    assert!(run(io(&Api::new())).is_err());
}
