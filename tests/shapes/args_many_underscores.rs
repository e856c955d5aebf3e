//! Many arguments without names.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    _: u32,
    _: String,
    _: Unique,
    _: &mut u8,
    _: impl Send,
    _: (u8, u8),
) -> Result<u32, E> {
    api.ask().await
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), 1, String::new(), Unique(1), &mut 1, (), (1, 2))), Ok(3));
}
