//! The error that a caller gets: the last real one, or else the first rejection. The loop keeps it in an `Option` of
//! its own, as each call of a generic function costs the compiler something in every annotated function.

/// The error so far, for a link that looks at it.
///
/// # Panics
///
/// Never: a link comes after a target that failed or was shut, and both leave an error here.
pub fn last<E>(error: &Option<E>) -> &E {
    error.as_ref().unwrap_or_else(|| unreachable!("a link before the first target"))
}
