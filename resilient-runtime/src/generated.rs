//! Small functions that only generated code calls.

use std::time::Duration;

use crate::backoff::Backoff;
use crate::breaker::settings::Settings;
use crate::classify::{Class, Verdict};
use crate::error::Error;
use crate::policy::{Policy, PolicyBuilder};
use crate::rules::course::Course;
use crate::rules::range;

/// Tells the compiler what a body returns, in a branch that is never taken.
pub fn never<R>() -> R {
    loop {
        std::thread::park();
    }
}

/// Makes what a place holds from a string.
pub fn from<T: From<&'static str>>(text: &'static str) -> T {
    text.into()
}

/// Lends itself once more, by the name of a method that slices have: clippy's `ptr_arg` has nothing against such a call.
pub trait Lend {
    /// Itself.
    fn as_ptr(&mut self) -> &mut Self;
}

impl<T: ?Sized> Lend for T {
    fn as_ptr(&mut self) -> &mut Self {
        self
    }
}

/// What an annotated function returns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `Result`, so the function is never known to fail",
    label = "write `-> Result<_, _>`"
)]
pub trait Fallible: Sized {
    /// What it gives.
    type Value;
    /// The user's own error.
    type Error;

    /// Itself, by the name that everything here knows.
    ///
    /// # Errors
    ///
    /// Where it is one.
    fn known(self) -> Result<Self::Value, Self::Error>;

    /// Itself, by the name that the user gave it.
    fn named(result: Result<Self::Value, Self::Error>) -> Self;
}

impl<T, E> Fallible for Result<T, E> {
    type Value = T;
    type Error = E;

    #[inline]
    fn known(self) -> Self {
        self
    }

    #[inline]
    fn named(result: Self) -> Self {
        result
    }
}

/// What a body returned, where the name of its type does not tell that it is a result.
///
/// # Errors
///
/// Where it is one.
#[inline]
pub fn known<R, T, E>(result: R) -> Result<T, E>
where
    R: Fallible<Value = T, Error = E>,
{
    result.known()
}

/// The same of an attempt that may have ended without its body.
#[inline]
pub fn known_if_done<R, T, E>(done: Option<R>) -> Option<Result<T, E>>
where
    R: Fallible<Value = T, Error = E>,
{
    done.map(Fallible::known)
}

/// Whether an attempt has brought no answer.
pub const fn is_without_answer<T, E>(done: &Option<Result<T, E>>) -> bool {
    !matches!(done, Some(Ok(_)))
}

/// What the function returns under such a name.
#[inline]
pub fn named<R, T, E>(result: Result<T, E>) -> R
where
    R: Fallible<Value = T, Error = E>,
{
    R::named(result)
}

/// Says what a closure has to make of a stop.
pub const fn stop_of<R: Fallible>(convert: fn(Error) -> R::Error) -> fn(Error) -> R::Error {
    convert
}

/// What a policy starts from. A constant, as each call in a site's static costs the compiler something.
pub const START: PolicyBuilder = Policy::builder();

/// Starts from the two options that most attributes have.
pub const fn limited(retries: u32, timeout_millis: u64) -> PolicyBuilder {
    START.limited(retries, timeout_millis)
}

/// Starts from a policy that the attribute names.
pub const fn based_on(policy: &Policy) -> PolicyBuilder {
    policy.to_builder()
}

/// Looks at the settings so far, so that a wrong one is reported where it stands.
#[track_caller]
pub const fn sound(builder: PolicyBuilder) -> PolicyBuilder {
    builder.build_const().to_builder()
}

/// The settings, if one class may be retried so often beside the retries of the whole call.
#[track_caller]
pub const fn repeatable(builder: PolicyBuilder, times: u32, retries: u32) -> PolicyBuilder {
    Course { retries, ..Course::ALONE }.repeats_as_often(times);
    builder
}

/// The first wait of a backoff, if it is one.
#[track_caller]
pub const fn waiting(time: Duration) -> Duration {
    range::WAIT.checked(time)
}

/// A backoff of which only the cap is written, so that its first wait gives way.
#[track_caller]
pub const fn capped(backoff: Backoff, max: Duration) -> Backoff {
    backoff.capped(range::WAIT.checked(max))
}

/// A factor in thousandths.
#[track_caller]
pub const fn thousandths(factor: f64) -> u32 {
    range::in_thousandths(factor)
}

/// The settings, if two of them can act together, which are reported where one of the two stands.
#[track_caller]
pub const fn settled(settings: Settings, pair: Settings) -> Settings {
    let _ = pair.checked();
    settings
}

/// A policy whose settings were each looked at where they stand: by the attribute, or by [`sound`].
pub const fn proven(builder: PolicyBuilder) -> Policy {
    builder.build_proven()
}

/// The settings, if every retry can begin before their deadline in a chain of so many runs of the body.
#[track_caller]
pub const fn possible(builder: PolicyBuilder, bodies: u32, ends_with_body: bool) -> PolicyBuilder {
    builder.build_proven().possible_in(bodies, ends_with_body).to_builder()
}

/// Adds the hint that an error's field has, if it has one.
pub fn hinted(verdict: Verdict, hint: Option<Duration>) -> Verdict {
    match hint {
        Some(hint) => verdict.retry_after(hint),
        None => verdict,
    }
}

/// What an error means whose field is the status of the answer.
pub fn answered(status: Option<u16>) -> Verdict {
    status.map_or(Class::Unknown, Class::from_status).into()
}
