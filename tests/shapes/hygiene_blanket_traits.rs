//! A trait of the user's for every type may have methods of any name, which come before ours where they take less.

use std::time::Duration;

use super::support::*;

/// Methods that an expansion might call, by a look.
trait Told {
    fn answer(&self) -> bool {
        true
    }
    fn error(&self) -> bool {
        true
    }
    fn names(&self) -> bool {
        true
    }
    fn status(&self) -> bool {
        true
    }
    fn time(&self, _: Duration) {}
    fn guard<T>(&self, _: T) {}
    fn enters(&self) -> bool {
        false
    }
    fn pause(&self) {}
    fn pass(&self) {}
    fn looked_ahead(&self, _: bool) {}
    fn replace<T, U>(&self, _: T, _: U) {}
    fn restore<T>(&self, _: T) {}
    fn give(&self, _: bool) {}
    fn put<T>(&self, _: T) {}
    fn attempt<T>(&self, _: T) {}
    fn follow<T>(&self, _: T) {}
    fn judge<T, U, V>(&self, _: T, _: U, _: V) {}
    fn settle<T, U>(&self, _: T, _: U) {}
    fn last_resort<T>(&self, _: T) {}
}

/// Methods that it might call, by value.
trait Taken: Sized {
    fn link(self) {}
    fn at(self) {}
    fn is_last(self) {}
    fn looks_ahead(self, _: usize, _: bool) {}
    fn rendered<T>(self, _: T) {}
    fn breaker(self) {}
    fn keyed<T>(self, _: T) {}
    fn is_err(self) {}
    fn end(self) {}
    fn keep<T>(self, _: T) {}
    fn only(self) {}
    fn into_result(self) {}
    fn retries(self, _: u32) {}
    fn timeout(self, _: Duration) {}
    fn deadline(self, _: Duration) {}
    fn backoff<T>(self, _: T) {}
    fn with_id<T>(self, _: T) {}
    fn with_last_resort(self) {}
}

impl<T> Told for T {}
impl<T> Taken for T {}

#[resilient(breaker = "shapes:told")]
async fn guarded(api: &Api) -> Result<u32, E> {
    api.ask().await
}

#[resilient(retries = 0, timeout = limit, stop = |_| E::Stopped)]
async fn timed(limit: Duration) -> Result<u32, E> {
    tokio::time::sleep(limit * 2).await;
    Ok(1)
}

#[resilient]
async fn used_up(api: &Api, name: String) -> Result<String, E> {
    api.ask().await?;
    Ok(name)
}

#[resilient(
    retries = 0,
    breaker = "shapes:told:{model}",
    deadline = limit * 60,
    timeout = limit,
    stop = |_| E::Stopped,
    fallback = [model in ["b", "c"], (model = "d", limit = limit * 2), other(model)],
    otherwise = Ok(format!("otherwise {model}")),
    id = "told"
)]
async fn replaced(api: &Api, model: &str, limit: Duration) -> Result<String, E> {
    Err(E::Failed)
}

async fn other(_: &str) -> Result<String, E> {
    Err(E::Failed)
}

#[resilient(fallback = [model in ["b", "c"]])]
async fn unguarded(api: &Api, model: &str) -> Result<String, E> {
    api.ask().await.map(|_| model.to_owned())
}

#[test]
fn works() {
    let told = 1_u8;
    assert!(told.answer() && told.error() && told.names() && told.status());
    assert_eq!(run(guarded(&Api::new())), Ok(3));
    assert_eq!(run(timed(Duration::from_secs(1))), Err(E::Stopped));
    assert_eq!(run(used_up(&Api::new(), "a".into())), Ok("a".into()));
    let answer = run(replaced(&Api::new(), "a", Duration::from_secs(1)));
    assert_eq!(answer, Ok("otherwise a".into()));
    assert_eq!(run(unguarded(&Api::new(), "a")), Ok("a".into()));
}
