//! More shapes that no lint objects to.
#![deny(warnings, clippy::pedantic, clippy::nursery, missing_docs, unused, rust_2018_idioms)]
#![forbid(unsafe_code)]

use super::support::*;

use std::sync::Arc;

/// A client.
#[derive(Clone, Debug)]
pub(super) struct Client {
    api: Arc<Api>,
    name: String,
}

impl Client {
    /// Asks.
    ///
    /// # Errors
    ///
    /// When it is down.
    #[resilient(timeout = "1s", fallback = [self.other(&text, error)])]
    pub(super) async fn ask(
        &self,
        text: String,
        seen: Option<&mut u32>,
        [first, _second]: [String; 2],
    ) -> Result<String, E> {
        if let Some(seen) = seen {
            *seen += 1;
        }
        self.api.ask().await?;
        Ok(text + &first)
    }
    async fn other(&self, text: &str, error: &E) -> Result<String, E> {
        self.api.ask().await.map(|n| format!("{text}{error:?}{n}"))
    }
    #[resilient(retries = 0, fallback = [self.name = "b"])]
    async fn replaced(mut self) -> Result<String, E> {
        self.name.push('x');
        self.api.ask().await?;
        Ok(self.name)
    }
    #[resilient]
    async fn boxed(
        self: Box<Self>,
        mut list: Vec<u32>,
        mut items: impl Iterator<Item = u32> + Clone + Send,
    ) -> Result<usize, E> {
        list.extend(items.next());
        self.api.ask().await?;
        Ok(list.len())
    }
    #[resilient]
    async fn pinned(self: std::pin::Pin<&mut Self>, count: &mut [u32]) -> Result<u32, E> {
        count[0] += 1;
        self.get_mut().api.ask().await
    }
}

#[resilient]
fn future(api: &Api, text: String) -> impl Future<Output = Result<String, E>> + Send + '_ {
    async move {
        api.ask().await?;
        Ok(text)
    }
}

#[resilient(clone(text), retries = 1)]
async fn consumed(api: &Api, text: String, parts: (u32, String)) -> Result<Vec<u8>, E> {
    let (n, more) = parts;
    if n > 3 {
        return Err(E::Parse);
    }
    drop(more);
    api.ask().await?;
    Ok(text.into_bytes())
}

#[test]
fn works() {
    let client = || Client { api: Arc::default(), name: "a".into() };
    let mut seen = 0;
    assert_eq!(
        run(client().ask("a".into(), Some(&mut seen), ["b".into(), "c".into()])),
        Ok("ab".into())
    );
    assert!(run(client().replaced()).is_err());
    assert_eq!(run(Box::new(client()).boxed(vec![], 0..3)), Ok(1));
    assert_eq!(run(std::pin::Pin::new(&mut client()).pinned(&mut [0])), Ok(3));
    assert_eq!(run(future(&Api::new(), "a".into())), Ok("a".into()));
    assert_eq!(run(consumed(&Api::new(), "a".into(), (1, "b".into()))), Err(E::Failed));
}
