//! A function that returns a future captures of its arguments what the body uses.

use std::rc::Rc;

use super::support::*;

struct Context {
    api: Api,
    local: Rc<u32>,
    first: Noisy,
    second: Noisy,
}

fn context(notes: &Notes) -> Context {
    let [first, second] = ["first", "second"].map(|name| Noisy(name, notes.clone()));
    Context { api: Api::new(), local: Rc::new(1), first, second }
}

#[resilient(retries = 0)]
#[allow(clippy::manual_async_fn)] // the shape is the point
fn part(context: Context) -> impl Future<Output = Result<u32, E>> + Send {
    async move { context.api.ask().await }
}

struct Parts<'a> {
    api: Api,
    _name: &'a str,
}

#[allow(clippy::manual_async_fn)]
#[resilient(retries = 0, timeout = "1m", breaker = "captures_by_use")]
fn part_of_a_borrow(parts: Parts<'_>) -> impl Future<Output = Result<u32, E>> + use<> {
    async move { parts.api.ask().await }
}

#[resilient(retries = 0)]
#[allow(clippy::manual_async_fn)]
fn in_order(context: Context, last: Noisy) -> impl Future<Output = Result<u32, E>> {
    async move {
        drop(last);
        let _second = &context.second;
        let _first = &context.first;
        context.api.ask().await
    }
}

#[allow(clippy::manual_async_fn)]
fn plainly_in_order(context: Context, last: Noisy) -> impl Future<Output = Result<u32, E>> {
    async move {
        drop(last);
        let _second = &context.second;
        let _first = &context.first;
        context.api.ask().await
    }
}

// Without `move`, what is reached through a box is borrowed out of it.
#[resilient(retries = 0)]
#[allow(clippy::manual_async_fn)]
fn through_a_box<'a>(
    pair: Box<(Rc<u32>, &'a str)>,
) -> impl Future<Output = Result<usize, E>> + Send + 'a {
    async { Ok(pair.1.len()) }
}

// Words of the options are no arguments, and a key is made before the body takes it.
#[resilient(retries = 0, breaker = "captures:{key}", classify = |e: &E| e.classify(), id = "docs")]
#[allow(clippy::manual_async_fn)]
fn beside_options(
    context: Context,
    e: Noisy,
    id: Noisy,
    key: u32,
) -> impl Future<Output = Result<u32, E>> + Send {
    async move {
        drop((e, id));
        context.api.ask().await.map(|n| n + key)
    }
}

#[test]
fn works() {
    assert_eq!(run(is_send(through_a_box(Box::new((Rc::new(1), "ab"))))), Ok(2));
    let beside = Notes::default();
    let [e, id] = ["e", "id"].map(|name| Noisy(name, beside.clone()));
    assert_eq!(run(is_send(beside_options(context(&beside), e, id, 1))), Err(E::Failed));
    assert_eq!(*beside.lock().unwrap(), ["first", "second", "e", "id"]);
    let notes = Notes::default();
    let part = part(context(&notes));
    // What the body does not use is gone before it runs.
    assert_eq!(*notes.lock().unwrap(), ["first", "second"]);
    assert_eq!(run(is_send(part)), Err(E::Failed));
    let borrow = part_of_a_borrow(Parts { api: Api::new(), _name: &String::new() });
    assert_eq!(run(is_static(borrow)), Err(E::Failed));
    let noted = |polled: bool, guarded: bool| {
        notes.lock().unwrap().clear();
        let last = Noisy("last", notes.clone());
        let context = context(&notes);
        assert_eq!(*context.local, 1);
        match (polled, guarded) {
            (true, true) => drop(run(in_order(context, last))),
            (true, false) => drop(run(plainly_in_order(context, last))),
            (false, true) => drop(in_order(context, last)),
            (false, false) => drop(plainly_in_order(context, last)),
        }
        notes.lock().unwrap().clone()
    };
    assert_eq!(noted(true, true), noted(true, false));
    assert_eq!(noted(false, true), noted(false, false));
}
