//! What edition 2021 has of its own: paths, tails, captures, unsafe functions.
#![deny(warnings, unused, rust_2018_idioms)]

use std::cell::RefCell;
use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use resilient::{resilient, Class, Classify, Verdict};

#[path = "../../tails.rs"]
mod tails;

#[derive(Debug, PartialEq)]
enum E {
    Failed,
}

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

impl From<resilient::Error> for E {
    fn from(_: resilient::Error) -> Self {
        E::Failed
    }
}

fn ask(calls: &AtomicU32) -> Result<u32, E> {
    match calls.fetch_add(1, SeqCst) {
        0 | 1 => Err(E::Failed),
        call => Ok(call + 1),
    }
}

#[resilient(timeout = "1m", deadline = "2m", breaker = "e:{name}", fallback = [name = "b", n in vec![1, 2]])]
async fn everything(calls: &AtomicU32, name: &str, n: u32, owned: String) -> Result<u32, E> {
    tokio::task::yield_now().await;
    drop((name, owned));
    Ok(ask(calls)? + n)
}

#[resilient]
async unsafe fn dangerous(calls: &AtomicU32, n: *const u32) -> Result<u32, E> {
    let n = *n;
    Ok(ask(calls)? + n)
}

#[resilient]
#[allow(improper_ctypes_definitions)]
async unsafe extern "C" fn foreign(calls: &AtomicU32, n: *const u32) -> Result<u32, E> {
    Ok(ask(calls)? + *n)
}

#[resilient]
#[allow(clippy::manual_async_fn)] // the shape is the point
unsafe fn unguarded<'a>(
    calls: &'a AtomicU32,
    list: &'a mut [u32],
) -> impl Future<Output = Result<u32, E>> + 'a {
    async move {
        *list.as_mut_ptr() += 1;
        Ok(ask(calls)? + list[0])
    }
}

#[derive(Clone)]
struct Request(String, AtomicNumber);

#[derive(Clone)]
struct AtomicNumber(u32);

impl Request {
    #[resilient]
    async fn send(self, calls: &AtomicU32) -> Result<(String, u32), E> {
        ask(calls)?;
        let Request(text, number) = self;
        Ok((text, number.0))
    }
}

#[resilient]
#[allow(clippy::manual_async_fn)]
fn boxed<'a>(calls: &'a AtomicU32) -> impl Future<Output = Result<u32, E>> + 'a {
    async move { ask(calls) }
}

/// A tail's temporaries are dropped after the locals here, before them in 2024.
#[resilient(retries = 0)]
async fn tail(notes: &RefCell<Vec<&'static str>>) -> Result<usize, E> {
    let _local = Note("local", notes);
    Ok(Note("temporary", notes).0.len())
}

struct Note<'a>(&'static str, &'a RefCell<Vec<&'static str>>);

impl Drop for Note<'_> {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

#[resilient(timeout = "1m")]
async fn borrowed<'a>(calls: &AtomicU32, name: &'a str) -> Result<&'a str, E> {
    ask(calls).map(|_| name)
}

type Alias<'a> = Result<&'a str, E>;

#[resilient(timeout = "1m")]
async fn aliased<'a>(calls: &AtomicU32, name: &'a str) -> Alias<'a> {
    ask(calls).map(|_| name)
}

#[tokio::test(start_paused = true)]
async fn works() {
    let calls = AtomicU32::new(0);
    assert_eq!(everything(&calls, "a", 1, String::new()).await, Ok(4));
    let calls = AtomicU32::new(0);
    assert_eq!(boxed(&calls).await, Ok(3));
    let calls = AtomicU32::new(0);
    let request = Request("a".into(), AtomicNumber(1));
    assert_eq!(request.send(&calls).await, Ok(("a".into(), 1)));
    let (calls, n) = (AtomicU32::new(0), 1);
    assert_eq!(unsafe { dangerous(&calls, &n) }.await, Ok(4));
    let (calls, n) = (AtomicU32::new(0), 1);
    assert_eq!(unsafe { foreign(&calls, &n) }.await, Ok(4));
    let (calls, mut list) = (AtomicU32::new(0), [0]);
    assert_eq!(unsafe { unguarded(&calls, &mut list) }.await, Ok(6));
    assert_eq!(borrowed(&AtomicU32::new(0), "a").await, Ok("a"));
    assert_eq!(aliased(&AtomicU32::new(0), "a").await, Ok("a"));
    let notes = RefCell::default();
    assert_eq!(tail(&notes).await, Ok(9));
    assert_eq!(*notes.borrow(), ["local", "temporary"]);
}
