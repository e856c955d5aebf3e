//! Arguments and locals that bear the names of ours.

use super::support::*;

#[resilient(timeout = "1s", deadline = "9m", breaker = "internals:{run}", fallback = [run = 2, other(last, error)], otherwise = Ok(stop))]
async fn shape(
    __run: u32,
    run: u32,
    last: &Api,
    slot: Counted,
    policy: u32,
    stop: u32,
    outcome: u32,
    is_last: u32,
    __done: u32,
    done: u32,
    body: u32,
    own_0: u32,
    slot_0: Counted,
    next: u32,
    feed_0: u32,
    site: u32,
    classify: u32,
    krate: u32,
    this: u32,
    __slot_0: Counted,
) -> Result<u32, E> {
    let attempt = 1;
    let target = 1;
    let link = 1;
    let (res, err, e, f, now) = (1, 1, 1, 1, 1);
    drop((slot, slot_0, __slot_0));
    Ok(last.ask().await?
        + __run
        + run
        + policy
        + stop
        + outcome
        + is_last
        + __done
        + done
        + body
        + own_0
        + next
        + feed_0
        + site
        + classify
        + krate
        + this
        + attempt
        + target
        + link
        + res
        + err
        + e
        + f
        + now)
}
async fn other(api: &Api, error: &E) -> Result<u32, E> {
    api.ask().await
}
#[resilient]
async fn error_named(
    error: u32,
    api: &Api,
    result: u32,
    ok: u32,
    self_: u32,
    resilient: u32,
) -> Result<u32, E> {
    Ok(api.ask().await? + error + result + ok + self_ + resilient)
}
#[test]
fn works() {
    let c = || Counted::new().0;
    assert!(
        run(shape(1, 1, &Api::new(), c(), 1, 1, 1, 1, 1, 1, 1, 1, c(), 1, 1, 1, 1, 1, 1, c()))
            .is_ok()
    );
    assert_eq!(run(error_named(1, &Api::new(), 1, 1, 1, 1)), Ok(8));
}
