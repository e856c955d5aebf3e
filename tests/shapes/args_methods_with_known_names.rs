//! A method of the user's own is a look at the argument, whatever std has by its name.

use std::cell::Cell;

use super::support::*;

struct Ids(Cell<u32>, Counted);

impl Ids {
    fn next(&self) -> u32 {
        self.0.set(self.0.get() + 1);
        self.0.get()
    }
    fn push(&self, n: u32) {
        self.0.set(self.0.get() + n);
    }
    fn get_mut(&self) -> u32 {
        self.0.get()
    }
    fn flush(&self) {}
}

impl Clone for Ids {
    fn clone(&self) -> Self {
        Self(Cell::new(self.0.get()), self.1.clone())
    }
}

#[resilient]
async fn borrowed(api: &Api, ids: Ids) -> Result<u32, E> {
    ids.next();
    ids.flush();
    api.ask().await?;
    Ok(ids.get_mut())
}

#[resilient(retries = 0)]
async fn borrowed_once(ids: Ids) -> Result<u32, E> {
    ids.flush();
    tokio::task::yield_now().await;
    Ok(ids.next())
}

#[resilient(retries = 1, fallback = [ids = Ids(Cell::new(100), Counted::default())])]
async fn replaced(api: &Api, ids: Ids) -> Result<u32, E> {
    ids.next();
    api.ask().await?;
    Ok(ids.next())
}

/// By this name, hardly any method takes `&self`.
#[resilient(retries = 0)]
async fn pushed_once(ids: Ids) -> Result<u32, E> {
    ids.push(1);
    tokio::task::yield_now().await;
    Ok(ids.next())
}

#[resilient(borrow(ids))]
async fn pushed(api: &Api, ids: Ids) -> Result<u32, E> {
    ids.push(1);
    api.ask().await?;
    Ok(ids.next())
}

struct Queue(Cell<u32>);

impl Queue {
    fn push(&self, n: u32) {
        self.0.set(n);
    }
}

#[resilient(fallback = [queue = Queue(Cell::new(1))])]
async fn not_clone(queue: Queue) -> Result<u32, E> {
    queue.push(2);
    Ok(queue.0.get())
}

struct Out<'o> {
    bytes: &'o mut Vec<u8>,
    n: u8,
}

#[resilient(retries = 0, fallback = [out.n = 2])]
async fn behind_a_reference(api: &Api, out: Out<'_>) -> Result<usize, E> {
    out.bytes.push(out.n);
    out.bytes[0] = out.n;
    *out.bytes = vec![out.n, out.n];
    api.ask().await?;
    Ok(out.bytes.len())
}

#[resilient(borrow(counts), fallback = [counts.0 = 5])]
async fn said_to_be_borrowed(api: &Api, counts: (u32, Unique)) -> Result<u32, E> {
    counts.0 += 1;
    api.ask().await?;
    Ok(counts.0)
}

#[test]
fn works() {
    let (counted, clones) = Counted::new();
    let ids = || Ids(Cell::new(0), counted.clone());
    let ids = [ids(), ids(), ids(), ids(), ids()];
    let before = count(&clones);
    let [first, second, third, fourth, fifth] = ids;
    assert_eq!(run(is_send(borrowed(&Api::new(), first))), Ok(3));
    assert_eq!(run(is_send(borrowed_once(second))), Ok(1));
    assert_eq!(run(replaced(&Api::new(), third)), Ok(102));
    assert_eq!(run(is_send(pushed_once(fourth))), Ok(2));
    assert_eq!(run(is_send(pushed(&Api::new(), fifth))), Ok(4));
    assert_eq!(count(&clones), before);
    assert_eq!(run(not_clone(Queue(Cell::new(0)))), Ok(2));
    let mut bytes = Vec::new();
    assert_eq!(
        run(behind_a_reference(&Api::new(), Out { bytes: &mut bytes, n: 1 })),
        Err(E::Failed)
    );
    assert_eq!(bytes, [2, 2]);
    assert_eq!(run(said_to_be_borrowed(&Api::new(), (0, Unique(0)))), Ok(3));
}
