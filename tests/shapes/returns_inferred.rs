//! The answer's type is inferred from the signature: `into`, `parse`, `collect`, `Default`.

use super::support::*;

#[resilient]
async fn into(api: &Api) -> Result<String, E> {
    api.ask().await?;
    Ok("a".into())
}
#[resilient]
async fn parse(api: &Api) -> Result<u8, E> {
    api.ask().await?;
    Ok("1".parse()?)
}
#[resilient]
async fn collect(api: &Api, list: &[&str]) -> Result<Vec<u32>, E> {
    api.ask().await?;
    list.iter().map(|it| it.parse::<u32>().map_err(E::from)).collect()
}
#[resilient]
async fn default(api: &Api) -> Result<(Vec<u8>, Option<String>), E> {
    api.ask().await?;
    Ok(Default::default())
}
#[resilient]
async fn error(api: &Api) -> Result<u32, E> {
    api.ask().await?;
    "x".parse::<u32>().map_err(Into::<E>::into).or(Ok(1))
}
#[resilient(retries = 0)]
async fn never_ok() -> Result<u32, E> {
    Err("x".parse::<u8>().unwrap_err())?
}
#[resilient]
async fn number(api: &Api) -> Result<u64, E> {
    api.ask().await?;
    Ok(1)
}
#[test]
fn works() {
    assert_eq!(run(into(&Api::new())), Ok("a".into()));
    assert_eq!(run(parse(&Api::new())), Ok(1));
    assert_eq!(run(collect(&Api::new(), &["1"])), Ok(vec![1]));
    assert_eq!(run(default(&Api::new())), Ok((vec![], None)));
    assert_eq!(run(error(&Api::new())), Ok(1));
    assert_eq!(run(never_ok()), Err(E::Parse));
    assert_eq!(run(number(&Api::new())), Ok(1));
}
