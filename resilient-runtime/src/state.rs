//! (stub)
pub(crate) enum Outcome {
    Success,
    Failure,
    Alive,
    Neutral,
}
