//! What a format string names is borrowed.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: Counted) -> Result<(), E> {
    let _text = format!("{x:?} {:?} {0:?}", x);
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), counted)).unwrap();
    assert_eq!(count(&clones), 0);
}
