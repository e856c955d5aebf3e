//! A `mut` argument is fresh each time.

use super::support::*;

#[resilient]
async fn shape(api: &Api, mut x: Counted) -> Result<(), E> {
    x = take(x);
    x.look();
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), counted)).unwrap();
    assert_eq!(count(&clones), 2);
}
