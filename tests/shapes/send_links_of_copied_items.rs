//! An iterator over references that are copied, or cloned, keeps the future `Send`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::support::*;

const MODELS: &[&str] = &["second", "third"];

async fn note(model: &str, seen: &Seen) -> Result<(), E> {
    tokio::task::yield_now().await;
    seen.lock().unwrap().push(model.to_owned());
    Err(E::Failed)
}

#[resilient(retries = 0, fallback = [model in MODELS.iter().copied()])]
async fn of_a_const(model: &str, seen: &Seen) -> Result<(), E> {
    note(model, seen).await
}

#[resilient(retries = 0, fallback = [model in models.iter().copied().rev().skip(1)])]
async fn of_a_slice(model: &str, models: &[&str], seen: &Seen) -> Result<(), E> {
    note(model, seen).await
}

#[resilient(retries = 0, fallback = [model in models.iter().copied()])]
async fn of_a_vec(model: &'static str, models: Vec<&'static str>, seen: &Seen) -> Result<(), E> {
    note(model, seen).await
}

#[resilient(retries = 0, fallback = [model in models.iter().cloned()])]
async fn cloned<'a>(model: Cow<'a, str>, models: &[Cow<'a, str>], seen: &Seen) -> Result<(), E> {
    note(&model, seen).await
}

#[resilient(retries = 0, fallback = [model in models.keys().copied()])]
async fn of_keys(model: &str, models: &HashMap<&str, u8>, seen: &Seen) -> Result<(), E> {
    note(model, seen).await
}

#[resilient(retries = 0, fallback = [model in models.iter().copied().chain(["last"])])]
async fn chained(model: &str, models: &[&str], seen: &Seen) -> Result<(), E> {
    note(model, seen).await
}

#[resilient(retries = 0, fallback = [model in models.iter().cloned()])]
async fn shared(
    model: Arc<dyn Fn() -> &'static str + Send + Sync>,
    models: &[Arc<dyn Fn() -> &'static str + Send + Sync>],
    seen: &Seen,
) -> Result<(), E> {
    note(model(), seen).await
}

#[test]
fn works() {
    let two = ["second", "third"];
    assert_eq!(seen(&|it| run(is_send(of_a_const("first", it)))), ["first", "second", "third"]);
    assert_eq!(seen(&|it| run(is_send(of_a_slice("first", &two, it)))), ["first", "second"]);
    let call = |it: &Seen| run(is_send(of_a_vec("first", two.to_vec(), it)));
    assert_eq!(seen(&call), ["first", "second", "third"]);
    let cows = two.map(Cow::Borrowed);
    let call = |it: &Seen| run(is_send(cloned("first".into(), &cows, it)));
    assert_eq!(seen(&call), ["first", "second", "third"]);
    let keys = HashMap::from([("second", 2)]);
    assert_eq!(seen(&|it| run(is_send(of_keys("first", &keys, it)))), ["first", "second"]);
    let call = |it: &Seen| run(is_send(chained("first", &two, it)));
    assert_eq!(seen(&call), ["first", "second", "third", "last"]);
    let first: Arc<dyn Fn() -> &'static str + Send + Sync> = Arc::new(|| "first");
    let others = [Arc::clone(&first)];
    let call = |it: &Seen| run(is_send(shared(Arc::clone(&first), &others, it)));
    assert_eq!(seen(&call), ["first", "first"]);
}
