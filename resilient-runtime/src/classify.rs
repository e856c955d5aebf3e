//! What an error means: its class, and what the server said about when to come back.

use std::sync::Arc;
use std::time::Duration;

/// What an error means for the call: whether to repeat it, where, and what the breaker learns.
///
/// The table is the one of the README ("What an error means").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Class {
    /// Too many requests for now: 429, throttling names.
    RateLimited,
    /// The provider has no capacity: 503, 529, gRPC `UNAVAILABLE`.
    Overloaded,
    /// The provider failed: 500, 502, 52x.
    Server,
    /// No answer in time: our own attempt timeout, 408, 504.
    Timeout,
    /// The request did not arrive, or the connection broke within the answer: dns, refused, reset, tls.
    Network,
    /// The answer came whole, but is empty or ends too early.
    Malformed,
    /// The request collided with another: 409.
    Conflict,
    /// The money or the allowance is used up: 402, 429 with `insufficient_quota`, spend limits.
    Quota,
    /// The credential is not accepted: 401, 403.
    Auth,
    /// The model or deployment does not exist.
    Missing,
    /// The input does not fit this target: context overflow, 413.
    TooLarge,
    /// The input or the answer was refused on its content.
    Filtered,
    /// The request itself is wrong: any other 4xx.
    Invalid,
    /// The caller gave up.
    Cancelled,
    /// Nothing is known about it.
    Unknown,
}

/// An error's class, with what the server said about when to come back.
///
/// A [`Class`] converts into one, so most classifications need only name the class.
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::{Class, Verdict};
/// use std::time::Duration;
///
/// let verdict = Verdict::from(Class::RateLimited).retry_after(Duration::from_secs(2));
/// assert_eq!(verdict.class(), Class::RateLimited);
/// assert_eq!(verdict.hint(), Some(Duration::from_secs(2)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    class: Class,
    hint: Option<Duration>,
    repeatable: bool,
    asked: bool,
}

impl Verdict {
    /// Sets how long the server asked callers to stay away.
    #[must_use]
    pub const fn retry_after(mut self, hint: Duration) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Rules out another attempt on this target, whatever the class allows: `x-should-retry: false`.
    ///
    /// The next target of the chain is still asked where the class says so.
    #[must_use]
    pub const fn no_retry(mut self) -> Self {
        self.repeatable = false;
        self
    }

    /// Says that nobody was asked, so that the call is neither a failure nor a success for its breaker.
    ///
    /// It is so for a call inside of another one that its own open breaker or shut gate turned away, and a limiter of
    /// your own may want to say it as well. What the class leads to stays as it is.
    ///
    /// ```
    /// # use resilient_runtime as resilient;
    /// use resilient::{Class, Verdict};
    ///
    /// let verdict = Verdict::from(Class::Overloaded).not_asked();
    /// assert!(!verdict.asked());
    /// ```
    #[must_use]
    pub const fn not_asked(mut self) -> Self {
        self.asked = false;
        self
    }

    /// The class.
    pub const fn class(&self) -> Class {
        self.class
    }

    /// How long the server asked callers to stay away, if it said so.
    pub const fn hint(&self) -> Option<Duration> {
        self.hint
    }

    /// Whether another attempt on the same target is allowed where the class allows one.
    pub const fn repeatable(&self) -> bool {
        self.repeatable
    }

    /// Whether anybody was asked, so that a breaker learns something of it.
    pub const fn asked(&self) -> bool {
        self.asked
    }
}

impl From<Class> for Verdict {
    fn from(class: Class) -> Self {
        Self { class, hint: None, repeatable: true, asked: true }
    }
}

/// Says what an error means, so that it is known whether to repeat the call.
///
/// `#[derive(Classify)]` implements it from a word above each variant; by hand it looks like this:
///
/// ```
/// # use resilient_runtime as resilient;
/// use resilient::{Class, Classify, Verdict};
///
/// enum ApiError {
///     Status(u16),
///     Decode,
/// }
///
/// impl Classify for ApiError {
///     fn classify(&self) -> Verdict {
///         match self {
///             Self::Status(status) => Class::from_status(*status).into(),
///             Self::Decode => Class::Unknown.into(),
///         }
///     }
/// }
/// # assert_eq!(ApiError::Status(503).classify().class(), Class::Overloaded);
/// # assert_eq!(ApiError::Decode.classify().class(), Class::Unknown);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no classification, so `#[resilient]` does not know what its errors mean",
    label = "this error type does not implement `Classify`",
    note = "derive or implement `resilient::Classify` for it, or write `classify = path_or_closure` in the attribute",
    note = "errors of reqwest, hyper, tonic, async-openai, genai and anyhow have one with the feature of that name of `resilient-fn`"
)]
pub trait Classify {
    /// Returns the class of this error, with the server's hint if there is one.
    fn classify(&self) -> Verdict;
}

impl<E: Classify + ?Sized> Classify for &E {
    fn classify(&self) -> Verdict {
        (**self).classify()
    }
}

impl<E: Classify + ?Sized> Classify for Box<E> {
    fn classify(&self) -> Verdict {
        (**self).classify()
    }
}

impl<E: Classify + ?Sized> Classify for Arc<E> {
    fn classify(&self) -> Verdict {
        (**self).classify()
    }
}

impl Class {
    /// How many classes there are.
    pub(crate) const COUNT: usize = Self::Unknown as usize + 1;

    /// Reads an HTTP status on its own, without headers and body.
    ///
    /// A 404 is [`Class::Invalid`]: only a body can show that it was the model that is missing.
    /// Anything below 400 is [`Class::Unknown`], as it is no error status.
    ///
    /// ```
    /// # use resilient_runtime as resilient;
    /// use resilient::Class;
    ///
    /// assert_eq!(Class::from_status(429), Class::RateLimited);
    /// assert_eq!(Class::from_status(503), Class::Overloaded);
    /// ```
    pub const fn from_status(status: u16) -> Self {
        match status {
            429 => Self::RateLimited,
            503 | 529 => Self::Overloaded,
            408 | 504 | 522 | 524 => Self::Timeout,
            409 => Self::Conflict,
            402 => Self::Quota,
            401 | 403 | 407 => Self::Auth,
            413 => Self::TooLarge,
            499 => Self::Cancelled,
            400..=499 | 501 => Self::Invalid,
            500..=599 => Self::Server,
            _ => Self::Unknown,
        }
    }

    /// The name used in events and messages, as it is written in `on(..)`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RateLimited => "rate_limited",
            Self::Overloaded => "overloaded",
            Self::Server => "server",
            Self::Timeout => "timeout",
            Self::Network => "network",
            Self::Malformed => "malformed",
            Self::Conflict => "conflict",
            Self::Quota => "quota",
            Self::Auth => "auth",
            Self::Missing => "missing",
            Self::TooLarge => "too_large",
            Self::Filtered => "filtered",
            Self::Invalid => "invalid",
            Self::Cancelled => "cancelled",
            Self::Unknown => "unknown",
        }
    }
}
