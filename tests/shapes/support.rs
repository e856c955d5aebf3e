//! What the shapes share: an API that fails twice, values that count their clones and note their drops.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

pub(crate) use resilient::{Class, Classify, Verdict, resilient};

/// The error of every shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum E {
    Failed,
    Stopped,
    Parse,
}

impl Classify for E {
    fn classify(&self) -> Verdict {
        Class::Server.into()
    }
}

impl From<resilient::Error> for E {
    fn from(_: resilient::Error) -> Self {
        Self::Stopped
    }
}

impl From<std::num::ParseIntError> for E {
    fn from(_: std::num::ParseIntError) -> Self {
        Self::Parse
    }
}

/// An API that fails twice and then answers.
#[derive(Debug, Default)]
pub(crate) struct Api {
    calls: AtomicU32,
}

impl Api {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The number of this call, if it succeeds.
    pub(crate) async fn ask(&self) -> Result<u32, E> {
        tokio::task::yield_now().await;
        self.ask_now()
    }

    pub(crate) fn ask_now(&self) -> Result<u32, E> {
        let call = self.calls.fetch_add(1, SeqCst) + 1;
        if call < 3 { Err(E::Failed) } else { Ok(call) }
    }

    pub(crate) fn calls(&self) -> u32 {
        self.calls.load(SeqCst)
    }
}

/// A value that counts its clones.
#[derive(Debug, Default)]
pub(crate) struct Counted(Arc<AtomicU32>);

impl Counted {
    pub(crate) fn new() -> (Self, Arc<AtomicU32>) {
        let clones = Arc::new(AtomicU32::new(0));
        (Self(Arc::clone(&clones)), clones)
    }

    pub(crate) fn look(&self) -> u32 {
        self.0.load(SeqCst)
    }
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        self.0.fetch_add(1, SeqCst);
        Self(Arc::clone(&self.0))
    }
}

impl PartialEq for Counted {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl std::ops::Add<u32> for Counted {
    type Output = u32;
    fn add(self, other: u32) -> u32 {
        self.look() + other
    }
}

/// A value that can't be cloned.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unique(pub(crate) u32);

/// A value that notes when it is dropped.
#[derive(Debug, Clone)]
pub(crate) struct Noisy(pub(crate) &'static str, pub(crate) Arc<Mutex<Vec<&'static str>>>);

impl Drop for Noisy {
    fn drop(&mut self) {
        self.1.lock().unwrap().push(self.0);
    }
}

pub(crate) type Notes = Arc<Mutex<Vec<&'static str>>>;

/// What the attempts of a call have had.
pub(crate) type Seen = Mutex<Vec<String>>;

/// What the attempts of a call had that fails.
pub(crate) fn seen(call: &dyn Fn(&Seen) -> Result<(), E>) -> Vec<String> {
    let seen = Seen::default();
    assert_eq!(call(&seen), Err(E::Failed));
    seen.into_inner().unwrap()
}

/// Uses a value up.
pub(crate) fn take<T>(value: T) -> T {
    value
}

/// Runs a future to its end; waits take no time.
pub(crate) fn run<F: Future>(future: F) -> F::Output {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_time().start_paused(true).build().unwrap().block_on(future)
}

pub(crate) fn is_send<T: Send>(value: T) -> T {
    value
}

pub(crate) fn is_static<T: Send + 'static>(value: T) -> T {
    value
}

pub(crate) fn count(clones: &AtomicU32) -> u32 {
    clones.load(SeqCst)
}
