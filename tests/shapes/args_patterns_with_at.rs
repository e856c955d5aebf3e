//! Bindings of a whole and of its parts.

use super::support::*;

#[derive(Clone, Copy)]
struct Pair {
    a: u32,
    b: u32,
}

#[resilient]
async fn shape(api: &Api, pair @ Pair { a, .. }: Pair, all @ (x, _): (u32, u32)) -> Result<u32, E> {
    Ok(api.ask().await? + pair.b + a + all.1 + x)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Pair { a: 1, b: 2 }, (3, 4))), Ok(13));
}
