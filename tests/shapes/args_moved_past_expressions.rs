//! An argument that `timeout` and `breaker` name is still moved into the last attempt.

use super::support::*;

use std::time::Duration;

#[derive(Clone)]
struct Job {
    counted: Counted,
    limit: Duration,
    tenant: &'static str,
}

#[resilient(timeout = job.limit, breaker = "args_moved:{job.tenant}")]
async fn shape(api: &Api, job: Job) -> Result<(), E> {
    api.ask().await?;
    drop(take(job).counted);
    Ok(())
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    let job = Job { counted, limit: Duration::from_secs(1), tenant: "t" };
    assert_eq!(run(shape(&Api::new(), job)), Ok(()));
    assert_eq!(count(&clones), 2);
}
