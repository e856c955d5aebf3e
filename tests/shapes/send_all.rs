//! Every kind of call is `Send` when the plain one is.

use super::support::*;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::mpsc::Receiver;

#[resilient(timeout = "1s")]
async fn not_sync(
    cell: Cell<u32>,
    receiver: Receiver<u32>,
    option: Option<Cell<u32>>,
) -> Result<u32, E> {
    tokio::task::yield_now().await;
    Ok(cell.get() + receiver.try_recv().unwrap_or(0) + option.as_ref().map_or(0, Cell::get))
}

#[resilient]
async fn by_value(cell: Cell<u32>) -> Result<u32, E> {
    tokio::task::yield_now().await;
    Ok(take(cell).get())
}

#[resilient]
async fn exclusive(cell: &mut Cell<u32>, (a, _b): (Cell<u8>, Cell<u8>)) -> Result<u32, E> {
    tokio::task::yield_now().await;
    Ok(cell.get() + u32::from(a.get()))
}

#[resilient(deadline = "1m", breaker = "send_all", fallback = [n = 1, other()], otherwise = Ok(1))]
async fn everything(api: &Api, n: u32) -> Result<u32, E> {
    Ok(api.ask().await? + n)
}

async fn other() -> Result<u32, E> {
    Ok(1)
}

#[derive(Debug)]
struct NotSend(#[allow(dead_code)] Rc<u32>);

#[resilient(classify = |_: &NotSend| Class::Server, retries = 1)]
async fn error_not_send(api: &Api) -> Result<u32, NotSend> {
    api.ask().await.map_err(|_| NotSend(Rc::new(1)))
}

#[resilient]
async fn answer_not_send(api: &Api) -> Result<Rc<u32>, E> {
    api.ask().await.map(Rc::new)
}

#[test]
fn works() {
    let api = Api::new();
    let (_sender, receiver) = std::sync::mpsc::channel();
    drop(is_static(not_sync(Cell::new(1), receiver, None)));
    drop(is_static(by_value(Cell::new(1))));
    drop(is_send(exclusive(&mut Cell::new(1), (Cell::new(1), Cell::new(1)))));
    drop(is_send(everything(&api, 1)));
    drop(is_send(error_not_send(&api)));
    drop(is_send(answer_not_send(&api)));
}
