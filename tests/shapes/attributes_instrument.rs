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

impl std::fmt::Display for E {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("failed")
    }
}

#[test]
fn works() {
    assert_eq!(run(is_send(above(&Api::new(), "a".into(), 1))), Ok("a1".into()));
    assert_eq!(run(is_send(below(&Api::new(), "a".into(), 1))), Ok("a2".into()));
    assert_eq!(run(Client(Api::new()).method("ab")), Ok(2));
    assert_eq!(run(Client(Api::new()).other("ab")), Ok(2));
}
