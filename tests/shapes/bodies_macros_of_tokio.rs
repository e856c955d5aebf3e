//! `join!`, `try_join!`, `select!` and `pin!` over the arguments.

use super::support::*;

#[resilient]
async fn shape(
    api: &Api,
    a: Counted,
    name: String,
    (tx, mut rx): (tokio::sync::mpsc::Sender<u32>, Unsync),
) -> Result<u32, E> {
    let (x, y) = tokio::join!(async { name.len() }, async { take(a).look() });
    let (n, ()) = tokio::try_join!(api.ask(), async { Ok::<_, E>(()) })?;
    let sleep = tokio::time::sleep(std::time::Duration::from_secs(9));
    tokio::pin!(sleep);
    let sent = tx.send(1);
    let m = tokio::select! {
        biased;
        _ = sent => 1,
        () = &mut sleep => return Err(E::Parse),
    };
    rx.0 += 1;
    Ok(n + m + x as u32 + y + rx.0)
}
#[derive(Clone)]
struct Unsync(u32);
#[test]
fn works() {
    let (a, clones) = Counted::new();
    let (tx, rx) = tokio::sync::mpsc::channel(8);
    assert_eq!(run(shape(&Api::new(), a, "a".into(), (tx, Unsync(0)))), Ok(3 + 1 + 1 + 2 + 1));
    assert_eq!(count(&clones), 2);
}
