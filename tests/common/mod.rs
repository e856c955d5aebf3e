//! A scripted API: it answers from a list, and notes what it was asked and when.
#![allow(dead_code, unused_imports, unused_macros, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;

use resilient::{Class, Classify, Verdict};
use tokio::time::{Instant, sleep};

/// What the API's own errors and our stops become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// An answer of the API, and the number of the attempt that got it, from 1.
    Failed {
        verdict: Verdict,
        attempt: usize,
    },
    Stopped(resilient::Error),
}

impl Classify for ApiError {
    fn classify(&self) -> Verdict {
        match self {
            Self::Failed { verdict, .. } => *verdict,
            Self::Stopped(stop) => stop.classify(),
        }
    }
}

impl From<resilient::Error> for ApiError {
    fn from(stop: resilient::Error) -> Self {
        Self::Stopped(stop)
    }
}

/// The error that attempt number `attempt` got.
pub(crate) fn failed(class: Class, attempt: usize) -> ApiError {
    ApiError::Failed { verdict: class.into(), attempt }
}

/// One answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reply {
    end: End,
    after: Duration,
}

#[derive(Debug, Clone, Copy)]
enum End {
    Good,
    Bad(Verdict),
    Panic,
}

pub(crate) const fn good() -> Reply {
    Reply { end: End::Good, after: Duration::ZERO }
}

pub(crate) fn bad(verdict: impl Into<Verdict>) -> Reply {
    Reply { end: End::Bad(verdict.into()), after: Duration::ZERO }
}

/// A rate limit with a hint.
pub(crate) fn limited(hint: Duration) -> Reply {
    bad(Verdict::from(Class::RateLimited).retry_after(hint))
}

pub(crate) const fn hangs() -> Reply {
    good().after(Duration::from_secs(1_000_000))
}

pub(crate) const fn panics() -> Reply {
    Reply { end: End::Panic, after: Duration::ZERO }
}

impl Reply {
    pub(crate) const fn after(self, after: Duration) -> Self {
        Self { after, ..self }
    }
}

/// The API. A script's last reply is repeated for ever.
#[derive(Debug)]
pub(crate) struct Api {
    scripts: Mutex<HashMap<&'static str, VecDeque<Reply>>>,
    calls: Mutex<Vec<Call>>,
    start: Instant,
}

#[derive(Debug, Clone)]
struct Call {
    target: String,
    at: Duration,
    ended: Option<Duration>,
}

impl Api {
    /// One script for every target.
    pub(crate) fn new(replies: &[Reply]) -> Self {
        Self::of(&[("", replies)])
    }

    /// A script for each target.
    pub(crate) fn of(targets: &[(&'static str, &[Reply])]) -> Self {
        let scripts = targets.iter().map(|(name, replies)| (*name, replies.iter().copied()));
        let scripts = scripts.map(|(name, replies)| (name, replies.collect())).collect();
        Self { scripts: Mutex::new(scripts), calls: Mutex::default(), start: Instant::now() }
    }

    pub(crate) async fn ask(&self, target: &str) -> Result<String, ApiError> {
        let (reply, attempt) = (self.next(target), self.note(target));
        if !reply.after.is_zero() {
            sleep(reply.after).await;
        }
        self.calls.lock().unwrap()[attempt - 1].ended = Some(self.start.elapsed());
        match reply.end {
            End::Good => Ok(target.to_owned()),
            End::Bad(verdict) => Err(ApiError::Failed { verdict, attempt }),
            End::Panic => panic!("as it is in the script"),
        }
    }

    /// The targets that were asked, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.calls.lock().unwrap().iter().map(|call| call.target.clone()).collect()
    }

    pub(crate) fn attempts(&self) -> usize {
        self.calls.lock().unwrap().len()
    }

    /// When each attempt began.
    pub(crate) fn starts(&self) -> Vec<Duration> {
        self.calls.lock().unwrap().iter().map(|call| call.at).collect()
    }

    /// The time from the end of each attempt to the beginning of the next.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        let calls = self.calls.lock().unwrap();
        let ends = calls.iter().map(|call| call.ended.unwrap_or(call.at));
        calls.iter().skip(1).zip(ends).map(|(next, ended)| next.at.saturating_sub(ended)).collect()
    }

    /// Each attempt's target, beginning and end, if it was not dropped.
    pub(crate) fn calls(&self) -> Vec<(String, Duration, Option<Duration>)> {
        let calls = self.calls.lock().unwrap();
        calls.iter().map(|call| (call.target.clone(), call.at, call.ended)).collect()
    }

    /// Whether it has not yet answered the last attempt.
    pub(crate) fn is_asked_now(&self) -> bool {
        self.calls.lock().unwrap().last().is_some_and(|call| call.ended.is_none())
    }

    /// How long ago the API was made.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn next(&self, target: &str) -> Reply {
        let mut scripts = self.scripts.lock().unwrap();
        let known = scripts.contains_key(target);
        let script = scripts.get_mut(if known { target } else { "" }).unwrap();
        if script.len() > 1 { script.pop_front().unwrap() } else { script[0] }
    }

    fn note(&self, target: &str) -> usize {
        let mut calls = self.calls.lock().unwrap();
        calls.push(Call { target: target.to_owned(), at: self.start.elapsed(), ended: None });
        calls.len()
    }
}

pub(crate) const fn s(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(crate) const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Functions that ask the API once, and differ in their options only.
macro_rules! asking {
    ($($name:ident($($options:tt)*))*) => {$(
        #[resilient($($options)*)]
        pub(crate) async fn $name(api: &Api) -> Result<String, ApiError> {
            api.ask("").await
        }
    )*};
}
pub(crate) use asking;

pub(crate) const CLASSES: [Class; 15] = [
    Class::RateLimited,
    Class::Overloaded,
    Class::Server,
    Class::Timeout,
    Class::Network,
    Class::Malformed,
    Class::Conflict,
    Class::Quota,
    Class::Auth,
    Class::Missing,
    Class::TooLarge,
    Class::Filtered,
    Class::Invalid,
    Class::Cancelled,
    Class::Unknown,
];
