//! What is indexed is borrowed.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: Vec<Counted>) -> Result<(), E> {
    x[0].look();
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), vec![counted])).unwrap();
    assert_eq!(count(&clones), 0);
}
