//! Labels named like ours.

use super::support::*;

#[resilient(deadline = "1m", otherwise = Ok(0))]
async fn shape(api: &Api) -> Result<u32, E> {
    '__chain: loop {
        'chain: loop {
            break 'chain;
        }
        break '__chain;
    }
    api.ask().await
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(3));
}
