//! Arguments that move into a task.

use super::support::*;

#[resilient]
async fn shape(api: std::sync::Arc<Api>, item: Counted) -> Result<u32, E> {
    let task = tokio::spawn({
        let api = std::sync::Arc::clone(&api);
        async move {
            drop(item);
            api.ask().await
        }
    });
    task.await.map_err(|_| E::Parse)?
}

#[test]
fn works() {
    let (item, clones) = Counted::new();
    assert_eq!(run(is_static(shape(Api::new().into(), item))), Ok(3));
    assert_eq!(count(&clones), 2);
}
