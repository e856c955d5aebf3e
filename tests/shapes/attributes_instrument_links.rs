//! `#[tracing::instrument]` above, of functions whose links or last resort need what the body uses up.

use super::support::*;

#[tracing::instrument(skip_all)]
#[resilient(otherwise = Ok(name.len()))]
async fn last_resort(name: String) -> Result<usize, E> {
    drop(take(name));
    Err(E::Failed)
}

#[tracing::instrument(err(Debug), ret)]
#[resilient(retries = 0, fallback = [name = "two", other(&name)])]
async fn replaced(name: String) -> Result<usize, E> {
    drop(take(name));
    Err(E::Failed)
}

async fn other(name: &str) -> Result<usize, E> {
    Ok(name.len())
}

#[tracing::instrument(skip_all)]
#[resilient(fallback = [name in ["two".to_owned()], last_resort])]
async fn forwarded(name: String) -> Result<usize, E> {
    drop(take(name));
    Err(E::Failed)
}

#[tracing::instrument(skip(first))]
#[resilient(otherwise = Ok(first.len()))]
async fn part((first, _second): (String, u32), mut name: String) -> Result<usize, E> {
    name.push('a');
    drop((take(first), take(name)));
    Err(E::Failed)
}

#[derive(Clone)]
struct Client(String);

#[async_trait::async_trait]
trait Ask {
    async fn ask(self, name: String) -> Result<usize, E>;
}

#[async_trait::async_trait]
impl Ask for Client {
    #[tracing::instrument(skip_all, err(Debug))]
    #[resilient(otherwise = Ok(self.0.len() + name.len()))]
    async fn ask(self, name: String) -> Result<usize, E> {
        drop((take(name), take(self)));
        Err(E::Failed)
    }
}

#[test]
fn works() {
    assert_eq!(run(is_send(last_resort("name".into()))), Ok(4));
    assert_eq!(run(is_send(replaced("name".into()))), Ok(4));
    assert_eq!(run(is_send(forwarded("name".into()))), Ok(4));
    assert_eq!(run(is_send(part(("first".into(), 1), "name".into()))), Ok(5));
    assert_eq!(run(is_send(Client("me".into()).ask("name".into()))), Ok(6));
}
