//! What a body's types can do for a script, as the generated code asks it.
//!
//! A script holds values as `dyn Any`, which owns what it holds, and a body's types may borrow. Rust can't ask a type
//! whether it does, so the attribute looks at how the signature is written. It does not see the type parameters of an
//! `impl` around; those are told by what they lack: a method of `Probe` is found before one of `&Probe`, and to be
//! found it asks for traits that a type parameter does not have, see [`Concrete`].

use std::any::Any;
use std::future::Future;
use std::marker::PhantomData;
use std::mem::Discriminant;
use std::panic::UnwindSafe;

#[cfg(feature = "http")]
use crate::evidence::status_error::StatusError;

/// What a script holds.
pub(crate) type Value = Box<dyn Any + Send>;

/// How a body's result is made of it; `None` where it is of another type.
pub(crate) type Make<T, E> = fn(Value) -> Option<Result<T, E>>;

/// Stands for a body's result, with the types that its answer and its error name.
#[derive(Debug)]
pub struct Probe<T, E, A, B>(PhantomData<fn() -> Result<T, E>>, PhantomData<(A, B)>);

/// A list of types, each as `fn(T)`: one, and the rest.
#[derive(Debug)]
pub struct Named<T, Rest>(PhantomData<fn(Rest, T)>);

/// No type in a list is a type parameter, whatever its bounds, or leaves a lifetime out.
///
/// The discriminant of a type is an integer, which is `UnwindSafe`; that of a parameter is not known to be one, and
/// nobody writes so among bounds. A `fn(Reply)` that stands for `for<'a> fn(Reply<'a>)` is no `fn(T)` for any `T`.
pub trait Concrete {}

impl Concrete for () {}

impl<T, Rest: Concrete> Concrete for Named<fn(T), Rest> where Discriminant<T>: UnwindSafe {}

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
pub fn probe<A, B, T, E, F: Future<Output = Result<T, E>>>(body: F) -> (F, Probe<T, E, A, B>) {
    (body, Probe(PhantomData, PhantomData))
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

impl<T: Send + Sync + Unpin + 'static, E, A: Concrete, B> Answers<T, E> for Probe<T, E, A, B> {
    fn answer(&self) -> Make<T, E> {
        |value| value.downcast().ok().map(|answer| Ok(*answer))
    }
}

impl<T, E, A, B> AnswersNot<T, E> for &Probe<T, E, A, B> {
    fn answer(&self) -> Make<T, E> {
        |_| None
    }
}

impl<T, E: Send + Sync + Unpin + 'static, A, B: Concrete> Errs<T, E> for Probe<T, E, A, B> {
    fn error(&self) -> Make<T, E> {
        |value| value.downcast().ok().map(|error| Err(*error))
    }
}

impl<T, E, A, B> ErrsNot<T, E> for &Probe<T, E, A, B> {
    fn error(&self) -> Make<T, E> {
        |_| None
    }
}

#[cfg(feature = "http")]
impl<T, E: From<StatusError>, A, B> TakesStatus<T, E> for Probe<T, E, A, B> {
    fn status(&self) -> Make<T, E> {
        |value| value.downcast::<StatusError>().ok().map(|error| Err(E::from(*error)))
    }
}

impl<T, E, A, B> TakesNoStatus<T, E> for &Probe<T, E, A, B> {
    fn status(&self) -> Make<T, E> {
        |_| None
    }
}
