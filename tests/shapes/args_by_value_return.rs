//! A bare name that is returned is used up.

use super::support::*;

#[resilient]
async fn shape(api: &Api, x: Counted) -> Result<Counted, E> {
    api.ask().await?;
    return Ok(x);
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    run(shape(&Api::new(), counted)).unwrap();
    assert_eq!(count(&clones), 2);
}
