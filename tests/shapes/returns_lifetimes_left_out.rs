//! Return types that leave out a lifetime of theirs, which arguments may not.
#![allow(elided_lifetimes_in_paths, mismatched_lifetime_syntaxes)] // the shape is the point

use std::borrow::Cow;

use tokio::sync::{Mutex, MutexGuard};

use super::support::*;

struct Client {
    api: Api,
    name: String,
    items: Vec<u32>,
    total: Mutex<u32>,
}

impl Client {
    #[resilient]
    async fn name(&self) -> Result<Cow<str>, E> {
        self.api.ask().await.map(|_| Cow::Borrowed(self.name.as_str()))
    }

    #[resilient(timeout = "1m")]
    async fn names(&self) -> Result<Vec<Cow<str>>, E> {
        self.api.ask().await.map(|_| vec![Cow::Borrowed(self.name.as_str())])
    }

    #[resilient]
    async fn items(&self) -> Result<std::slice::Iter<u32>, E> {
        self.api.ask().await.map(|_| self.items.iter())
    }

    #[resilient]
    async fn total(&self) -> Result<MutexGuard<u32>, E> {
        self.api.ask().await?;
        Ok(self.total.lock().await)
    }

    #[resilient(retries = 0)]
    async fn changing(&mut self) -> Result<std::slice::IterMut<u32>, E> {
        Ok(self.items.iter_mut())
    }
}

#[resilient]
async fn free(api: &Api, _: &str) -> Result<Cow<'static, str>, E> {
    api.ask().await.map(|n| n.to_string().into())
}

#[test]
fn works() {
    let client =
        || Client { api: Api::new(), name: "a".into(), items: vec![1], total: Mutex::new(1) };
    assert_eq!(run(client().name()).as_deref(), Ok("a"));
    assert_eq!(run(client().names()).map(|names| names.len()), Ok(1));
    assert_eq!(run(client().items()).map(Iterator::count), Ok(1));
    assert_eq!(run(client().total()).map(|total| *total), Ok(1));
    assert_eq!(run(client().changing()).map(|mut it| it.next().copied()), Ok(Some(1)));
    assert_eq!(run(free(&Api::new(), "")).as_deref(), Ok("3"));
}
