//! How a call ends without an error of the user's own: our stops, with the numbers in them.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::classify::{Class, Classify, Verdict};

/// Why `#[resilient]` itself stopped an attempt or a call.
///
/// A user's error type says what becomes of it, with `From<resilient::Error>` or the option `stop`.
///
/// ```
/// # use resilient_runtime as resilient;
/// enum ApiError {
///     Status(u16),
///     Stopped(resilient::Error),
/// }
///
/// impl From<resilient::Error> for ApiError {
///     fn from(stop: resilient::Error) -> Self {
///         Self::Stopped(stop)
///     }
/// }
/// # let _ = ApiError::Status(500);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The attempt did not end within its `timeout`.
    #[non_exhaustive]
    TimedOut {
        /// The time the attempt had.
        limit: Duration,
    },
    /// The call did not end within its `deadline`.
    #[non_exhaustive]
    DeadlineExceeded {
        /// The time the call had.
        limit: Duration,
    },
    /// The breaker was open, so the function was not called.
    #[non_exhaustive]
    BreakerOpen {
        /// The breaker's name, with its key.
        breaker: Cow<'static, str>,
        /// When it lets a probe through, or, while one is under way, when that is given up; `None` where only a
        /// person closes it.
        retry_after: Option<Duration>,
    },
    /// A server's hint keeps everybody away from this breaker's key, so the function was not called.
    #[non_exhaustive]
    GateClosed {
        /// The breaker's name, with its key.
        breaker: Cow<'static, str>,
        /// When the gate opens again.
        retry_after: Duration,
    },
    /// There is no tokio runtime, so no timeout can be kept.
    NoTimer,
}

impl Error {
    /// Whether the function was not called.
    pub(crate) const fn is_rejection(&self) -> bool {
        match self {
            Self::BreakerOpen { .. } | Self::GateClosed { .. } => true,
            Self::TimedOut { .. } | Self::DeadlineExceeded { .. } | Self::NoTimer => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimedOut { limit } => write!(f, "no answer within {limit:?}"),
            Self::DeadlineExceeded { limit } => {
                write!(f, "deadline of {limit:?} exceeded")
            }
            Self::BreakerOpen { breaker, retry_after: Some(wait) } => {
                write!(f, "breaker `{breaker}` is open for another {wait:?}")
            }
            Self::BreakerOpen { breaker, retry_after: None } => {
                write!(f, "breaker `{breaker}` is open")
            }
            Self::GateClosed { breaker, retry_after } => {
                write!(f, "rate limit on `{breaker}` for another {retry_after:?}")
            }
            Self::NoTimer => f.write_str("no tokio runtime to keep the time with"),
        }
    }
}

impl std::error::Error for Error {}

/// Seen from an outer call: what the inner one gave up is not repeated, the next target is asked. A breaker of the
/// outer call learns nothing from a call that was turned away.
impl Classify for Error {
    fn classify(&self) -> Verdict {
        let class = match self {
            Self::TimedOut { .. } | Self::DeadlineExceeded { .. } => Class::Timeout,
            Self::BreakerOpen { .. } => Class::Overloaded,
            Self::GateClosed { .. } => Class::RateLimited,
            Self::NoTimer => Class::Unknown,
        };
        let verdict = Verdict::from(class).no_retry();
        if self.is_rejection() { verdict.not_asked() } else { verdict }
    }
}

impl From<Error> for std::io::Error {
    fn from(stop: Error) -> Self {
        let kind = match stop {
            Error::TimedOut { .. } | Error::DeadlineExceeded { .. } => std::io::ErrorKind::TimedOut,
            Error::BreakerOpen { .. } | Error::GateClosed { .. } => {
                std::io::ErrorKind::ConnectionRefused
            }
            Error::NoTimer => std::io::ErrorKind::Other,
        };
        Self::new(kind, stop)
    }
}
