//! With one possible attempt nothing is cloned, and nothing has to be `Clone`.

use super::support::*;

#[resilient(retries = 0)]
async fn shape(a: Unique, mut b: Unique, counted: Counted) -> Result<Unique, E> {
    b.0 += take(a).0;
    drop(counted);
    Ok(b)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    assert_eq!(run(shape(Unique(1), Unique(2), counted)), Ok(Unique(3)));
    assert_eq!(count(&clones), 0);
}
