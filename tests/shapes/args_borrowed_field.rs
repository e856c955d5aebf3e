//! A field is borrowed.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: (Counted, u32)) -> Result<(), E> {
    x.0.look();
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), (counted, 1))).unwrap();
    assert_eq!(count(&clones), 0);
}
