//! A foreign calling convention.

use super::support::*;

#[resilient]
#[allow(improper_ctypes_definitions)]
async extern "C" fn shape(api: &Api) -> Result<u32, E> {
    api.ask().await
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(3));
}
