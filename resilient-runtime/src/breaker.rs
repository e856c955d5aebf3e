//! (stub)
use crate::permit::Permit;
use std::time::{Duration, Instant};
#[derive(Debug, Clone)]
pub struct Breaker;
pub(crate) struct Rejected;
impl Rejected {
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        None
    }
}
impl Breaker {
    pub fn name(&self) -> &str {
        ""
    }
    pub(crate) fn gate(&self, _: Instant) -> Option<Duration> {
        None
    }
    pub(crate) fn shut_gate(&self, _: Instant, _: Duration) {}
    pub(crate) fn admit(&self, _: Instant, _: Duration) -> Result<Permit, Rejected> {
        Ok(Permit)
    }
}
