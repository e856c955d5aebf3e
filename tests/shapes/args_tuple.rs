//! A tuple pattern.

use super::support::*;

#[resilient]
async fn shape(api: &Api, (a, b): (u32, u32)) -> Result<u32, E> {
    api.ask().await?;
    Ok(a + b)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), (1, 2))), Ok(3));
}
