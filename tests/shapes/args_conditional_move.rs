//! An argument that only some attempts use up.

use super::support::*;

#[resilient]
async fn shape(api: &Api, item: Counted, first: bool) -> Result<u32, E> {
    if first && api.calls() == 0 {
        drop(item);
        api.ask().await
    } else {
        let n = item.look();
        Ok(api.ask().await? + n)
    }
}

#[test]
fn works() {
    let (item, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), item, true)), Ok(5));
    assert_eq!(count(&clones), 2);
}
