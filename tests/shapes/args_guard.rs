//! A guard that nobody names lives to the end of the call.

use super::support::*;

use std::future::Future;

#[resilient]
async fn shape(api: &Api, _guard: Noisy) -> Result<(), E> {
    api.ask().await.map(drop)
}

#[test]
fn works() {
    let notes = Notes::default();
    let api = Api::new();
    let call = shape(&api, Noisy("guard", notes.clone()));
    run(async {
        let mut call = std::pin::pin!(call);
        while api.calls() < 2 {
            assert!(futures_poll(call.as_mut()).await.is_none());
        }
        assert!(notes.lock().unwrap().is_empty());
        call.await.unwrap();
    });
    assert_eq!(*notes.lock().unwrap(), ["guard"]);
}

async fn futures_poll<F: Future>(mut future: std::pin::Pin<&mut F>) -> Option<F::Output> {
    let polled = std::future::poll_fn(|cx| std::task::Poll::Ready(future.as_mut().poll(cx))).await;
    tokio::task::yield_now().await;
    if polled.is_pending() {
        tokio::time::advance(std::time::Duration::from_secs(1)).await;
    }
    match polled {
        std::task::Poll::Ready(output) => Some(output),
        std::task::Poll::Pending => None,
    }
}
