//! An iterator by value: consumed, or advanced, afresh in each attempt.

use super::support::*;

#[resilient]
async fn shape(api: &Api, items: impl IntoIterator<Item = u32> + Clone) -> Result<u32, E> {
    let mut sum = 0;
    for item in items {
        sum += item;
    }
    Ok(api.ask().await? + sum)
}

#[resilient]
async fn advanced(api: &Api, mut items: impl Iterator<Item = u32> + Clone) -> Result<u32, E> {
    let first = items.next().unwrap_or(0);
    Ok(api.ask().await? + first)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), [1, 2])), Ok(6));
    assert_eq!(run(advanced(&Api::new(), [5, 6].into_iter())), Ok(8));
}
