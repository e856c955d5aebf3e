//! A receiver that is used up by the one attempt.

use super::support::*;

struct Request(Unique);

impl Request {
    #[resilient(retries = 0)]
    async fn shape(self) -> Result<Unique, E> {
        Ok(take(self).0)
    }

    #[resilient(retries = 0, timeout = "1s", breaker = "receivers_single:{self.0.0}", otherwise = Ok(Unique(9)))]
    async fn guarded(mut self) -> Result<Unique, E> {
        self.0.0 += 1;
        Ok(self.0)
    }
}

#[test]
fn works() {
    assert_eq!(run(Request(Unique(1)).shape()), Ok(Unique(1)));
    assert_eq!(run(Request(Unique(1)).guarded()), Ok(Unique(2)));
}
