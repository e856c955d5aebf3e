//! What stands in for a function's body, attempt by attempt.

use std::any::{Any, type_name};
use std::collections::VecDeque;
use std::fmt;

use crate::testing::ids;
use crate::testing::probe::Value;

/// What becomes of one attempt of a scripted function.
///
/// All but [`real`](Self::real) stand in for the body, which does not run.
pub struct Outcome(pub(super) Part);

pub(super) enum Part {
    Answer(Value, &'static str),
    Error(Value, &'static str),
    #[cfg(feature = "http")]
    Status(Value),
    Hang,
    Panic,
    Real,
}

impl Outcome {
    /// The body returns `Ok` of this, which has to be of the function's own type.
    pub fn answer<T: Any + Send>(answer: T) -> Self {
        Self(Part::Answer(Box::new(answer), type_name::<T>()))
    }

    /// The body returns this error, which has to be of the function's own type.
    pub fn error<E: Any + Send>(error: E) -> Self {
        Self(Part::Error(Box::new(error), type_name::<E>()))
    }

    /// The body returns the error that it makes of an answer with this status, for error types that are
    /// `From<StatusError>`.
    ///
    /// ```
    /// # use resilient_runtime as resilient;
    /// use resilient::testing::Outcome;
    ///
    /// let overloaded = Outcome::status(503);
    /// # let _ = overloaded;
    /// ```
    ///
    /// # Panics
    ///
    /// Where there is no such status: below 100 or above 999.
    #[cfg(feature = "http")]
    #[track_caller]
    pub fn status(status: u16) -> Self {
        Self::response(status, &[], "")
    }

    /// The same with headers and a body, as `[("retry-after", "20")]`.
    ///
    /// # Panics
    ///
    /// Where the status, a header's name or a header's value is none.
    #[cfg(feature = "http")]
    #[track_caller]
    pub fn response(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Self {
        let Ok(status) = http::StatusCode::from_u16(status) else {
            panic!("{status} is no status; write one from 100 to 999");
        };
        let named = headers.iter().map(|(name, value)| {
            let name = http::HeaderName::from_static(name);
            (name, http::HeaderValue::from_static(value))
        });
        let headers = named.collect();
        let error = crate::evidence::status_error::StatusError::new(status, headers, body);
        Self(Part::Status(Box::new(error)))
    }

    /// The body never returns: a timeout, a deadline or its caller has to end it.
    ///
    /// On a paused clock where nothing does, the test fails after a year that takes no time.
    pub fn hang() -> Self {
        Self(Part::Hang)
    }

    /// The body panics.
    pub fn panic() -> Self {
        Self(Part::Panic)
    }

    /// The body runs, as it does after the script's end.
    pub fn real() -> Self {
        Self(Part::Real)
    }
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Part::Answer(..) => "Answer(..)",
            Part::Error(..) => "Error(..)",
            #[cfg(feature = "http")]
            Part::Status(_) => "Status(..)",
            Part::Hang => "Hang",
            Part::Panic => "Panic",
            Part::Real => "Real",
        })
    }
}

/// The scripts of a scope.
#[derive(Debug, Default)]
pub(super) struct Scripts(Vec<Script>);

#[derive(Debug)]
struct Script {
    /// The function as the test calls it.
    wanted: String,
    /// The function as it has turned out to be.
    id: Option<&'static str>,
    outcomes: VecDeque<Outcome>,
}

impl Scripts {
    /// Adds to what a function's attempts come to.
    pub(super) fn add(&mut self, wanted: &str, outcomes: impl IntoIterator<Item = Outcome>) {
        if let Some(script) = self.0.iter_mut().find(|script| script.wanted == wanted) {
            script.outcomes.extend(outcomes);
        } else {
            let (wanted, outcomes) = (wanted.to_owned(), outcomes.into_iter().collect());
            self.0.push(Script { wanted, id: None, outcomes });
        }
    }

    /// What the next attempt of a function comes to; `None` where nothing is scripted.
    ///
    /// # Errors
    ///
    /// Where a script fits several functions, in words.
    pub(super) fn next(&mut self, id: &'static str) -> Result<Option<Outcome>, String> {
        let fitting = self.0.iter_mut().filter(|script| ids::fits(id, &script.wanted));
        // Of `chat` and `shop::chat` the second says more.
        let Some(script) = fitting.max_by_key(|script| script.wanted.len()) else {
            return Ok(None);
        };
        let known = *script.id.get_or_insert(id);
        if known != id {
            let Script { wanted, .. } = script;
            return Err(format!(
                "the script for `{wanted}` fits `{known}` and `{id}`; write more of the path"
            ));
        }
        Ok(script.outcomes.pop_front())
    }

    /// A script whose function was never asked.
    pub(super) fn unused(&self) -> Option<String> {
        let unused = |script: &&Script| script.id.is_none() && !script.outcomes.is_empty();
        self.0.iter().find(unused).map(|script| script.wanted.clone())
    }

    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}
