//! `#[async_trait]`, `#[instrument]` and this one together.

use super::support::*;

use async_trait::async_trait;

#[async_trait]
trait Ask {
    async fn above(&self, name: String) -> Result<String, E>;
    async fn below(&mut self, name: &str, n: u32) -> Result<String, E>;
    async fn borrowing(&self, kept: Unique, taken: Counted) -> Result<u32, E>;
    async fn borrowing_with_err(&mut self, kept: Unique, mut n: u32) -> Result<u32, E>;
    async fn lending(&self, kept: Vec<Unique>) -> Result<usize, E>;
}

#[async_trait]
impl Ask for Api {
    #[tracing::instrument(skip_all)]
    #[resilient]
    async fn above(&self, name: String) -> Result<String, E> {
        self.ask().await?;
        Ok(name)
    }

    #[resilient]
    #[tracing::instrument(skip_all)]
    async fn below(&mut self, name: &str, n: u32) -> Result<String, E> {
        self.ask().await?;
        Ok(format!("{name}{n}"))
    }

    #[tracing::instrument(skip_all, fields(kept = kept.0))]
    #[resilient]
    async fn borrowing(&self, kept: Unique, taken: Counted) -> Result<u32, E> {
        let n = self.ask().await?;
        Ok(take(taken).look() + n + kept.0)
    }

    #[tracing::instrument(skip_all, err(Debug), ret)]
    #[resilient]
    async fn borrowing_with_err(&mut self, kept: Unique, mut n: u32) -> Result<u32, E> {
        n += self.ask().await?;
        Ok(n + kept.0)
    }

    #[tracing::instrument(skip_all)]
    #[resilient(borrow(kept))]
    async fn lending(&self, #[cfg(not(windows))] mut kept: Vec<Unique>) -> Result<usize, E> {
        kept.push(Unique(2));
        self.ask().await?;
        Ok(kept.len())
    }
}

#[test]
fn borrows_what_the_body_borrows() {
    let (taken, _) = Counted::new();
    assert_eq!(run(is_send(Api::new().borrowing(Unique(1), taken))), Ok(6));
    assert_eq!(run(is_send(Api::new().borrowing_with_err(Unique(1), 1))), Ok(5));
    assert_eq!(run(is_send(Api::new().lending(vec![Unique(1)]))), Ok(4));
}

#[test]
fn works() {
    assert_eq!(run(is_send(Api::new().above("a".into()))), Ok("a".into()));
    assert_eq!(run(is_send(Api::new().below("a", 1))), Ok("a1".into()));
}
