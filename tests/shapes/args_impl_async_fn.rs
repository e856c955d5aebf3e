//! An async closure as an argument, called in each attempt.

use super::support::*;

#[resilient]
async fn shape(f: impl AsyncFn(u32) -> Result<u32, E>) -> Result<u32, E> {
    f(1).await
}

#[resilient]
async fn counting(mut f: impl AsyncFnMut() -> Result<u32, E> + Clone) -> Result<u32, E> {
    f().await
}

#[resilient]
async fn generic<F>(f: &mut F) -> Result<u32, E>
where
    F: AsyncFnMut() -> Result<u32, E>,
{
    f().await
}

#[test]
fn works() {
    let api = Api::new();
    assert_eq!(run(shape(async |n| Ok(api.ask().await? + n))), Ok(4));
    let api = Api::new();
    assert_eq!(run(counting(async || api.ask().await)), Ok(3));
    let (api, mut n) = (Api::new(), 0);
    assert_eq!(
        run(generic(&mut async || {
            n += 1;
            api.ask().await
        })),
        Ok(3)
    );
    assert_eq!(n, 3);
}
