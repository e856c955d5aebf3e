//! Errors that hold any other: the first known one of their chain says what they mean.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::error::Error as StdError;
use std::{fmt, io};

use anyhow::Context;
use resilient::{BreakerState, Class, Classify, Verdict, resilient};
use tokio::time::error::Elapsed;

type Boxed = Box<dyn StdError + Send + Sync>;

/// An error with a class, and another one beneath it.
#[derive(Debug)]
struct Layer(Class, Option<Boxed>);

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a layer")
    }
}

impl StdError for Layer {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.1.as_deref().map(|error| error as _)
    }
}

impl Classify for Layer {
    fn classify(&self) -> Verdict {
        self.0.into()
    }
}

/// An error of unknown meaning.
#[derive(Debug, thiserror::Error)]
#[error("something")]
struct Puzzle(#[source] Option<Boxed>);

fn puzzles(depth: usize, innermost: Boxed) -> Boxed {
    (0..depth).fold(innermost, |error, _| Box::new(Puzzle(Some(error))))
}

fn refused() -> io::Error {
    io::ErrorKind::ConnectionRefused.into()
}

#[track_caller]
fn means(verdict: Verdict, class: Class) {
    assert_eq!(verdict, class.into());
}

#[test]
fn the_outermost_known_error_counts() {
    let known = resilient::chain::<(io::Error, Layer)>();
    let error = Layer(Class::Quota, Some(Box::new(refused())));
    means(known.verdict(&puzzles(3, Box::new(error))), Class::Quota);
    means(known.verdict(&puzzles(3, Box::new(refused()))), Class::Network);
    means(
        resilient::chain::<(Elapsed,)>().verdict(&puzzles(3, Box::new(refused()))),
        Class::Unknown,
    );
}

#[test]
fn a_chain_may_begin_with_any_error() {
    let known = resilient::chain::<(Layer,)>();
    let layer = || Layer(Class::Conflict, None);
    let local: Box<dyn StdError> = Box::new(layer());
    let boxed: Boxed = Box::new(layer());
    means(known.verdict(&layer()), Class::Conflict);
    means(known.verdict(&Puzzle(Some(boxed))), Class::Conflict);
    means(known.verdict(&local), Class::Conflict);
    means(known.verdict(&anyhow::Error::new(layer())), Class::Conflict);
}

#[test]
fn what_an_io_error_is_made_of_is_part_of_the_chain() {
    let error: Boxed = Box::new(io::Error::other(Layer(Class::Auth, None)));
    means(resilient::chain::<(Layer,)>().verdict(&error), Class::Auth);
    means(error.classify(), Class::Unknown);
}

#[test]
fn words_around_an_error_change_nothing() {
    let error = Err::<(), _>(refused()).context("one").context("two").unwrap_err();
    means(resilient::chain::<(io::Error,)>().verdict(&error), Class::Network);
    means(error.classify(), Class::Network);
}

#[test]
fn an_error_may_be_the_context_of_another() {
    let error = anyhow::Error::new(refused()).context(Layer(Class::Quota, None)).context("words");
    means(resilient::chain::<(Layer, io::Error)>().verdict(&error), Class::Quota);
}

#[test]
fn a_stop_of_ours_is_always_known() {
    let stop = || io::Error::from(stopped());
    let expected = stopped().classify();
    assert_eq!(resilient::chain::<(Layer,)>().verdict(&puzzles(2, Box::new(stop()))), expected);
    assert_eq!(anyhow::Error::new(stopped()).context("words").classify(), expected);
    assert_eq!(puzzles(2, Box::new(stop())).classify(), expected);
}

fn stopped() -> resilient::Error {
    #[resilient(deadline = "1s")]
    async fn hangs() -> Result<(), resilient::Error> {
        std::future::pending().await
    }
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build().unwrap();
    runtime.block_on(hangs()).unwrap_err()
}

#[test]
fn a_boxed_error_is_known_by_what_the_features_know() {
    for (class, error) in [
        (Class::Network, Boxed::from(refused())),
        (Class::Auth, Boxed::from(status(401))),
        (Class::Overloaded, Boxed::from(resilient::reqwest::Error::from(status(503)))),
        (Class::Network, Boxed::from(io::Error::other(refused()))),
        (Class::Unknown, Boxed::from("words")),
        (Class::Unknown, Boxed::from(Layer(Class::Auth, None))),
    ] {
        means(error.classify(), class);
        means(puzzles(5, error).classify(), class);
    }
}

fn status(status: u16) -> resilient::StatusError {
    let status = reqwest::StatusCode::from_u16(status).unwrap();
    resilient::StatusError::new(status, reqwest::header::HeaderMap::new(), "")
}

#[test]
fn the_sixteenth_error_is_the_last_that_is_looked_at() {
    for (depth, class) in [(15, Class::Network), (16, Class::Unknown), (5_000, Class::Unknown)] {
        let error = puzzles(depth, Box::new(refused()));
        means(resilient::chain::<(io::Error,)>().verdict(&error), class);
        means(error.classify(), class);
        // Dropping them one in the other would need as deep a stack.
        std::mem::forget(error);
    }
}

/// An error that is its own cause.
#[derive(Debug)]
struct Circle;

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("round and round")
    }
}

