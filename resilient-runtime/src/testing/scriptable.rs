//! Which types a script may hold as a value, and how the generated code gets one back.
//!
//! A body's types may borrow, and `Any` can't hold what does. So each type says by a trait that it owns what it is,
//! and the generated code asks which traits there are: a method of `Probe` is found before one of `&Probe`, whose
//! implementation asks for nothing.

use std::any::Any;
use std::future::Future;
use std::marker::PhantomData;

#[cfg(feature = "http")]
use crate::evidence::status_error::StatusError;

/// A type that [`Outcome::answer`](crate::testing::Outcome::answer) and
/// [`Outcome::error`](crate::testing::Outcome::error) take.
///
/// Types with `#[derive(Classify)]` and no type parameters are, and so are the error types that have a classification
/// of ours, strings, numbers, and vectors and options of them. Others say so:
///
/// ```
/// # use resilient_runtime as resilient;
/// struct Reply {
///     text: String,
/// }
///
/// impl resilient::testing::Scriptable for Reply {}
/// # let _ = Reply { text: String::new() }.text;
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the outcome of a script",
    label = "this type is not `Scriptable`",
    note = "write `impl resilient::testing::Scriptable for {Self} {{}}` in the tests"
)]
pub trait Scriptable: Any {}

/// What a script holds.
pub(crate) type Value = Box<dyn Any + Send>;

/// How a body's result is made of it; `None` where it is of another type.
pub(crate) type Make<T, E> = fn(Value) -> Option<Result<T, E>>;

/// Stands for a body's result, to ask what its types can do.
#[derive(Debug)]
pub struct Probe<T, E>(PhantomData<fn() -> (T, E)>);

/// How each kind of outcome becomes the body's result.
#[derive(Debug)]
pub struct Makes<T, E> {
    /// From `Outcome::answer`.
    pub answer: Make<T, E>,
    /// From `Outcome::error`.
    pub error: Make<T, E>,
    /// From `Outcome::status`.
    pub status: Make<T, E>,
}

impl<T, E> Makes<T, E> {
    /// For a body whose types can't be asked.
    pub const NONE: Self = Self { answer: |_| None, error: |_| None, status: |_| None };
}

/// Asks about the result of a body, which is handed through.
pub fn probe<T, E, F: Future<Output = Result<T, E>>>(body: F) -> (F, Probe<T, E>) {
    (body, Probe(PhantomData))
}

/// The answer can be had from a script.
pub trait Answers<T, E> {
    /// How.
    fn answer(&self) -> Make<T, E>;
}

/// It can't.
pub trait AnswersNot<T, E> {
    /// Never.
    fn answer(&self) -> Make<T, E>;
}

/// The error can be had from a script.
pub trait Errs<T, E> {
    /// How.
    fn error(&self) -> Make<T, E>;
}

/// It can't.
pub trait ErrsNot<T, E> {
    /// Never.
    fn error(&self) -> Make<T, E>;
}

/// The error can be made of a status.
pub trait TakesStatus<T, E> {
    /// How.
    fn status(&self) -> Make<T, E>;
}

/// It can't.
pub trait TakesNoStatus<T, E> {
    /// Never.
    fn status(&self) -> Make<T, E>;
}

impl<T: Scriptable, E> Answers<T, E> for Probe<T, E> {
    fn answer(&self) -> Make<T, E> {
        |value| value.downcast().ok().map(|answer| Ok(*answer))
    }
}

impl<T, E> AnswersNot<T, E> for &Probe<T, E> {
    fn answer(&self) -> Make<T, E> {
        |_| None
    }
}

impl<T, E: Scriptable> Errs<T, E> for Probe<T, E> {
    fn error(&self) -> Make<T, E> {
        |value| value.downcast().ok().map(|error| Err(*error))
    }
}

impl<T, E> ErrsNot<T, E> for &Probe<T, E> {
    fn error(&self) -> Make<T, E> {
        |_| None
    }
}

#[cfg(feature = "http")]
impl<T, E: From<StatusError>> TakesStatus<T, E> for Probe<T, E> {
    fn status(&self) -> Make<T, E> {
        |value| value.downcast::<StatusError>().ok().map(|error| Err(E::from(*error)))
    }
}

impl<T, E> TakesNoStatus<T, E> for &Probe<T, E> {
    fn status(&self) -> Make<T, E> {
        |_| None
    }
}

macro_rules! scriptable {
    ($($(#[$condition:meta])* $ty:ty,)*) => {$(
        $(#[$condition])*
        impl Scriptable for $ty {}
    )*};
}

scriptable! {
    (), bool, char, String,
    u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64,
    std::time::Duration,
    std::io::Error,
    tokio::time::error::Elapsed,
    Box<dyn std::error::Error>,
    Box<dyn std::error::Error + Send>,
    Box<dyn std::error::Error + Send + Sync>,
    crate::error::Error,
    #[cfg(feature = "http")] StatusError,
    #[cfg(feature = "http")] serde_json::Value,
    #[cfg(feature = "anyhow")] anyhow::Error,
    #[cfg(feature = "async-openai")] async_openai::error::OpenAIError,
    #[cfg(feature = "genai")] genai::Error,
    #[cfg(feature = "hyper")] hyper::Error,
    #[cfg(feature = "hyper")] hyper_util::client::legacy::Error,
    #[cfg(feature = "reqwest")] ::reqwest::Error,
    #[cfg(feature = "reqwest")] crate::reqwest::Error,
    #[cfg(feature = "tonic")] ::tonic::Status,
}

impl<T: Scriptable> Scriptable for Vec<T> {}
impl<T: Scriptable> Scriptable for Option<T> {}
