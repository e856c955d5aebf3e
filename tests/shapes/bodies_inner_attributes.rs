//! Inner attributes and docs at the top of the body.

use super::support::*;

#[resilient]
async fn shape(api: &Api) -> Result<u32, E> {
    #![allow(unused_variables)]
    #![allow(clippy::let_and_return)]
    let unused = 1;
    let answer = api.ask().await?;
    Ok(answer)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(3));
}
