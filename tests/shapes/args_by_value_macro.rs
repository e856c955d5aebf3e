//! A bare name in a macro that is not known is used up.

use super::support::*;

macro_rules! consume {
    ($value:expr) => {
        drop($value)
    };
}

#[resilient]
async fn shape(api: &Api, x: Counted) -> Result<(), E> {
    consume!(x);
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), counted)).unwrap();
    assert_eq!(count(&clones), 2);
}
