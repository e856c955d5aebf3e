//! An iterator of a link may have closures in it.

use super::support::*;

#[resilient(retries = 0, fallback = [model in models.iter().map(|name| name.as_str())])]
async fn mapped(api: &Api, model: &str, models: &[String]) -> Result<String, E> {
    api.ask().await?;
    Ok(model.to_owned())
}

#[resilient(
    retries = 0,
    fallback = [model in (0..9).filter(|n| n % 2 == 1).map(|n| format!("{name}{n}"))]
)]
async fn filtered(api: &Api, model: String, name: &str) -> Result<String, E> {
    api.ask().await?;
    Ok(model)
}

#[resilient(
    retries = 1,
    fallback = [n in { let mut next = n; std::iter::from_fn(move || { next += 1; Some(next) }) }]
)]
async fn endless(api: &Api, n: u32) -> Result<u32, E> {
    api.ask().await?;
    if n < 5 { Err(E::Failed) } else { Ok(n) }
}

#[test]
fn works() {
    let models = ["small".to_owned(), "large".to_owned()];
    assert_eq!(run(mapped(&Api::new(), "first", &models)), Ok("large".to_owned()));
    assert_eq!(run(filtered(&Api::new(), "first".to_owned(), "m")), Ok("m3".to_owned()));
    assert_eq!(run(endless(&Api::new(), 1)), Ok(5));
}
