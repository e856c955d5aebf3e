//! A `mut` argument that lives on in a binding of ours is not said to be needless.
#![deny(warnings, unused, clippy::pedantic)]

use super::support::*;

#[resilient(borrow(list, text))]
async fn shape(
    api: &Api,
    item: Counted,
    mut list: Vec<u32>,
    (mut text, n): (String, u32),
) -> Result<usize, E> {
    drop(item);
    list.push(n);
    text.push('x');
    api.ask().await?;
    Ok(list.len() + text.len())
}
#[resilient(retries = 0)]
async fn once(api: &Api, item: Counted, mut list: Vec<u32>) -> Result<usize, E> {
    drop(item);
    list.push(api.ask().await.unwrap_or(1));
    Ok(list.len())
}
#[resilient(borrow(n))]
#[expect(unused_mut)]
async fn needless(api: &Api, item: Counted, mut text: String, n: u32) -> Result<usize, E> {
    drop(item);
    api.ask().await?;
    Ok(text.len() + n as usize)
}
#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Counted::new().0, vec![], (String::new(), 1))), Ok(6));
    assert_eq!(run(once(&Api::new(), Counted::new().0, vec![])), Ok(1));
    assert_eq!(run(needless(&Api::new(), Counted::new().0, String::new(), 1)), Ok(1));
}
