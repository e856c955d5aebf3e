//! Locals are dropped in the usual order, temporaries too.

use super::support::*;

#[resilient(retries = 0)]
async fn shape(notes: Notes) -> Result<u32, E> {
    let _a = Noisy("a", notes.clone());
    let _b = Noisy("b", notes.clone());
    {
        let _c = Noisy("c", notes.clone());
    }
    match Noisy("d", notes.clone()) {
        Noisy(..) => {}
    }
    let _ = Noisy("e", notes.clone());
    tokio::task::yield_now().await;
    Ok(1)
}
#[test]
fn works() {
    let notes = Notes::default();
    assert_eq!(run(shape(notes.clone())), Ok(1));
    assert_eq!(*notes.lock().unwrap(), ["c", "d", "e", "b", "a"]);
}
