//! A parameter may be called like a const, and a unit struct may stand in its place.

#![allow(non_snake_case)]

use super::support::*;

#[derive(Debug, PartialEq)]
struct Unit;

#[resilient]
async fn used_up(N: Counted, (K, _): (Counted, u8), api: &Api) -> Result<u32, E> {
    drop((N, K));
    api.ask().await
}

#[resilient(fallback = [N = Unique(2)], retries = 0)]
async fn replaced(N: Unique, api: &Api) -> Result<u32, E> {
    assert_eq!(N, Unique(1 + api.calls()));
    api.ask().await
}

#[resilient]
async fn unit(Unit: Unit, (Unit, n): (Unit, u32), api: &Api) -> Result<u32, E> {
    assert_eq!(Unit, Unit);
    Ok(n + api.ask().await?)
}

#[test]
fn works() {
    let ((n, n_clones), (k, k_clones)) = (Counted::new(), Counted::new());
    assert_eq!(run(used_up(n, (k, 0), &Api::new())), Ok(3));
    assert_eq!((count(&n_clones), count(&k_clones)), (2, 2));
    assert_eq!(run(replaced(Unique(1), &Api::new())), Err(E::Failed));
    assert_eq!(run(unit(Unit, (Unit, 4), &Api::new())), Ok(7));
}
