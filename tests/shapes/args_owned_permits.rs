//! What tokio takes as owned, by the names of its methods.

use std::sync::Arc;

use tokio::sync::{Mutex, Semaphore};

use super::support::*;

#[resilient]
async fn permitted(api: &Api, limit: Arc<Semaphore>) -> Result<u32, E> {
    let _permit = limit.acquire_owned().await.map_err(|_| E::Parse)?;
    api.ask().await
}

#[resilient]
async fn locked(api: &Api, total: Arc<Mutex<u32>>) -> Result<u32, E> {
    let mut total = total.lock_owned().await;
    *total += 1;
    api.ask().await
}

#[test]
fn works() {
    let limit = Arc::new(Semaphore::new(1));
    assert_eq!(run(permitted(&Api::new(), Arc::clone(&limit))), Ok(3));
    assert_eq!((limit.available_permits(), Arc::strong_count(&limit)), (1, 1));
    let total = Arc::new(Mutex::new(0));
    assert_eq!(run(locked(&Api::new(), Arc::clone(&total))), Ok(3));
    assert_eq!(*total.try_lock().unwrap(), 3);
}
