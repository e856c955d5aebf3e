//! An owned argument that the body only reads is never cloned.

use super::support::*;

#[resilient]
async fn shape(api: &Api, name: String, counted: Counted, unique: Unique) -> Result<usize, E> {
    api.ask().await?;
    Ok(name.len() + counted.look() as usize + unique.0 as usize)
}

#[test]
fn works() {
    let (api, (counted, clones)) = (Api::new(), Counted::new());
    assert_eq!(run(shape(&api, "ab".into(), counted, Unique(5))), Ok(7));
    assert_eq!((api.calls(), count(&clones)), (3, 0));
}
