//! What a script has in the place of a body, as a future.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

use crate::run::timer::can_wait;
use crate::site::Site;
use crate::testing::probe::{Make, Makes, Value};
use crate::testing::scope;
use crate::testing::script::Part;

/// An attempt without the body. It does not hold the result, so that it is `Send` and `Sync` whether or not that is.
#[derive(Debug)]
pub struct Instead<R>(Kind<R>);

#[derive(Debug)]
enum Kind<R> {
    /// It returns what is made of the value, which is `Sync` behind a lock that nobody takes.
    Made { value: Mutex<Option<Value>>, make: Make<R>, problem: String },
    /// It hangs, until nobody else has anything to do either; without a timer, for ever.
    Hang { id: &'static str, year: Option<Pin<Box<Sleep>>> },
    /// It panics.
    Panic,
}

/// Looks for a script, at the moment in which an attempt begins.
pub(crate) fn instead<R>(site: &'static Site, makes: &Makes<R>) -> Option<Box<Instead<R>>> {
    let scope = scope::current()?;
    let id = site.id();
    scope.note_call(id);
    // The lock is free before anything panics.
    let next = scope.scripts().next(id);
    let outcome = next.unwrap_or_else(|problem| panic!("{problem}"))?;
    let [answer, error] = makes.names;
    let kind = match outcome.0 {
        Part::Real => return None,
        Part::Answer(value, given) => {
            made(value, makes.answer, other_type(id, "an answer", given, answer))
        }
        Part::Error(value, given) => {
            made(value, makes.error, other_type(id, "an error", given, error))
        }
        #[cfg(feature = "http")]
        Part::Status(value) => made(value, makes.status, no_status(id, error)),
        Part::Hang => Kind::Hang { id, year: can_wait().then(|| Box::pin(sleep(YEAR))) },
        Part::Panic => Kind::Panic,
    };
    Some(Box::new(Instead(kind)))
}

impl<R> Future for Instead<R> {
    type Output = R;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<R> {
        match &mut self.get_mut().0 {
            Kind::Made { value, make, problem } => {
                let value = value.get_mut().unwrap_or_else(PoisonError::into_inner).take();
                Poll::Ready(value.and_then(*make).unwrap_or_else(|| panic!("{problem}")))
            }
            Kind::Hang { year: None, .. } => Poll::Pending,
            Kind::Hang { year: Some(year), id } => {
                ready!(year.as_mut().poll(cx));
                panic!("the script lets `{id}` hang, and nothing ended that; it has no timeout")
            }
            Kind::Panic => panic!("as it is in the script"),
        }
    }
}

fn made<R>(value: Value, make: Make<R>, problem: String) -> Kind<R> {
    Kind::Made { value: Mutex::new(Some(value)), make, problem }
}

fn other_type(id: &str, what: &str, given: &str, needed: &str) -> String {
    if needed == given {
        return format!(
            "the script for `{id}` has {what}, but its own may borrow, is of a type parameter or is \
             hidden in an alias"
        );
    }
    format!("the script for `{id}` has {what} of type `{given}`, but it returns `{needed}`")
}

#[cfg(feature = "http")]
fn no_status(id: &str, error: &str) -> String {
    format!(
        "the script for `{id}` has a status, but `{error}` is not `From<StatusError>`; \
         write `Outcome::error(..)`"
    )
}

/// Longer than any timeout, and over at once on a paused clock if nothing else is waited for.
const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
