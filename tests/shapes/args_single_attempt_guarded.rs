//! Nothing is cloned either where a breaker or a deadline may stop the one attempt.

use super::support::*;

use std::time::Duration;

#[resilient(retries = 0, deadline = "1m", timeout = limit, breaker = "args_single:{name}", otherwise = Ok(Unique(9)))]
async fn shape(a: Unique, limit: Duration, name: String, counted: Counted) -> Result<Unique, E> {
    let _ = (limit, name);
    drop(counted);
    Ok(a)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    assert_eq!(run(shape(Unique(1), Duration::from_secs(1), "x".into(), counted)), Ok(Unique(1)));
    assert_eq!(count(&clones), 0);
}
