//! A number of retries that only a constant knows.

use super::support::*;

const RETRIES: u32 = 2;

#[resilient(retries = RETRIES)]
async fn shape(api: &Api, counted: Counted) -> Result<(), E> {
    api.ask().await?;
    drop(counted);
    Ok(())
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), counted)), Ok(()));
    assert_eq!(count(&clones), 2);
}
