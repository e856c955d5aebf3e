//! What a body's types can do for a script, as the generated code asks it.
//!
//! A script holds values as `dyn Any`, which owns what it holds, and a body's types may borrow. Rust can't ask a type
//! whether it does, so the attribute looks at how the signature is written. It does not see the type parameters of an
//! `impl` around; those are told by what they lack: a method of `Probe` is found before one of `&Probe`, and to be
//! found it asks for traits that a type parameter does not have, see [`Concrete`].

use std::any::{Any, type_name};
use std::future::Future;
use std::marker::PhantomData;
use std::mem::Discriminant;
use std::panic::UnwindSafe;

#[cfg(feature = "http")]
use crate::evidence::status_error::StatusError;

/// What a script holds.
pub(crate) type Value = Box<dyn Any + Send>;

/// How what a body returns is made of it; `None` where it is of another type.
pub(crate) type Make<R> = fn(Value) -> Option<R>;

/// Stands for what a body returns, with the types that its answer and its error name.
#[derive(Debug)]
pub struct Probe<R, A, B>(PhantomData<fn() -> R>, PhantomData<(A, B)>);

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

/// How each kind of outcome becomes what the body returns.
#[derive(Debug)]
pub struct Makes<R> {
    /// From `Outcome::answer`.
    pub answer: Make<R>,
    /// From `Outcome::error`.
    pub error: Make<R>,
    /// From `Outcome::status`.
    pub status: Make<R>,
    /// What its answer and its error are called.
    pub names: [&'static str; 2],
}

impl<R> Makes<R> {
    /// For a body whose types can't be asked.
    pub const fn none(names: [&'static str; 2]) -> Self {
        Self { answer: |_| None, error: |_| None, status: |_| None, names }
    }
}

/// Asks about what a body returns. That it is a result is asked elsewhere.
pub const fn probe<A, B, F: Future>(_body: &F) -> Probe<F::Output, A, B> {
    Probe(PhantomData, PhantomData)
}

/// What a body returns is known to be a result.
pub trait Names {
    /// The types of its answer and its error.
    fn __resilient_names(&self) -> [&'static str; 2];
}

/// It is none.
pub trait NamesNot {
    /// The one type that is known.
    fn __resilient_names(&self) -> [&'static str; 2];
}

impl<T, E, A, B> Names for Probe<Result<T, E>, A, B> {
    fn __resilient_names(&self) -> [&'static str; 2] {
        [type_name::<T>(), type_name::<E>()]
    }
}

impl<R, A, B> NamesNot for &Probe<R, A, B> {
    fn __resilient_names(&self) -> [&'static str; 2] {
        [type_name::<R>(); 2]
    }
}

/// The answer can be had from a script.
pub trait Answers<R> {
    /// How.
    fn __resilient_answer(&self) -> Make<R>;
}

/// It can't.
pub trait AnswersNot<R> {
    /// Never.
    fn __resilient_answer(&self) -> Make<R>;
}

/// The error can be had from a script.
pub trait Errs<R> {
    /// How.
    fn __resilient_error(&self) -> Make<R>;
}

/// It can't.
pub trait ErrsNot<R> {
    /// Never.
    fn __resilient_error(&self) -> Make<R>;
}

/// The error can be made of a status.
pub trait TakesStatus<R> {
    /// How.
    fn __resilient_status(&self) -> Make<R>;
}

/// It can't.
pub trait TakesNoStatus<R> {
    /// Never.
    fn __resilient_status(&self) -> Make<R>;
}

impl<T: Send + Sync + Unpin + 'static, E, A: Concrete, B> Answers<Result<T, E>>
    for Probe<Result<T, E>, A, B>
{
    fn __resilient_answer(&self) -> Make<Result<T, E>> {
        |value| value.downcast().ok().map(|answer| Ok(*answer))
    }
}

impl<R, A, B> AnswersNot<R> for &Probe<R, A, B> {
    fn __resilient_answer(&self) -> Make<R> {
        |_| None
    }
}

impl<T, E: Send + Sync + Unpin + 'static, A, B: Concrete> Errs<Result<T, E>>
    for Probe<Result<T, E>, A, B>
{
    fn __resilient_error(&self) -> Make<Result<T, E>> {
        |value| value.downcast().ok().map(|error| Err(*error))
    }
}

impl<R, A, B> ErrsNot<R> for &Probe<R, A, B> {
    fn __resilient_error(&self) -> Make<R> {
        |_| None
    }
}

#[cfg(feature = "http")]
impl<T, E: From<StatusError>, A, B> TakesStatus<Result<T, E>> for Probe<Result<T, E>, A, B> {
    fn __resilient_status(&self) -> Make<Result<T, E>> {
        |value| value.downcast::<StatusError>().ok().map(|error| Err(E::from(*error)))
    }
}

impl<R, A, B> TakesNoStatus<R> for &Probe<R, A, B> {
    fn __resilient_status(&self) -> Make<R> {
        |_| None
    }
}
