//! A method's receiver is borrowed.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: Counted) -> Result<(), E> {
    x.look();
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), counted)).unwrap();
    assert_eq!(count(&clones), 0);
}
