//! Without a failure the one clone is the price of a possible retry.

use super::support::*;

#[resilient(retries = 5)]
async fn shape(counted: Counted) -> Result<(), E> {
    drop(counted);
    Ok(())
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    assert_eq!(run(shape(counted)), Ok(()));
    assert_eq!(count(&clones), 1);
}
