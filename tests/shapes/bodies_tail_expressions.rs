//! Tails that borrow from locals, and temporaries that live as long as they did.

use super::support::*;

#[resilient]
async fn shape(api: &Api, cell: &std::sync::Mutex<Vec<u32>>) -> Result<usize, E> {
    let local = std::cell::RefCell::new(vec![api.ask_now()?]);
    cell.lock().unwrap().push(1);
    if local.borrow().is_empty() {
        return Err(E::Parse);
    }
    Ok(local.borrow().len() + cell.lock().unwrap().len())
}
#[resilient]
async fn matched(api: &Api, cell: &tokio::sync::Mutex<Option<u32>>) -> Result<u32, E> {
    match cell.lock().await.as_ref() {
        Some(n) => api.ask().await.map(|it| it + n),
        None => Err(E::Parse),
    }
}
#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), &<_>::default())), Ok(2));
    assert_eq!(run(matched(&Api::new(), &tokio::sync::Mutex::new(Some(1)))), Ok(4));
}
