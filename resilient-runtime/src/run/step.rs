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

impl<T, E> Outcome<Result<T, E>> {
    /// Whether there is no answer.
    pub const fn is_err(&self) -> bool {
        !matches!(self, Self::Done(Ok(_)))
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
    Stop(E),
}

impl<T, E> Step<T, E> {
    /// What the call ends with, if it ends.
    pub fn end(self) -> Option<Result<T, E>> {
        match self {
            Self::Return(result) => Some(result),
            Self::Again(_) => None,
            Self::End(error) | Self::Stop(error) => Some(Err(error)),
        }
    }

    /// What a call ends with that makes no other attempt.
    ///
    /// # Errors
    ///
    /// Where the attempt has failed.
    pub fn into_result(self) -> Result<T, E> {
        match self {
            Self::Return(result) => result,
            Self::Again(error) | Self::End(error) | Self::Stop(error) => Err(error),
        }
    }
}
