//! `#[derive(Classify)]`: every form that a class can be given in.
#![allow(clippy::unwrap_used, reason = "clippy knows a test only by its attribute")]

use std::fmt::Debug;
use std::io;
use std::time::Duration;

use resilient::{Class, Classify, StatusError, Verdict, resilient};

mod common;

use common::{ms, s};

#[derive(Debug, Classify)]
enum ChatError {
    #[classify(rate_limited)]
    Busy {
        #[classify(hint)]
        retry_after: Option<Duration>,
        #[allow(dead_code, reason = "fields that say nothing may stand beside")]
        model: &'static str,
    },
    #[classify(overloaded)]
    Full(#[classify(hint)] Duration),
    #[classify(transparent)]
    Io(io::Error),
    #[classify(transparent)]
    Boxed(Box<ChatError>),
    Within {
        #[allow(dead_code, reason = "fields that say nothing may stand beside")]
        step: u8,
        #[classify(transparent)]
        error: Box<dyn Shown + Send + Sync>,
    },
    Status(#[classify(status)] u16),
    Code(#[classify(status)] i64, #[classify(hint)] Option<Duration>),
    Http(#[classify(status)] reqwest::StatusCode),
    Maybe(#[classify(status)] Option<reqwest::StatusCode>),
    #[classify(with = by_name)]
    Named(&'static str, #[classify(hint)] Option<Duration>),
    #[classify(with = |code, text| if *code > text.len() { Class::Server } else { Class::Quota })]
    Odd {
        code: usize,
        text: String,
    },
    #[classify(with = || Verdict::from(Class::Server).no_retry())]
    Vetoed,
    #[classify(too_large)]
    Long,
    #[classify(transparent)]
    Stopped(resilient::Error),
}

trait Shown: Classify + Debug {}

impl<T: Classify + Debug> Shown for T {}

fn by_name(name: &&str) -> Class {
    if *name == "overloaded_error" { Class::Overloaded } else { Class::Unknown }
}

#[track_caller]
fn means(error: &impl Classify, verdict: impl Into<Verdict>) {
    assert_eq!(error.classify(), verdict.into());
}

#[test]
fn a_class_is_said_above_a_variant() {
    means(&ChatError::Long, Class::TooLarge);
}

#[test]
fn a_field_is_the_servers_hint() {
    let limited = Verdict::from(Class::RateLimited);
    means(&ChatError::Busy { retry_after: None, model: "a" }, limited);
    means(&ChatError::Busy { retry_after: Some(s(2)), model: "a" }, limited.retry_after(s(2)));
    means(&ChatError::Full(ms(5)), Verdict::from(Class::Overloaded).retry_after(ms(5)));
}

#[test]
fn a_wrapped_error_says_what_it_means() {
    means(&ChatError::Io(io::ErrorKind::ConnectionReset.into()), Class::Network);
    means(&ChatError::Boxed(Box::new(ChatError::Long)), Class::TooLarge);
    means(
        &ChatError::Within { step: 1, error: Box::new(ChatError::Full(s(1))) },
        ChatError::Full(s(1)).classify(),
    );
}

#[test]
fn a_field_is_the_status() {
    means(&ChatError::Status(503), Class::Overloaded);
    means(&ChatError::Code(429, Some(s(1))), Verdict::from(Class::RateLimited).retry_after(s(1)));
    means(&ChatError::Http(reqwest::StatusCode::BAD_GATEWAY), Class::Server);
    means(&ChatError::Maybe(Some(reqwest::StatusCode::UNAUTHORIZED)), Class::Auth);
}

#[test]
fn a_status_that_is_none_is_unknown() {
    for code in [-1, 0, 99_999, i64::MAX] {
        means(&ChatError::Code(code, None), Class::Unknown);
    }
    means(&ChatError::Maybe(None), Class::Unknown);
}

#[test]
fn a_function_is_given_the_fields_but_not_the_hint() {
    let overloaded = Verdict::from(Class::Overloaded);
    means(&ChatError::Named("overloaded_error", Some(s(3))), overloaded.retry_after(s(3)));
    means(&ChatError::Odd { code: 9, text: "four".into() }, Class::Server);
    means(&ChatError::Odd { code: 1, text: "four".into() }, Class::Quota);
    means(&ChatError::Vetoed, Verdict::from(Class::Server).no_retry());
}

#[derive(Classify)]
enum Wrapped<'a, T, E: Debug, const N: usize>
where
    T: Copy,
{
    #[classify(transparent)]
    One(E),
    #[classify(transparent)]
    Again(Box<Wrapped<'a, T, E, N>>),
    #[classify(invalid)]
    #[allow(dead_code, reason = "generics must stand somewhere")]
    Other(&'a str, T, [u8; N]),
}

/// A type parameter without a class may be used where none is wanted.
#[derive(Classify)]
#[classify(conflict)]
struct Tagged<T>(#[allow(dead_code, reason = "it says nothing")] T);

#[test]
fn types_may_be_generic() {
    let one = || Wrapped::<(), _, 3>::One(io::Error::from(io::ErrorKind::TimedOut));
    means(&one(), Class::Timeout);
    means(&Wrapped::Again(Box::new(one())), Class::Timeout);
    means(&Wrapped::<u8, io::Error, 1>::Other("x", 1, [1]), Class::Invalid);
    means(&Tagged(std::cell::Cell::new("no class")), Class::Conflict);
}

#[derive(Classify)]
struct Answer {
    #[classify(status)]
    status: u16,
    #[classify(hint)]
    retry_after: Option<Duration>,
}

#[derive(Classify)]
#[classify(transparent)]
struct Newtype(StatusError);

#[derive(Classify)]
#[classify(with = Coded::class)]
struct Coded {
    code: u8,
}

impl Coded {
    fn class(&self) -> Class {
        if self.code == 1 { Class::Missing } else { Class::Filtered }
    }
}

#[derive(Classify)]
#[classify(cancelled)]
struct Gone;

#[derive(Classify)]
enum Never {}

#[test]
fn structs_and_empty_types_have_a_class_too() {
    let answer = Answer { status: 500, retry_after: Some(s(4)) };
    means(&answer, Verdict::from(Class::Server).retry_after(s(4)));
    let headers = reqwest::header::HeaderMap::new();
    let body = r#"{"error":{"code":"insufficient_quota"}}"#;
    let error = StatusError::new(reqwest::StatusCode::TOO_MANY_REQUESTS, headers, body);
    means(&Newtype(error), Class::Quota);
    means(&Coded { code: 1 }, Class::Missing);
    means(&Gone, Class::Cancelled);
    let nothing: Option<Never> = None;
    assert!(nothing.is_none_or(|never| never.classify().repeatable()));
}

mod within {
    pub(crate) mod renamed {
        pub(crate) use resilient::*;
    }

    /// `Into`, `Option` and `Class` mean something else here.
    #[allow(dead_code, reason = "names to stumble over")]
    mod shadows {
        struct Class;
        struct Option;
        trait Into {}
        #[derive(resilient::Classify)]
        #[classify(crate = super::renamed)]
        pub(super) enum Error {
            #[classify(server)]
            Class,
            #[classify(with = |_| super::renamed::Class::Auth)]
            Option(u8),
        }
    }

    #[test]
    fn names_nearby_do_no_harm() {
        use resilient::{Class, Classify};
        assert_eq!(shadows::Error::Class.classify().class(), Class::Server);
        assert_eq!(shadows::Error::Option(1).classify().class(), Class::Auth);
    }
}

macro_rules! declared {
    ($name:ident, $class:ident, $inner:ty) => {
        #[derive(Classify)]
        enum $name {
            #[classify($class)]
            Own,
            #[classify(transparent)]
            Inner($inner),
        }
    };
}

declared!(Generated, malformed, io::Error);

#[test]
fn types_may_come_from_a_macro() {
    means(&Generated::Own, Class::Malformed);
    means(&Generated::Inner(io::ErrorKind::TimedOut.into()), Class::Timeout);
}

impl From<resilient::Error> for ChatError {
    fn from(stop: resilient::Error) -> Self {
        Self::Stopped(stop)
    }
}

#[resilient(retries = 2, timeout = "1s")]
async fn chat(calls: &std::cell::Cell<u32>) -> Result<u32, ChatError> {
    calls.set(calls.get() + 1);
    match calls.get() {
        1 => Err(ChatError::Status(503)),
        2 => Err(ChatError::Busy { retry_after: Some(s(7)), model: "a" }),
        count => Ok(count),
    }
}

#[tokio::test(start_paused = true)]
async fn the_attribute_goes_by_it() {
    let started = tokio::time::Instant::now();
    assert_eq!(chat(&std::cell::Cell::new(0)).await.unwrap(), 3);
    assert!(started.elapsed() >= s(7), "{:?}", started.elapsed());
}
