//! `let x = x;` takes an argument into the block of the future, and clippy has nothing to say of it.

#![deny(warnings, clippy::all, clippy::pedantic)]

use std::sync::Arc;

use super::support::*;

#[resilient]
#[expect(clippy::manual_async_fn)]
fn captured(api: Arc<Api>, name: String) -> impl Future<Output = Result<String, E>> + Send {
    async move {
        let api = api;
        let name = name;
        api.ask().await?;
        Ok(name)
    }
}

#[resilient(retries = 0)]
#[tracing::instrument(skip_all)]
async fn instrumented(api: &Api, name: String) -> Result<String, E> {
    tokio::task::yield_now().await;
    let name = name;
    Ok(format!("{name}{}", api.ask_now().is_err()))
}

/// Where it says so of the plain function, it still does.
#[resilient]
#[expect(clippy::redundant_locals)]
async fn plain(api: &Api, name: String) -> Result<String, E> {
    let name = name;
    api.ask().await?;
    Ok(name)
}

#[test]
fn works() {
    assert_eq!(run(is_send(captured(Arc::new(Api::new()), "a".into()))), Ok("a".into()));
    assert_eq!(run(is_send(instrumented(&Api::new(), "a".into()))), Ok("atrue".into()));
    assert_eq!(run(is_send(plain(&Api::new(), "a".into()))), Ok("a".into()));
}
