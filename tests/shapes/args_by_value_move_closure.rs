//! Any use in a `move` closure uses up.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: Counted) -> Result<(), E> {
    let look = move || x.look();
    look();
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), counted)).unwrap();
    assert_eq!(count(&clones), 2);
}
