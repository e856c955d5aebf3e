//! What the generated loop is told: where to go from an attempt.

use crate::classify::Verdict;
use crate::error::Error;
use crate::run::Run;

/// Where a call goes after an attempt.
#[derive(Debug)]
pub(crate) enum Step<T, E> {
    /// It ends with this.
    Return(Result<T, E>),
    /// It goes on: the same target after a pause, or the next one.
    Again(E),
    /// The chain has failed; the last resort may answer.
    End(E),
    /// The chain was stopped; the last real error stands, if there is one.
    Stop(Error),
    /// The target was not asked; it goes on with the next one.
    Shut(Error),
}

/// A step, and what makes the user's error of a stop if it comes to that.
#[derive(Debug)]
#[must_use = "the call has to go where the step says"]
pub struct Judged<T, E> {
    pub(crate) step: Step<T, E>,
    pub(crate) convert: fn(Error) -> E,
}

/// Where a call goes that keeps its last error for a last resort.
#[derive(Debug)]
pub enum Turn<T, E> {
    /// It ends with this.
    Return(Result<T, E>),
    /// The chain has failed with this; the last resort may answer.
    Failed(E),
    /// It goes on.
    Again,
}

/// Two steps as one call, since every annotated function has them.
impl Run<'_> {
    /// What the call ends with, if it ends with this attempt.
    #[inline]
    pub fn __end<T, E, V: Into<Verdict>>(
        &mut self,
        done: Option<Result<T, E>>,
        classify: fn(&E) -> V,
        convert: fn(Error) -> E,
    ) -> Option<Result<T, E>> {
        match done {
            Some(Ok(value)) => {
                self.answered();
                Some(Ok(value))
            }
            done => self.fail(done, classify, convert, Judged::end),
        }
    }

    /// The same of a call that keeps its last error in `last`.
    #[inline]
    pub fn __end_with<T, E, V: Into<Verdict>>(
        &mut self,
        done: Option<Result<T, E>>,
        classify: fn(&E) -> V,
        convert: fn(Error) -> E,
        last: &mut Option<E>,
    ) -> Option<Result<T, E>> {
        match done {
            Some(Ok(value)) => {
                self.answered();
                Some(Ok(value))
            }
            done => self.fail(done, classify, convert, |judged| judged.end_with(last)),
        }
    }

    // What a success does not need is not in its way.
    #[cold]
    fn fail<T, E, V: Into<Verdict>>(
        &mut self,
        done: Option<Result<T, E>>,
        classify: fn(&E) -> V,
        convert: fn(Error) -> E,
        end: impl FnOnce(Judged<T, E>) -> Option<Result<T, E>>,
    ) -> Option<Result<T, E>> {
        end(self.__judge(done, classify, convert))
    }
}

impl<T, E> Judged<T, E> {
    /// What the call ends with, if it ends.
    #[inline]
    pub fn end(self) -> Option<Result<T, E>> {
        match self.step {
            Step::Return(result) => Some(result),
            Step::Again(_) | Step::Shut(_) => None,
            Step::End(error) => Some(Err(error)),
            Step::Stop(stop) => Some(Err((self.convert)(stop))),
        }
    }

    /// What a call ends with that makes no other attempt.
    ///
    /// # Errors
    ///
    /// Where the attempt has failed.
    #[inline]
    pub fn into_result(self) -> Result<T, E> {
        match self.step {
            Step::Return(result) => result,
            Step::Again(error) | Step::End(error) => Err(error),
            Step::Stop(stop) | Step::Shut(stop) => Err((self.convert)(stop)),
        }
    }

    /// What a call ends with, if it ends, that keeps its last error in `last`.
    #[inline]
    pub fn end_with(self, last: &mut Option<E>) -> Option<Result<T, E>> {
        match self.keep(last) {
            Turn::Return(result) => Some(result),
            Turn::Failed(error) => Some(Err(error)),
            Turn::Again => None,
        }
    }

    /// Where a call goes that keeps its last error in `last`.
    #[inline]
    pub fn keep(self, last: &mut Option<E>) -> Turn<T, E> {
        let Self { step, convert } = self;
        match step {
            Step::Return(result) => Turn::Return(result),
            Step::End(error) => Turn::Failed(error),
            Step::Again(error) => {
                *last = Some(error);
                Turn::Again
            }
            Step::Shut(stop) => {
                last.get_or_insert_with(|| convert(stop));
                Turn::Again
            }
            Step::Stop(stop) => Turn::Failed(last.take().unwrap_or_else(|| convert(stop))),
        }
    }

    /// What a call ends with that makes no other attempt, or the failure that the last resort sees.
    ///
    /// # Errors
    ///
    /// Where the last resort may answer.
    #[inline]
    pub fn only(self) -> Result<Result<T, E>, E> {
        match self.step {
            Step::Return(result) => Ok(result),
            Step::Again(error) | Step::End(error) => Err(error),
            Step::Stop(stop) | Step::Shut(stop) => Err((self.convert)(stop)),
        }
    }
}
