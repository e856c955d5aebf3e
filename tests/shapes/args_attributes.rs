//! Attributes on arguments.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    #[allow(unused_variables)] unused: u32,
    #[allow(unused_mut)] mut n: u32,
    #[expect(unused_variables)] other: String,
    #[expect(unused_mut)] mut m: u32,
) -> Result<u32, E> {
    api.ask().await?;
    Ok(n + m)
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), 1, 2, String::new(), 1)), Ok(3));
}
