//! What waits in vain for a last attempt is dropped in its turn.

use super::support::*;

#[resilient]
async fn shape(a: Noisy, b: Noisy, (c, _d): (Noisy, Noisy), _guard: Noisy) -> Result<(), E> {
    std::mem::forget(a);
    let _ = (&b, &c);
    Ok(())
}

#[test]
fn works() {
    let notes = Notes::default();
    let noisy = |name| Noisy(name, notes.clone());
    run(shape(noisy("a"), noisy("b"), (noisy("c"), noisy("d")), noisy("guard"))).unwrap();
    assert_eq!(*notes.lock().unwrap(), ["guard", "d", "c", "b", "a"]);
}
