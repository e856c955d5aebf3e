//! Arguments whose declared type tells that a method, or a call, takes them.

use super::support::*;

use futures_util::{FutureExt, Stream, StreamExt};

#[resilient]
async fn option(api: &Api, name: Option<Counted>) -> Result<u32, E> {
    api.ask().await?;
    Ok(name.map_or(9, |name| name.look()))
}

#[resilient]
async fn option_looked_at(api: &Api, name: Option<Unique>) -> Result<u32, E> {
    api.ask().await?;
    Ok(name.as_ref().map_or(9, |name| name.0))
}

#[resilient]
async fn result(api: &Api, name: Result<Counted, std::num::ParseIntError>) -> Result<u32, E> {
    api.ask().await?;
    Ok(name.map(|name| name.look())?)
}

#[resilient]
async fn pair(api: &Api, (a, b): (Option<Counted>, Option<Unique>)) -> Result<u32, E> {
    api.ask().await?;
    Ok(a.zip(Some(b.is_some())).map_or(0, |(a, _)| a.look()))
}

#[resilient]
async fn characters(
    api: &Api,
    letters: std::str::Chars<'_>,
    more: std::iter::Peekable<std::str::Chars<'_>>,
) -> Result<String, E> {
    api.ask().await?;
    Ok(letters.rev().chain(more).collect())
}

#[resilient(retries = 0)]
async fn boxed(
    items: Box<dyn Iterator<Item = u32> + Send>,
    stream: std::pin::Pin<Box<dyn Stream<Item = u32> + Send>>,
    answer: tokio::sync::oneshot::Sender<u32>,
) -> Result<u32, E> {
    let all: Vec<u32> = stream.map(|item| item + 1).collect().await;
    let sum = items.chain(all).sum();
    answer.send(sum).map_err(|_| E::Failed)?;
    Ok(sum)
}

#[resilient]
async fn iterator<I>(api: &Api, items: I, range: std::ops::Range<u32>) -> Result<u32, E>
where
    I: Clone + Iterator<Item = u32>,
{
    api.ask().await?;
    Ok(items.map(|item| item * 2).sum::<u32>() + range.rev().last().unwrap_or(0))
}

#[resilient]
async fn stream(api: &Api, items: impl Stream<Item = u32> + Clone + Unpin) -> Result<u32, E> {
    api.ask().await?;
    Ok(items.map(|item| item * 2).fold(0, async |sum, item| sum + item).await)
}

#[resilient]
async fn future(api: &Api, more: impl Future<Output = u32> + Clone) -> Result<u32, E> {
    Ok(api.ask().await? + more.map(|more| more * 2).await)
}

#[resilient]
async fn called_once(api: &Api, f: impl FnOnce(u32) -> u32 + Clone) -> Result<u32, E> {
    Ok(f(api.ask().await?))
}

#[resilient(retries = 0)]
async fn boxed_once(f: Box<dyn FnOnce(u32) -> u32 + Send>) -> Result<u32, E> {
    Ok(f(1))
}

#[resilient(borrow(name))]
async fn copied(api: &Api, name: Option<u32>) -> Result<u32, E> {
    Ok(api.ask().await? + name.map_or(0, |n| n))
}

#[test]
fn works() {
    let letters = || "abc".chars();
    let text = run(is_send(characters(&Api::new(), letters(), letters().peekable())));
    assert_eq!(text, Ok("cbaabc".into()));
    let (answer, mut answered) = tokio::sync::oneshot::channel();
    let numbers = Box::pin(futures_util::stream::iter([1, 2]));
    assert_eq!(run(is_send(boxed(Box::new(1..3), numbers, answer))), Ok(8));
    assert_eq!(answered.try_recv(), Ok(8));
    let (name, clones) = Counted::new();
    assert_eq!(run(option(&Api::new(), Some(name))), Ok(2));
    assert_eq!(count(&clones), 2);
    assert_eq!(run(option_looked_at(&Api::new(), Some(Unique(3)))), Ok(3));
    let (name, clones) = Counted::new();
    assert_eq!(run(result(&Api::new(), Ok(name))), Ok(2));
    assert_eq!(count(&clones), 2);
    let (name, _) = Counted::new();
    assert_eq!(run(pair(&Api::new(), (Some(name), Some(Unique(1))))), Ok(2));
    assert_eq!(run(iterator(&Api::new(), [1, 2].into_iter(), 4..7)), Ok(10));
    assert_eq!(run(stream(&Api::new(), futures_util::stream::iter([1, 2]))), Ok(6));
    assert_eq!(run(future(&Api::new(), std::future::ready(2))), Ok(7));
    let (counted, clones) = Counted::new();
    assert_eq!(run(called_once(&Api::new(), move |n| n + counted.look())), Ok(5));
    assert_eq!(count(&clones), 2);
    assert_eq!(run(boxed_once(Box::new(|n| n + 1))), Ok(2));
    assert_eq!(run(copied(&Api::new(), Some(1))), Ok(4));
}
