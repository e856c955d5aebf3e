//! The options name a receiver that the last attempt takes.

use super::support::*;

use std::time::Duration;

#[derive(Clone)]
struct Job {
    counted: Counted,
    limit: Duration,
    tenant: &'static str,
}

impl Job {
    #[resilient(timeout = self.limit, breaker = "receivers:{self.tenant}")]
    async fn shape(self, api: &Api) -> Result<(), E> {
        api.ask().await?;
        drop(take(self).counted);
        Ok(())
    }

    #[resilient(retries = 1, otherwise = Ok(self.tenant.len()))]
    async fn kept(self, api: &Api) -> Result<usize, E> {
        api.ask().await?;
        drop(take(self).counted);
        Ok(0)
    }
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    let job = Job { counted, limit: Duration::from_secs(1), tenant: "t" };
    assert_eq!(run(job.clone().kept(&Api::new())), Ok(1));
    let before = count(&clones);
    assert_eq!(run(job.shape(&Api::new())), Ok(()));
    assert_eq!(count(&clones) - before, 2);
}
