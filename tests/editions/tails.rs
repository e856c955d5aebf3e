//! What editions before 2024 do otherwise: a tail's temporaries live on, and 2018 captures arguments as a whole.

use std::cell::RefCell;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex};

use resilient::resilient;

use super::{ask, Note, E};

/// The tail's guard is gone before the arguments are, as in the plain function.
#[resilient]
async fn guarded_tail(
    calls: &AtomicU32,
    mut list: Vec<u32>,
    lock: Arc<Mutex<u32>>,
) -> Result<u32, E> {
    ask(calls)?;
    let shared = lock;
    list.drain(..).map(|n| n + *shared.lock().unwrap()).next().ok_or(E::Failed)
}

#[resilient(timeout = "1m", breaker = "guarded", fallback = [elsewhere(calls, lock.clone())])]
async fn guarded_method(calls: &AtomicU32, lock: Arc<Mutex<Vec<u32>>>) -> Result<u32, E> {
    if ask(calls).is_err() {
        return drop_and_fail(lock);
    }
    lock.lock().unwrap().pop().ok_or(E::Failed)
}

fn drop_and_fail(_: Arc<Mutex<Vec<u32>>>) -> Result<u32, E> {
    Err(E::Failed)
}

async fn elsewhere(_: &AtomicU32, lock: Arc<Mutex<Vec<u32>>>) -> Result<u32, E> {
    lock.lock().unwrap().pop().ok_or(E::Failed)
}

struct Client(Mutex<Vec<u32>>);

impl Client {
    #[resilient(retries = 0)]
    async fn last(self) -> Result<u32, E> {
        self.0.lock().unwrap().push(7);
        self.0.into_inner().unwrap().iter().next_back().copied().ok_or(E::Failed)
    }
}

/// The tail's temporary goes before the arguments, and before one that the body has used up on another way.
#[resilient(retries = 0)]
async fn order<'a>(note: Note<'a>, other: Note<'a>, early: bool) -> Result<usize, E> {
    if early {
        drop(take(other));
        return Ok(1);
    }
    Ok(Note("temporary", note.1).0.len() + take(&other).0.len())
}

async fn plain_order<'a>(note: Note<'a>, other: Note<'a>, early: bool) -> Result<usize, E> {
    if early {
        drop(take(other));
        return Ok(1);
    }
    Ok(Note("temporary", note.1).0.len() + take(&other).0.len())
}

fn take<T>(value: T) -> T {
    value
}

/// What lends itself out is captured as a whole here.
struct Lender(u32, Vec<u32>);

struct Shown<'a>(&'a mut u32);

impl Lender {
    #[resilient(retries = 0)]
    async fn number(&mut self) -> Result<&mut u32, E> {
        Ok(&mut self.0)
    }

    #[resilient(retries = 0)]
    async fn hidden(&mut self) -> Result<Shown<'_>, E> {
        Ok(Shown(&mut self.0))
    }

    #[resilient(retries = 0, timeout = "1m")]
    async fn items(&mut self) -> Result<std::slice::IterMut<'_, u32>, E> {
        self.1.push(self.0);
        Ok(self.1.iter_mut())
    }
}

#[resilient(retries = 0)]
async fn lent(list: &mut (Vec<u32>, u32)) -> Result<&mut u32, E> {
    list.1 = 2;
    list.0.first_mut().ok_or(E::Failed)
}

#[tokio::test(start_paused = true)]
async fn works() {
    let lock = Arc::new(Mutex::new(2));
    assert_eq!(guarded_tail(&AtomicU32::new(0), vec![1], lock).await, Ok(3));
    let lock = Arc::new(Mutex::new(vec![4]));
    assert_eq!(guarded_method(&AtomicU32::new(0), lock).await, Ok(4));
    assert_eq!(Client(Mutex::new(vec![5, 6])).last().await, Ok(7));
    let mut lender = Lender(1, vec![2]);
    assert_eq!(lender.number().await, Ok(&mut 1));
    assert_eq!(lender.hidden().await.map(|shown| *shown.0), Ok(1));
    assert_eq!(lender.items().await.map(Iterator::count), Ok(2));
    assert_eq!(lent(&mut (vec![3], 0)).await, Ok(&mut 3));
    for early in [false, true] {
        let seen = RefCell::default();
        let expected = RefCell::default();
        let [a, b] = ["a", "b"].map(|name| [Note(name, &seen), Note(name, &expected)]);
        let ([a, plain_a], [b, plain_b]) = (a, b);
        let plain = plain_order(plain_a, plain_b, early).await;
        assert_eq!(order(a, b, early).await, plain);
        assert_eq!(seen, expected);
    }
}
