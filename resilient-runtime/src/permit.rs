//! (stub)
use crate::state::Outcome;
#[derive(Debug)]
pub(crate) struct Permit;
impl Permit {
    pub(crate) fn polling(&mut self, _: bool) {}
    pub(crate) fn settle(self, _: std::time::Instant, _: Outcome, _: Option<std::time::Duration>) {}
}
