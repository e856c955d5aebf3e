//! `extern "C"`, `const`-free qualifiers, visibility of every kind.
#![allow(improper_ctypes_definitions)]

use super::support::*;

#[resilient]
pub(in crate::shapes) async extern "C" fn c(api: &Api, n: u32) -> Result<u32, E> {
    Ok(api.ask().await? + n)
}
#[resilient]
pub(self) async extern "C" fn d(api: &Api) -> Result<u32, E> {
    api.ask().await
}
#[test]
fn works() {
    assert_eq!(run(c(&Api::new(), 1)), Ok(4));
    let api = Api::new();
    assert_eq!(run(d(&api)), Ok(3));
}
