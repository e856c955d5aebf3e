//! Any use in a `move` block uses up.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: Counted) -> Result<(), E> {
    async move { x.look() }.await;
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), counted)).unwrap();
    assert_eq!(count(&clones), 2);
}
