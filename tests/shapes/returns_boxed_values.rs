//! Boxed closures, iterators and trait objects, coerced on their way out.

use super::support::*;

#[resilient]
async fn closure(api: &Api, n: u32) -> Result<Box<dyn Fn() -> u32>, E> {
    let m = api.ask().await?;
    Ok(Box::new(move || n + m))
}
#[resilient]
async fn iterator<'a>(
    api: &Api,
    list: &'a [u32],
) -> Result<Box<dyn Iterator<Item = &'a u32> + Send + 'a>, E> {
    api.ask().await?;
    if list.is_empty() {
        return Ok(Box::new(std::iter::empty()));
    }
    Ok(Box::new(list.iter()))
}
#[resilient]
async fn either(api: &Api, n: u32) -> Result<std::sync::Arc<dyn std::fmt::Display>, E> {
    api.ask().await?;
    if n > 5 { Ok(std::sync::Arc::new("a")) } else { Ok(std::sync::Arc::new(n)) }
}
#[test]
fn works() {
    assert_eq!(run(closure(&Api::new(), 1)).unwrap()(), 4);
    assert_eq!(run(iterator(&Api::new(), &[1])).unwrap().count(), 1);
    assert_eq!(run(either(&Api::new(), 1)).unwrap().to_string(), "1");
}
