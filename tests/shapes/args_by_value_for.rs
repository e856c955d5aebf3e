//! What a loop runs over is used up.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: Vec<Counted>) -> Result<(), E> {
    for _ in x {}
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), vec![counted])).unwrap();
    assert_eq!(count(&clones), 2);
}