impl StdError for Circle {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self)
    }
}

#[test]
fn a_circle_ends() {
    means(resilient::chain::<(io::Error, Layer)>().verdict(&Circle), Class::Unknown);
    means(Boxed::from(Circle).classify(), Class::Unknown);
}

#[derive(Default)]
struct Calls(std::cell::Cell<u32>);

impl Calls {
    fn fail(&self, class: Class) -> Layer {
        self.0.set(self.0.get() + 1);
        Layer(class, None)
    }
}

#[resilient(retries = 3, classify = resilient::chain::<(Layer, io::Error)>())]
async fn with_anyhow(calls: &Calls, class: Class) -> anyhow::Result<()> {
    Err(calls.fail(class)).context("the words around it")
}

#[resilient(retries = 3, timeout = "1s", stop = Into::into, classify = resilient::chain::<(Layer,)>())]
async fn with_box(calls: &Calls, class: Class) -> Result<(), Boxed> {
    Err(puzzles(2, Box::new(calls.fail(class))))
}

#[resilient(
    retries = 0,
    breaker = breaker("chain:guarded", consecutive = 2),
    stop = Into::into,
    classify = resilient::chain::<(Layer,)>()
)]
async fn guarded(class: Class) -> Result<(), Boxed> {
    Err(puzzles(2, Box::new(Layer(class, None))))
}

#[tokio::test(start_paused = true)]
async fn h6_a_breaker_goes_by_the_cause_that_an_error_wraps_twice() {
    let seen = || resilient::breaker("chain:guarded").unwrap().snapshot().consecutive;
    for (class, expected) in [(Class::Server, 1), (Class::Invalid, 1), (Class::Network, 2)] {
        guarded(class).await.unwrap_err();
        assert_eq!(seen(), expected, "{class:?}");
    }
    assert_eq!(resilient::breaker("chain:guarded").unwrap().state(), BreakerState::Open);
}

#[resilient(retries = 3)]
async fn with_neither(calls: &Calls, class: Class) -> anyhow::Result<()> {
    let error = calls.fail(class);
    Err(io::Error::from(if error.0 == Class::Network {
        io::ErrorKind::ConnectionReset
    } else {
        io::ErrorKind::Other
    }))
    .context("words")
}

#[tokio::test(start_paused = true)]
async fn the_attribute_goes_by_the_chain() {
    for (class, attempts) in [(Class::Network, 4), (Class::Invalid, 1), (Class::Unknown, 1)] {
        let (one, two, three) = (Calls::default(), Calls::default(), Calls::default());
        with_anyhow(&one, class).await.unwrap_err();
        with_box(&two, class).await.unwrap_err();
        with_neither(&three, class).await.unwrap_err();
        assert_eq!([one.0.get(), two.0.get(), three.0.get()], [attempts; 3], "{class:?}");
    }
}
