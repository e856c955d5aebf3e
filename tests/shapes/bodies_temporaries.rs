//! Temporaries of the tail live as long as they did.

use super::support::*;

use std::sync::Mutex;

#[resilient]
async fn shape(api: &Api, lock: &Mutex<Vec<u32>>) -> Result<usize, E> {
    lock.lock().unwrap().push(api.calls());
    api.ask().await?;
    let list = lock.lock().unwrap();
    Ok(list.len())
}

#[resilient]
async fn matched(lock: &Mutex<Option<u32>>) -> Result<u32, E> {
    match lock.lock().unwrap().take() {
        Some(n) => Ok(n),
        None => Ok(0),
    }
}

#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), &Mutex::default())), Ok(3));
    assert_eq!(run(matched(&Mutex::new(Some(2)))), Ok(2));
}
