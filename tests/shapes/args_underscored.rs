//! Arguments that begin with underscores, also used, also named like ours.

use super::support::*;

#[resilient(timeout = "1m", deadline = "2m", otherwise = Ok(__done))]
async fn shape(
    api: &Api,
    _a: String,
    __run: String,
    __done: u32,
    mut __last: u32,
    __body: Unique,
) -> Result<u32, E> {
    __last += take(__run).len() as u32 + take(_a).len() as u32;
    Ok(api.ask().await? + __last + __body.0 + __done)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), "a".into(), "b".into(), 1, 2, Unique(3))), Ok(11));
}
