//! Generics and lifetimes that bear the names of ours and std's.

use super::support::*;

#[resilient(timeout = "1s", fallback = [Clone::clone(&f)(api)])]
async fn shape<'run, Run: Clone, Slot, Option, Box, Future, Send, Some: Clone>(
    api: &'run Api,
    run: Run,
    slot: &'run Slot,
    o: &Option,
    b: &Box,
    s: &Send,
    fu: &Future,
    some: Some,
    f: fn(&Api) -> std::future::Ready<Result<(Run, Some), E>>,
) -> Result<(Run, Some), E> {
    api.ask().await?;
    Ok((run, some))
}
#[resilient]
async fn lifetimes<'a, 'chain, 'attempt>(
    api: &'a Api,
    text: &'chain str,
    more: &'attempt str,
) -> Result<&'chain str, E> {
    'chain: {
        api.ask().await?;
        if more.is_empty() {
            break 'chain;
        }
    }
    Ok(text)
}
#[resilient]
async fn constants<const RUN: usize, const N: usize, E2: Classify>(
    f: impl Fn() -> Result<usize, E2>,
) -> Result<usize, E2> {
    f().map(|it| it + RUN + N)
}
#[test]
fn works() {
    assert!(
        run(shape(&Api::new(), 1, &2, &3, &4, &5, &6, 7, |_| std::future::ready(Err(E::Failed))))
            .is_ok()
    );
    assert_eq!(run(lifetimes(&Api::new(), "a", "b")), Ok("a"));
}
