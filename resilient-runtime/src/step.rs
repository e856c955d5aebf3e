//! What the generated loop is told: how an attempt ended, and where to go from there.

use std::time::Duration;

use crate::error::Error;

/// How an attempt ended.
#[derive(Debug)]
pub enum Outcome<R> {
    /// The body returned.
    Done(R),
    /// The attempt's own time was up.
    TimedOut(Duration),
    /// The call can't go on: its deadline passed, or there is nothing to keep time with.
    Stopped(Error),
}

impl<T, F> Outcome<Result<T, F>> {
    /// Converts a called link's error into the function's own.
    pub fn convert_err<E: From<F>>(self) -> Outcome<Result<T, E>> {
        match self {
            Self::Done(result) => Outcome::Done(result.map_err(E::from)),
            Self::TimedOut(limit) => Outcome::TimedOut(limit),
            Self::Stopped(stop) => Outcome::Stopped(stop),
        }
    }
}

/// Whether the target may be asked now.
#[derive(Debug)]
pub enum Entry {
    /// It may.
    Go,
    /// Its breaker or its gate is shut: the next target is entered instead.
    Shut(Error),
    /// No target is left.
    End(Error),
}

/// Where a call goes after an attempt.
#[derive(Debug)]
pub enum Step<T, E> {
    /// It ends with this.
    Return(Result<T, E>),
    /// It goes on: the same target after a pause, or the next one.
    Again(E),
    /// The chain has failed; the last resort may answer.
    End(E),
    /// The chain was stopped; the last real error stands, if there is one.
    Stop(Error),
}
