//! A link may put a reference to a value in a place that it makes itself.

use super::support::*;

#[derive(Clone, Debug, Default, PartialEq)]
struct Request {
    model: String,
    n: u32,
}

impl Request {
    fn with_model(&self, model: &str) -> Self {
        Self { model: model.into(), ..self.clone() }
    }
}

#[resilient(
    retries = 1,
    fallback = [
        model = &format!("{model}-mini"),
        (model = &String::from("last"), n = n + 1),
        model = &{ let mut text = model.to_owned(); text.push('!'); text },
    ],
    otherwise = Ok(model.to_owned())
)]
async fn named(seen: &mut Vec<String>, model: &str, n: u32) -> Result<String, E> {
    seen.push(format!("{model} {n}"));
    tokio::task::yield_now().await;
    Err(E::Failed)
}

#[resilient(
    retries = 0,
    breaker = "shapes:referred:{request.model}",
    fallback = [
        request = &Request { model: "b".into(), ..request.clone() },
        request = &request.with_model("c"),
        (request = &(request.with_model("d")), items = &vec![1, 2]),
    ],
    stop = |_| E::Stopped
)]
async fn whole<'a>(api: &Api, request: &'a Request, items: &[u32]) -> Result<(String, usize), E> {
    if request.model != "d" {
        return Err(E::Failed);
    }
    Ok((request.model.clone(), items.len()))
}

#[resilient(
    retries = 0,
    fallback = [items = &[1, 2], (items = &[n, n + 1], pair = &(n, String::from("b"))), turn = &|n| n * 2]
)]
async fn listed(
    items: &[u32],
    pair: &(u32, String),
    turn: &(dyn Fn(u32) -> u32 + Sync),
    n: u32,
) -> Result<u32, E> {
    if turn(1) == 2 { Ok(turn(items.len() as u32) + pair.0) } else { Err(E::Failed) }
}

/// What is constant stays so.
#[resilient(retries = 0, fallback = [items = &[1, 2], request = &Small { n: 1 }])]
async fn constant(items: &'static [u32], request: &'static Small) -> Result<&'static Small, E> {
    if items.len() + request.n == 1 { Ok(request) } else { Err(E::Failed) }
}

#[derive(Debug, PartialEq)]
struct Small {
    n: usize,
}

struct Client {
    region: String,
}

impl Client {
    #[resilient(retries = 0, fallback = [region = &format!("{}-2", self.region)])]
    async fn ask(&self, region: &str) -> Result<String, E> {
        if region.ends_with("-2") { Ok(region.into()) } else { Err(E::Failed) }
    }
}

#[test]
fn works() {
    let mut seen = Vec::new();
    assert_eq!(run(is_send(named(&mut seen, "a", 1))), Ok("a".into()));
    assert_eq!(seen, ["a 1", "a 1", "a-mini 1", "last 2", "a! 1"]);
    let request = Request { model: "a".into(), n: 1 };
    let answer = run(is_send(whole(&Api::new(), &request, &[])));
    assert_eq!(answer, Ok(("d".into(), 2)));
    assert_eq!(request.model, "a");
    let pair = (1, String::new());
    assert_eq!(run(is_send(listed(&[], &pair, &|n| n, 3))), Ok(1));
    assert_eq!(run(is_send(constant(&[], &Small { n: 0 }))), Ok(&Small { n: 1 }));
    let client = Client { region: "eu".into() };
    assert_eq!(run(is_send(client.ask("us"))), Ok("eu-2".into()));
}
