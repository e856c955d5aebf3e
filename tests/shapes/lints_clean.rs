//! Nothing that any lint objects to.
#![deny(warnings, clippy::pedantic, clippy::nursery, missing_docs, unused, rust_2018_idioms)]
#![forbid(unsafe_code)]

use super::support::*;

use std::borrow::Cow;

/// Asks.
///
/// # Errors
///
/// When the API is down.
#[resilient]
pub(super) async fn shape(
    api: &Api,
    name: String,
    mut list: Vec<u32>,
    (a, b): (String, Vec<u8>),
    _unused: u32,
) -> Result<(Vec<u32>, usize), E> {
    list.push(api.ask().await?);
    let length = take(name).len() + a.len() + b.len();
    Ok((list, length))
}

#[resilient]
async fn one_line(api: &Api) -> Result<u32, E> {
    api.ask().await
}

#[resilient(retries = 0)]
async fn single(name: String) -> Result<String, E> {
    Ok(name)
}

#[resilient(
    retries = 1, timeout = limit, deadline = "2m", breaker = "lints:{name}",
    fallback = [name = "b", (name = "c", n = 2), n in [3, 4], other(api, error)],
    otherwise = last_resort(error),
)]
async fn everything(api: &Api, name: &str, n: u32, limit: std::time::Duration) -> Result<u32, E> {
    api.ask().await.map(|call| call + n + u32::try_from(name.len()).unwrap_or(0))
}

#[resilient]
async fn cow<'a>(api: &Api, text: Cow<'a, str>) -> Result<Cow<'a, str>, E> {
    api.ask().await?;
    Ok(text)
}

async fn other(api: &Api, error: &E) -> Result<u32, E> {
    let _ = error;
    api.ask().await
}

const fn last_resort(error: &E) -> Result<u32, E> {
    match error {
        E::Parse => Err(E::Parse),
        _ => Ok(1),
    }
}

#[derive(Clone)]
struct Client<'a>(&'a Api);

impl<'a> Client<'a> {
    #[resilient]
    async fn value(self) -> Result<Self, E> {
        self.0.ask().await?;
        Ok(self)
    }

    #[resilient]
    async fn changed(&mut self, api: &'a Api) -> Result<(), E> {
        self.0 = api;
        self.0.ask().await.map(drop)
    }
}

#[test]
fn works() {
    let api = Api::new();
    let parts = (String::new(), Vec::new());
    assert_eq!(run(shape(&api, "a".into(), vec![], parts, 1)), Ok((vec![3], 1)));
    assert_eq!(run(one_line(&Api::new())), Ok(3));
    assert_eq!(run(single("a".into())), Ok("a".into()));
    assert_eq!(run(cow(&Api::new(), "a".into())), Ok("a".into()));
    let limit = std::time::Duration::from_secs(1);
    assert!(run(everything(&Api::new(), "a", 1, limit)).is_ok());
    assert!(run(Client(&Api::new()).value()).is_ok());
    let api = Api::new();
    assert_eq!(run(Client(&Api::new()).changed(&api)), Ok(()));
}
