//! What the return type says is known in the body.

use super::support::*;

#[resilient]
async fn into(api: &Api) -> Result<String, E> {
    api.ask().await?;
    Ok("x".into())
}

#[resilient]
async fn unsized_coercion(api: &Api) -> Result<Box<dyn Fn() -> u32>, E> {
    let n = api.ask().await?;
    Ok(Box::new(move || n))
}

#[resilient]
async fn collected(api: &Api) -> Result<Vec<u32>, E> {
    api.ask().await?;
    [Ok(1), Err(E::Parse), Ok(3)].into_iter().filter(|it| it.is_ok()).collect()
}

#[resilient]
async fn parsed(api: &Api) -> Result<u8, E> {
    api.ask().await?;
    Ok("7".parse()?)
}

#[resilient]
async fn default(api: &Api) -> Result<(Option<u8>, Vec<String>), E> {
    api.ask().await?;
    Ok((None, vec![]))
}

#[resilient]
async fn sliced(api: &Api) -> Result<&'static [u32], E> {
    api.ask().await?;
    Ok(&[1, 2])
}

#[test]
fn works() {
    assert_eq!(run(into(&Api::new())), Ok("x".into()));
    assert_eq!(run(unsized_coercion(&Api::new())).unwrap()(), 3);
    assert_eq!(run(collected(&Api::new())), Ok(vec![1, 3]));
    assert_eq!(run(parsed(&Api::new())), Ok(7));
    assert_eq!(run(default(&Api::new())), Ok((None, vec![])));
    assert_eq!(run(sliced(&Api::new())), Ok(&[1, 2][..]));
}
