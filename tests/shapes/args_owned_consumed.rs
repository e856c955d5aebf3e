//! An owned argument that the body uses up is cloned for every attempt but the last.

use super::support::*;

#[resilient]
async fn shape(api: &Api, name: String, counted: Counted) -> Result<String, E> {
    api.ask().await?;
    drop(counted);
    Ok(take(name))
}

#[test]
fn works() {
    let (api, (counted, clones)) = (Api::new(), Counted::new());
    assert_eq!(run(shape(&api, "x".into(), counted)), Ok("x".into()));
    assert_eq!((api.calls(), count(&clones)), (3, 2));
}
