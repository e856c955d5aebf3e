//! What clippy says of a plain function; `cargo clippy` is what holds it to that.

use std::path::PathBuf;

use super::support::*;

#[resilient]
#[expect(clippy::needless_return)]
async fn returned(api: &Api, name: String) -> Result<String, E> {
    api.ask().await?;
    return Ok(name);
}

#[resilient(breaker = "lints_of_clippy", timeout = "1s", fallback = [n = 2])]
#[expect(clippy::needless_return)]
async fn returned_by_arms(api: &Api, n: u32) -> Result<u32, E> {
    match n {
        1 => return api.ask().await,
        _ => return Ok(n),
    }
}

#[resilient]
#[expect(clippy::manual_async_fn)]
fn future(api: &Api) -> impl Future<Output = Result<u32, E>> + '_ {
    async move { api.ask().await }
}

#[resilient]
#[expect(clippy::ptr_arg)]
async fn sorted(api: &Api, items: &mut Vec<u32>) -> Result<u32, E> {
    items.sort_unstable();
    api.ask().await
}

#[resilient(retries = 0)]
#[expect(clippy::ptr_arg)]
async fn sorted_once(api: &Api, items: &mut Vec<u32>) -> Result<u32, E> {
    sort(items);
    api.ask().await
}

fn sort(items: &mut [u32]) {
    items.sort_unstable();
}

#[resilient]
#[expect(clippy::ptr_arg)]
async fn lowered(api: &Api, name: &mut String, _path: &PathBuf) -> Result<u32, E> {
    name.make_ascii_lowercase();
    api.ask().await
}

// Nothing but the whole would do.
#[resilient]
async fn pushed(
    api: &Api,
    items: &mut Vec<u32>,
    name: &mut String,
    path: &mut PathBuf,
) -> Result<u32, E> {
    items.push(1);
    name.push('a');
    path.push("a");
    api.ask().await
}

/// What pins a body has `unsafe` in it, of which clippy must not warn who derives `Deserialize`.
#[derive(serde::Deserialize)]
#[deny(clippy::unsafe_derive_deserialize)]
struct Settings {
    retries: u32,
}

impl Settings {
    #[resilient]
    async fn checked(&self, api: &Api) -> Result<u32, E> {
        api.ask().await.map(|n| n + self.retries)
    }

    #[resilient(breaker = "lints_of_clippy", timeout = "1s")]
    async fn guarded(&self, api: &Api) -> Result<u32, E> {
        api.ask().await.map(|n| n + self.retries)
    }
}

#[test]
fn works() {
    assert_eq!(run(returned(&Api::new(), "a".into())), Ok("a".into()));
    assert_eq!(run(returned_by_arms(&Api::new(), 1)), Ok(3));
    assert_eq!(run(future(&Api::new())), Ok(3));
    assert!(run(named(&Api::new())).is_ok());
    assert_eq!(run(named_with_everything("a")), Ok("a"));
    let mut items = vec![2, 1];
    assert_eq!(run(sorted(&Api::new(), &mut items)), Ok(3));
    assert_eq!(items, [1, 2]);
    assert_eq!(run(sorted_once(&Api::new(), &mut items)), Err(E::Failed));
    let (mut name, mut path) = ("A".to_owned(), PathBuf::new());
    assert_eq!(run(lowered(&Api::new(), &mut name, &path)), Ok(3));
    assert_eq!(name, "a");
    assert_eq!(run(pushed(&Api::new(), &mut items, &mut name, &mut path)), Ok(3));
    assert_eq!((items.len(), name.as_str(), path.to_str()), (5, "aaaa", Some("a/a/a")));
    assert_eq!(run(is_send(pushed(&Api::new(), &mut items, &mut name, &mut path))), Ok(3));
    let settings = Settings { retries: 1 };
    assert_eq!(run(settings.checked(&Api::new())), Ok(4));
    assert_eq!(run(settings.guarded(&Api::new())), Ok(4));
    assert_eq!(run(own::called_like_one(&Api::new(), &mut own::Vec(7))), Ok(7));
}

mod own {
    use super::{Api, E, resilient};

    /// Only its name is that of a vector.
    pub(super) struct Vec(pub(super) u32);

    impl Vec {
        pub(super) fn as_ptr(&mut self) -> *mut u32 {
            &raw mut self.0
        }
    }

    #[resilient]
    pub(super) async fn called_like_one(api: &Api, items: &mut Vec) -> Result<u32, E> {
        api.ask().await?;
        Ok(u32::from(items.as_ptr().is_null()) + items.0)
    }
}

#[resilient]
#[expect(clippy::needless_lifetimes)]
async fn named<'a>(api: &'a Api) -> Result<&'a Api, E> {
    api.ask().await?;
    Ok(api)
}

#[resilient(
    timeout = "1m",
    stop = |_| E::Stopped,
    fallback = [other_named(name, error)],
    otherwise = Ok(name)
)]
#[expect(clippy::needless_lifetimes)]
async fn named_with_everything<'a>(name: &'a str) -> Result<&'a str, E> {
    tokio::task::yield_now().await;
    Ok(name)
}

async fn other_named<'a>(name: &'a str, _: &E) -> Result<&'a str, E> {
    tokio::task::yield_now().await;
    Ok(name)
}
