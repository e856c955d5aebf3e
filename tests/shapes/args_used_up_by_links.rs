//! Arguments that a called link uses up, and links that ask the error something.

use super::support::*;

use std::sync::Arc;

#[resilient(retries = 1, fallback = [other(counted), other(counted)])]
async fn shape(api: &Api, counted: Counted) -> Result<u32, E> {
    take(counted);
    api.ask().await
}

async fn counted(list: Vec<u32>, items: impl Iterator<Item = u32>) -> Result<usize, E> {
    Ok(list.len() + items.count())
}

async fn other(counted: Counted) -> Result<u32, E> {
    match counted.look() {
        0..=3 => Err(E::Failed),
        clones => Ok(clones),
    }
}

#[resilient(retries = 0, fallback = [counted(list, items.map(|n| n + 1))])]
async fn of_a_method(list: Vec<u32>, items: impl Iterator<Item = u32> + Clone) -> Result<usize, E> {
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [named(error.to_string()), named(error.name().to_owned())])]
async fn error_asked(_api: &Api) -> Result<String, Told> {
    Err(Told)
}

type Plain = Result<String, Told>;

#[resilient(retries = 0, fallback = [named(error.name().to_owned())])]
async fn error_of_a_plain_alias() -> Plain {
    Err(Told)
}

async fn named(name: String) -> Result<String, Told> {
    if name == "told" { Ok(name) } else { Err(Told) }
}

#[derive(Debug, PartialEq)]
struct Told;

impl Told {
    fn name(&self) -> &str {
        "told"
    }
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("it")
    }
}

impl Classify for Told {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

#[derive(Clone)]
struct Client(Arc<Api>, Counted);

impl Client {
    #[resilient(retries = 0, fallback = [Self::spare(self), Self::spare(self)])]
    async fn value(self) -> Result<u32, E> {
        self.0.ask().await
    }
    async fn spare(self) -> Result<u32, E> {
        self.0.ask().await.map(|_| self.1.look())
    }
}

#[async_trait::async_trait]
trait Ask {
    async fn boxed(self) -> Result<u32, E>;
}

#[async_trait::async_trait]
impl Ask for Client {
    #[resilient(retries = 0, fallback = [Client::spare(self), Client::spare(self)])]
    async fn boxed(self) -> Result<u32, E> {
        self.0.ask().await
    }
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    assert_eq!(run(shape(&Api::new(), counted)), Ok(4));
    assert_eq!(count(&clones), 4);
    assert_eq!(run(of_a_method(vec![1], 0..2)), Ok(3));
    assert_eq!(run(error_asked(&Api::new())), Ok("told".into()));
    assert_eq!(run(error_of_a_plain_alias()), Ok("told".into()));
    let (counted, clones) = Counted::new();
    assert_eq!(run(Client(Api::new().into(), counted).value()), Ok(2));
    let (counted, clones) = Counted::new();
    assert_eq!(run(Client(Api::new().into(), counted).boxed()), Ok(2));
}
