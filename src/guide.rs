//! Guides: one subject a page, each example compiled.

#[doc = include_str!("guide/testing.md")]
pub mod testing {}
