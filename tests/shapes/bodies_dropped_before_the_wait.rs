//! A failed attempt is gone before the wait.

use super::support::*;

#[resilient(retries = 1, backoff = "1m", jitter = none)]
async fn shape(api: &Api, notes: &Notes) -> Result<u32, E> {
    let _held = Noisy("dropped", notes.clone());
    api.ask().await
}

#[test]
fn works() {
    let (api, notes) = (Api::new(), Notes::default());
    run(async {
        let call = shape(&api, &notes);
        let late = tokio::time::timeout(std::time::Duration::from_secs(30), call).await;
        assert!(late.is_err());
        assert_eq!((api.calls(), notes.lock().unwrap().len()), (1, 1));
    });
}
