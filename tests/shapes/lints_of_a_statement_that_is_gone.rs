//! A body on one line keeps its braces where `cfg` removes all but one expression.

#![deny(warnings)]

use super::support::*;

#[rustfmt::skip]
#[resilient]
async fn shape(api: &Api) -> Result<u32, E> { #[cfg(any())] log(); api.ask().await }

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new())), Ok(3));
}
