//! Arguments that are `Send` but not `Sync`, lent and used up.

use super::support::*;

use std::cell::Cell;
use std::sync::mpsc::{Receiver, channel};
#[resilient]
async fn shape(
    api: std::sync::Arc<Api>,
    rx: Receiver<u32>,
    cell: Cell<u32>,
    (a, b): (Cell<u8>, Receiver<u8>),
    boxed: Box<dyn FnMut() + Send>,
) -> Result<u32, E> {
    cell.set(cell.get() + 1);
    a.set(1);
    let _n = (rx.try_recv(), b.try_recv());
    let n = api.ask().await?;
    Ok(n + cell.get())
}
#[resilient(timeout = "1s", fallback = [n = 2])]
async fn guarded(api: &Api, rx: Receiver<u32>, n: u32) -> Result<u32, E> {
    let _ = rx.try_recv();
    Ok(api.ask().await? + n)
}
#[test]
fn works() {
    let ((_a, rx), (_b, rx8)) = (channel(), channel());
    assert_eq!(
        run(is_static(shape(
            Api::new().into(),
            rx,
            Cell::new(0),
            (Cell::new(0), rx8),
            Box::new(|| {})
        ))),
        Ok(6)
    );
    assert!(run(is_send(guarded(&Api::new(), channel().1, 1))).is_ok());
}
