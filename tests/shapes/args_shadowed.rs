//! An argument shadowed by what is made of it.

use super::support::*;

#[resilient]
async fn shape(api: &Api, name: String, item: Counted) -> Result<usize, E> {
    let name = name.trim();
    let item = &item;
    api.ask().await?;
    let name = name.to_owned();
    Ok(take(name).len() + item.look() as usize)
}

#[test]
fn works() {
    let (item, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), " a ".into(), item)), Ok(1));
    assert_eq!(count(&clones), 0);
}
