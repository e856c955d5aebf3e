//! A scrutinee of `if let` that binds is used up.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: Option<Counted>) -> Result<(), E> {
    if let Some(_y) = x {}
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), Some(counted))).unwrap();
    assert_eq!(count(&clones), 2);
}
