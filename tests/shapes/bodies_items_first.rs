//! Bodies that begin with an item, or with a block that looks like one; no lint finds an item after a statement.

use super::support::*;

#[resilient]
async fn function(api: &Api) -> Result<u32, E> {
    fn doubled(n: u32) -> u32 {
        n * 2
    }
    api.ask().await.map(doubled)
}

#[resilient]
async fn asynchronous(api: &Api) -> Result<u32, E> {
    async fn again(api: &Api) -> Result<u32, E> {
        api.ask().await
    }
    again(api).await
}

#[resilient]
async fn attributed(api: &Api) -> Result<u32, E> {
    #[inline]
    fn doubled(n: u32) -> u32 {
        n * 2
    }
    api.ask().await.map(doubled)
}

#[resilient]
async fn structure(api: &Api) -> Result<u32, E> {
    struct Asked {
        n: u32,
    }
    Ok(Asked { n: api.ask().await? }.n)
}

#[resilient]
async fn block(api: &Api) -> Result<u32, E> {
    async { api.ask().await }.await
}

#[resilient]
async fn constant(api: &Api) -> Result<u32, E> {
    const { 1_u32 }.checked_add(api.ask().await?).ok_or(E::Parse)
}

async fn union(api: &Api) -> Result<u32, E> {
    api.ask().await
}

#[resilient]
#[deny(unused_braces)]
#[rustfmt::skip] // rustc looks for needless braces in one line only
async fn no_keyword(api: &Api) -> Result<u32, E> { union(api).await }

#[resilient]
async fn negative(api: &Api) -> Result<i64, E> {
    Ok(-i64::from(api.ask().await?))
}

#[resilient]
async fn tuple(api: &Api) -> Result<(u32, u32), E> {
    (api.ask().await, 1).0.map(|n| (n, 1))
}

#[test]
fn works() {
    assert_eq!(run(function(&Api::new())), Ok(6));
    assert_eq!(run(asynchronous(&Api::new())), Ok(3));
    assert_eq!(run(attributed(&Api::new())), Ok(6));
    assert_eq!(run(structure(&Api::new())), Ok(3));
    assert_eq!(run(block(&Api::new())), Ok(3));
    assert_eq!(run(constant(&Api::new())), Ok(4));
    assert_eq!(run(no_keyword(&Api::new())), Ok(3));
    assert_eq!(run(negative(&Api::new())), Ok(-3));
    assert_eq!(run(tuple(&Api::new())), Ok((3, 1)));
}
