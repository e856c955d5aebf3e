//! Pages for those who run or test what they have annotated; each example is compiled.

#[doc = include_str!("guide/testing.md")]
pub mod testing {}

/// Which target gave an answer, and what failed before it.
#[doc = include_str!("guide/who_answered.md")]
pub mod who_answered {}

/// What the lines of the log mean, and what to do about them.
#[doc = include_str!("guide/reading_the_log.md")]
pub mod reading_the_log {}
