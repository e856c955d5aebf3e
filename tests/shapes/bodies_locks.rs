//! Guards of a mutex over an await, and a lock let go before it.

use super::support::*;

use tokio::sync::{Mutex, RwLock};
#[resilient]
async fn shape(
    api: &Api,
    state: &Mutex<u32>,
    list: std::sync::Arc<RwLock<Vec<u32>>>,
) -> Result<u32, E> {
    let mut guard = state.lock().await;
    *guard += 1;
    list.write().await.push(1);
    let n = api.ask().await?;
    Ok(n + *guard + list.read().await.len() as u32)
}
#[test]
fn works() {
    assert_eq!(run(is_send(shape(&Api::new(), &Mutex::new(0), <_>::default()))), Ok(3 + 3 + 3));
}
