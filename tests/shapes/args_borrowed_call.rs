//! What is called is borrowed.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: impl Fn() -> u32) -> Result<(), E> {
    x();
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), || counted.look())).unwrap();
    assert_eq!(count(&clones), 0);
}
