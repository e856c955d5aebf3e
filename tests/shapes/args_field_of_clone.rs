//! A field moved out of an argument that `clone` names.

use super::support::*;

#[derive(Clone)]
struct Req {
    name: Counted,
    n: u32,
}

#[resilient(clone(req))]
async fn shape(api: &Api, req: Req) -> Result<u32, E> {
    drop(req.name);
    Ok(api.ask().await? + req.n)
}

#[test]
fn works() {
    let (name, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), Req { name, n: 1 })), Ok(4));
    assert_eq!(count(&clones), 2);
}
