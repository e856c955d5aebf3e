//! Async closures in the body, by reference and by value.

use super::support::*;

#[resilient]
async fn shape(api: &Api, name: String, item: Counted, mut n: u32) -> Result<u32, E> {
    let ask =
        async |plus: u32| -> Result<u32, E> { Ok(api.ask().await? + plus + name.len() as u32) };
    let own = async move || take(item).look();
    let mut add = async || {
        n += 1;
    };
    add().await;
    add().await;
    let n = ask(n).await?;
    Ok(n + own().await)
}
#[test]
fn works() {
    let (item, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), "a".into(), item, 0)), Ok(3 + 2 + 1 + 2));
    assert_eq!(count(&clones), 2);
}
