//! `#[tracing::instrument]` above and below.

use super::support::*;

#[tracing::instrument(skip(api))]
#[resilient]
async fn above(api: &Api, name: String, n: u32) -> Result<String, E> {
    api.ask().await?;
    Ok(format!("{name}{n}"))
}

#[resilient]
#[tracing::instrument(skip_all, fields(n))]
async fn below(api: &Api, name: String, mut n: u32) -> Result<String, E> {
    n += 1;
    api.ask().await?;
    Ok(name + &n.to_string())
}

struct Client(Api);

impl Client {
    #[tracing::instrument(skip(self), err)]
    #[resilient(timeout = "1s")]
    async fn method(&self, name: &str) -> Result<usize, E> {
        self.0.ask().await?;
        Ok(name.len())
    }

    #[resilient(timeout = "1s")]
    #[tracing::instrument(skip(self))]
    async fn other(&mut self, name: &str) -> Result<usize, E> {
        self.0.ask().await?;
        Ok(name.len())
    }
}

#[tracing::instrument(skip_all, ret, err)]
#[resilient]
async fn wrapped(api: &Api, name: impl AsRef<str>, kept: Unique, n: Counted) -> Result<u32, E> {
    api.ask().await?;
    let also = async move { n.look() }.await;
    Ok(also + kept.0 + u32::try_from(name.as_ref().len()).unwrap_or(0))
}

#[tracing::instrument(skip_all, err)]
#[resilient]
async fn wrapped_match(api: &Api, kept: Unique) -> Result<u32, E> {
    api.ask().await.map(|n| n + kept.0)
}

#[tracing::instrument(skip_all, ret)]
#[resilient]
async fn wrapped_let(api: &Api, kept: Unique, seen: &mut u32) -> Result<u32, E> {
    *seen += 1;
    api.ask().await.map(|n| n + kept.0)
}

/// No argument needs a clone that the body itself would not need.
#[tracing::instrument(skip_all, fields(kept = kept.0))]
#[resilient]
async fn wrapped_plainly(api: &Api, kept: Unique) -> Result<u32, E> {
    api.ask().await.map(|n| n + kept.0)
}

#[tracing::instrument(skip_all)]
#[resilient(retries = 0)]
async fn wrapped_once(kept: Unique) -> Result<Unique, E> {
    Ok(kept)
}

impl std::fmt::Display for E {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("failed")
    }
}

#[test]
fn borrows_what_the_body_borrows() {
    let (counted, clones) = Counted::new();
    assert_eq!(run(is_send(wrapped(&Api::new(), "ab", Unique(1), counted))), Ok(5));
    assert_eq!(clones.load(std::sync::atomic::Ordering::SeqCst), 2);
    assert_eq!(run(is_send(wrapped_match(&Api::new(), Unique(1)))), Ok(4));
    let mut seen = 0;
    assert_eq!(run(is_send(wrapped_let(&Api::new(), Unique(1), &mut seen))), Ok(4));
    assert_eq!(seen, 3);
    assert_eq!(run(is_send(wrapped_plainly(&Api::new(), Unique(1)))), Ok(4));
    assert!(run(is_send(wrapped_once(Unique(1)))).is_ok());
}

#[test]
fn works() {
    assert_eq!(run(is_send(above(&Api::new(), "a".into(), 1))), Ok("a1".into()));
    assert_eq!(run(is_send(below(&Api::new(), "a".into(), 1))), Ok("a2".into()));
    assert_eq!(run(Client(Api::new()).method("ab")), Ok(2));
    assert_eq!(run(Client(Api::new()).other("ab")), Ok(2));
}
