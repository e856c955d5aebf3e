//! A future that is awaited is used up.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: std::future::Ready<Counted>) -> Result<(), E> {
    let _y = x.await;
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), std::future::ready(counted))).unwrap();
    assert_eq!(count(&clones), 2);
}
