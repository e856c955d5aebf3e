//! An answer that never comes.

use super::support::*;

use std::convert::Infallible;

#[resilient]
async fn shape(api: &Api) -> Result<Infallible, E> {
    loop {
        api.ask().await?;
        return Err(E::Parse);
    }
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Err(E::Parse));
}
