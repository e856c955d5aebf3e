//! Dropping the call drops the attempt at once.

use super::support::*;

#[resilient(timeout = "1h", backoff = "1h")]
async fn shape(noisy: Noisy) -> Result<u32, E> {
    let _held = noisy;
    std::future::pending().await
}

#[test]
fn works() {
    let notes = Notes::default();
    run(async {
        let call = shape(Noisy("dropped", notes.clone()));
        let late = tokio::time::timeout(std::time::Duration::from_secs(1), call).await;
        assert!(late.is_err());
    });
    assert_eq!(*notes.lock().unwrap(), ["dropped", "dropped"]);
}
