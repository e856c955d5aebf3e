//! Arguments are dropped after the locals, the last one first, in whatever way they are used.

use super::support::*;

#[resilient(retries = 0)]
async fn once(a: Noisy, b: Noisy, _guard: Noisy, c: Noisy) -> Result<(), E> {
    let _local = Noisy("local", a.1.clone());
    if c.0.is_empty() {
        drop((a, c));
    }
    let _ = &b;
    Ok(())
}

#[resilient]
async fn often(a: Noisy, b: Noisy, _guard: Noisy, c: Noisy) -> Result<(), E> {
    let _ = (&a, &b, &c);
    Ok(())
}

fn order(call: impl AsyncFnOnce(Noisy, Noisy, Noisy, Noisy) -> Result<(), E>) -> Vec<&'static str> {
    let notes = Notes::default();
    let noisy = |name| Noisy(name, notes.clone());
    run(call(noisy("a"), noisy("b"), noisy("guard"), noisy("c"))).unwrap();
    let order = notes.lock().unwrap().clone();
    order
}

#[test]
fn works() {
    assert_eq!(order(once), ["local", "c", "guard", "b", "a"]);
    assert_eq!(order(often), ["c", "guard", "b", "a"]);
}
