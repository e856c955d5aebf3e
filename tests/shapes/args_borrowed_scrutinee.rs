//! A scrutinee without bindings is borrowed.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: Option<Counted>) -> Result<(), E> {
    match x {
        Some(_) => {}
        None => {}
    }
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), Some(counted))).unwrap();
    assert_eq!(count(&clones), 0);
}
