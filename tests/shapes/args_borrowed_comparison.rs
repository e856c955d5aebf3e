//! What is compared is borrowed.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: Counted) -> Result<(), E> {
    let _same = x == x;
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), counted)).unwrap();
    assert_eq!(count(&clones), 0);
}
