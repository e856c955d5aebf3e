//! A bare name as a field of a struct is used up.

use super::support::*;

struct Holder {
    x: Counted,
}

#[resilient]
async fn shape(api: &Api, x: Counted) -> Result<(), E> {
    let _holder = Holder { x };
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), counted)).unwrap();
    assert_eq!(count(&clones), 2);
}
